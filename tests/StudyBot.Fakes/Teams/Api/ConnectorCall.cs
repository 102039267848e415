using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Fakes.Teams;

/// <summary>A call of the Bot Connector's REST API: who calls, whether too often; then the call itself.
/// <see href="https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference">API reference</see>.</summary>
/// <param name="Named">The conversation as the address names it.</param>
internal sealed record ConnectorCall(TeamsFake Fake, HttpContext Http, string? Named, JsonNode? Json)
{
    private const string Thread = ";messageid=";

    /// <summary>The body; it must be an object.</summary>
    public JsonObject Body => Json as JsonObject ?? throw TeamsRefusal.BadSyntax("The request body is missing or malformed.");

    /// <summary>The root of the thread that the address names.</summary>
    public string? Root => Named?.IndexOf(Thread, StringComparison.Ordinal) is >= 0 and var at ? Named[(at + Thread.Length)..] : null;

    public static Answer Run(TeamsFake fake, HttpContext http, string? named, JsonNode? body, Func<ConnectorCall, Answer> run)
    {
        lock (fake.Gate)
        {
            Authorize(fake, http, fake.Cloud.BotResource);
            var call = new ConnectorCall(fake, http, named, body);
            return run(call);
        }
    }

    /// <summary>A token of Entra's for this resource that has not expired.</summary>
    public static EntraToken Authorize(TeamsFake fake, HttpContext http, string resource)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.Ordinal) ? fake.Tokens.GetValueOrDefault(header["Bearer ".Length..]) : null;
        if (token is null || token.Resource != resource || token.Expires <= fake.Now) throw new TeamsRefusal(401, "Unauthorized", "Authorization has been denied for this request.");
        return token;
    }

    /// <summary>The conversation, where there is one and the bot is in it.</summary>
    public TeamsConversation Find()
    {
        var found = Fake.FindConversation(Named?.Split(Thread)[0]) ?? throw TeamsRefusal.NoConversation;
        if (found.Deleted) throw TeamsRefusal.NoConversation;
        if (!found.BotIn) throw TeamsRefusal.NotInRoster;
        return found;
    }

    /// <summary>The conversation, where the bot may write in it now.</summary>
    /// <param name="reacts">With a reaction.</param>
    public TeamsConversation FindToWrite(bool reacts = false)
    {
        var found = Find();
        Spend(found.Tenant, found.Id, reads: false, reacts);
        MayWrite(found);
        return found;
    }

    public static void MayWrite(TeamsConversation conversation)
    {
        if (conversation.Blocked) throw TeamsRefusal.WritesBlocked;
        if (conversation.Team?.Archived == true) throw new TeamsRefusal(403, "Forbidden", "The team is archived.");
    }

    /// <summary>Counts against the limits, which are a channel's as a whole, not a thread's.</summary>
    public void Spend(TeamsConversation conversation, bool reads) => Spend(conversation.Tenant, conversation.Id, reads);

    public void Spend(TeamsTenant tenant, string? conversation, bool reads, bool reacts = false)
    {
        if (Fake.Rates.Take(tenant.Id, conversation, reads, Fake.Now, reacts) is { } seconds)
            throw new TeamsRefusal(429, "TooManyRequests", "API calls quota exceeded.") { RetryAfter = seconds };
    }
}
