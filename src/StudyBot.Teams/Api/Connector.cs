using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>The Bot Connector's REST calls, version 3. What posts goes out once; what may be repeated goes through a client that repeats it.
/// Every address is checked again before a token goes there.</summary>
/// <param name="http">Makes clients by the names below.</param>
public sealed class Connector(IHttpClientFactory http, Entra entra, ServiceUrls serviceUrls, TeamsOptions options)
{
    /// <summary>The client that sends once.</summary>
    public const string Once = "teams";

    /// <summary>The client that repeats what a limit or a fault kept from happening.</summary>
    public const string Again = "teams-again";

    /// <summary>Posts in a conversation: a chat, or a channel's thread.</summary>
    public Task<CallResult<Posted>> SendAsync(string service, string conversation, Message message, CancellationToken cancel) =>
        CallAsync(Once, HttpMethod.Post, service, $"{Path(conversation)}/activities", message, CallsJson.Sent.Message, CallsJson.Default.Posted, cancel);

    /// <summary>Opens a conversation; where it has a first message this posts, and a person's own is the same each time.</summary>
    public Task<CallResult<ConversationOpened>> OpenAsync(string service, NewConversation conversation, CancellationToken cancel) =>
        CallAsync(conversation.Activity is null ? Again : Once, HttpMethod.Post, service, "v3/conversations", conversation, CallsJson.Sent.NewConversation, CallsJson.Default.ConversationOpened, cancel);

    public Task<CallResult<Nothing>> UpdateAsync(string service, string conversation, string id, Message message, CancellationToken cancel) =>
        CallAsync(Once, HttpMethod.Put, service, Path(conversation, id), message, CallsJson.Sent.Message, CallsJson.Default.Nothing, cancel);

    public Task<CallResult<Nothing>> DeleteAsync(string service, string conversation, string id, CancellationToken cancel) =>
        CallAsync(Again, HttpMethod.Delete, service, Path(conversation, id), CallsJson.Default.Nothing, cancel);

    public Task<CallResult<Nothing>> AddReactionAsync(string service, string conversation, string id, string reaction, CancellationToken cancel) =>
        CallAsync(Once, HttpMethod.Put, service, $"{Path(conversation, id)}/reactions/{Uri.EscapeDataString(reaction)}", CallsJson.Default.Nothing, cancel);

    public Task<CallResult<Nothing>> RemoveReactionAsync(string service, string conversation, string id, string reaction, CancellationToken cancel) =>
        CallAsync(Once, HttpMethod.Delete, service, $"{Path(conversation, id)}/reactions/{Uri.EscapeDataString(reaction)}", CallsJson.Default.Nothing, cancel);

    /// <summary>Somebody of a conversation's roster.</summary>
    public Task<CallResult<RosterMember>> MemberAsync(string service, string conversation, string person, CancellationToken cancel) =>
        CallAsync(Again, HttpMethod.Get, service, $"{Path(conversation)}/members/{Uri.EscapeDataString(person)}", CallsJson.Default.RosterMember, cancel);

    public Task<CallResult<TeamDetails>> TeamAsync(string service, string team, CancellationToken cancel) =>
        CallAsync(Again, HttpMethod.Get, service, $"v3/teams/{Uri.EscapeDataString(team)}", CallsJson.Default.TeamDetails, cancel);

    private static string Path(string conversation) => $"v3/conversations/{Uri.EscapeDataString(conversation)}";

    private static string Path(string conversation, string activity) => $"{Path(conversation)}/activities/{Uri.EscapeDataString(activity)}";

    private Task<CallResult<TOut>> CallAsync<TOut>(string client, HttpMethod method, string service, string path, JsonTypeInfo<TOut> answer, CancellationToken cancel)
        where TOut : class => CallAsync(client, method, service, path, null, answer, cancel);

    private Task<CallResult<TOut>> CallAsync<TIn, TOut>(string client, HttpMethod method, string service, string path, TIn body, JsonTypeInfo<TIn> type, JsonTypeInfo<TOut> answer, CancellationToken cancel)
        where TOut : class => CallAsync(client, method, service, path, JsonSerializer.SerializeToUtf8Bytes(body, type), answer, cancel);

    /// <summary>A token that was not taken is asked for anew, once: nothing has happened by then.</summary>
    private async Task<CallResult<TOut>> CallAsync<TOut>(string client, HttpMethod method, string service, string path, byte[]? body, JsonTypeInfo<TOut> answer, CancellationToken cancel)
        where TOut : class
    {
        if (serviceUrls.Read(service) is not { } at) return new Failure(FailureKind.Refused, "the service URL is not one of Microsoft's");
        var url = new Uri(at, path);
        for (var anew = false; ; anew = true)
        {
            var token = options.Anonymous ? "" : await entra.BotTokenAsync(anew, cancel);
            if (token.Failure is { } none) return none;
            using var request = new HttpRequestMessage(method, url) { Content = body is null ? null : new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
            if (token.Value is { Length: > 0 } bearer) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            try
            {
                using var response = await http.CreateClient(client).SendAsync(request, cancel);
                if (response.StatusCode is HttpStatusCode.Unauthorized && !anew && !options.Anonymous) continue;
                if (!response.IsSuccessStatusCode) return await Failures.OfAsync(response, cancel);
                return await ReadAsync(response, answer, cancel);
            }
            catch (HttpRequestException fault)
            {
                return Failure.Of(fault);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return new Failure(FailureKind.Unknown, "no answer in time");
            }
        }
    }

    /// <summary>Some calls answer with nothing at all.</summary>
    private static async Task<CallResult<TOut>> ReadAsync<TOut>(HttpResponseMessage response, JsonTypeInfo<TOut> type, CancellationToken cancel)
        where TOut : class
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
        try
        {
            return JsonSerializer.Deserialize(bytes.Length > 0 ? bytes : "{}"u8, type) is { } read ? read : new Failure(FailureKind.Unknown, "an empty answer");
        }
        catch (JsonException)
        {
            return new Failure(FailureKind.Unknown, "an answer that is no JSON");
        }
    }
}
