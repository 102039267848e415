using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>A new thread of a channel, or a person's own chat.
/// <see href="https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#create-conversation">Create Conversation</see>.</summary>
internal static class ConversationApi
{
    private const string Wrong = "Incorrect conversation creation parameters";

    public static Answer Create(ConnectorCall call)
    {
        var body = call.Body;
        if (body["bot"] is JsonObject bot && Text(bot["id"]) is { } named && named != call.Fake.App.BotId) throw TeamsRefusal.BadArgument($"{Wrong}: another bot.");
        var tenant = Text(body["tenantId"]) ?? Text(body["channelData"]?["tenant"]?["id"]);
        return body["isGroup"]?.GetValueKind() is System.Text.Json.JsonValueKind.True ? CreateThread(call, body, tenant) : CreatePersonal(call, body, tenant);
    }

    private static Answer CreateThread(ConnectorCall call, JsonObject body, string? tenant)
    {
        if (body["activity"] is not JsonObject activity || Text(body["channelData"]?["channel"]?["id"]) is not { } id) throw TeamsRefusal.BadSyntax($"{Wrong}: a channel and an activity are needed.");
        var channel = call.Fake.FindConversation(id);
        if (channel is not { Kind: ConversationKind.Channel, Deleted: false } || (tenant is not null && channel.Tenant.Id != tenant)) throw TeamsRefusal.NoConversation;
        if (!channel.BotIn) throw TeamsRefusal.NotInRoster;
        call.Spend(channel, reads: false);
        ConnectorCall.MayWrite(channel);
        var message = ActivityApi.Take(call, channel, null, activity);
        return new(201, new() { ["id"] = channel.ThreadId(message.Id), ["activityId"] = message.Id });
    }

    private static Answer CreatePersonal(ConnectorCall call, JsonObject body, string? tenant)
    {
        if (body["members"] is not JsonArray { Count: 1 } members || Text(members[0]?["id"]) is not { } id) throw TeamsRefusal.BadArgument($"{Wrong}: one member is needed.");
        if (call.Fake.FindTenant(tenant) is not { } there) throw TeamsRefusal.BadArgument($"{Wrong}: the tenant is missing or unknown.");
        if (there.FindPerson(id) is not { } person) throw TeamsRefusal.BadArgument("Failed to decrypt pairwise id");
        call.Spend(there, null, reads: false);
        if (!person.IsReachable) throw new TeamsRefusal(403, "ForbiddenOperationException", "The bot is not installed for this person.");
        person.Chat.Opened = true;
        return new(201, new() { ["id"] = person.Chat.Id });
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
