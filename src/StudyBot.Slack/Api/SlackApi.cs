using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Slack's Web API: one method here a method there. What posts goes out once; what may be repeated goes through a client that repeats it.</summary>
/// <param name="http">Makes clients by the names below, both based at the API's address.</param>
public sealed class SlackApi(IHttpClientFactory http, SlackOptions options, TimeProvider clock)
{
    /// <summary>The client that sends once.</summary>
    public const string Once = "slack";

    /// <summary>The client that repeats what a limit or a fault kept from happening.</summary>
    public const string Again = "slack-again";

    /// <summary>How long a file may take to come. The client's own time ends where the file begins.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Task<CallResult<MessagePosted>> PostMessageAsync(string token, PostMessage message, CancellationToken cancel) =>
        WriteAsync(Once, "chat.postMessage", token, message, SlackJson.Default.PostMessage, SlackJson.Default.MessagePosted, cancel);

    public Task<CallResult<SlackReply>> PostEphemeralAsync(string token, PostEphemeral message, CancellationToken cancel) =>
        WriteAsync(Once, "chat.postEphemeral", token, message, SlackJson.Default.PostEphemeral, SlackJson.Default.SlackReply, cancel);

    public Task<CallResult<SlackReply>> UpdateAsync(string token, UpdateMessage message, CancellationToken cancel) =>
        WriteAsync(Once, "chat.update", token, message, SlackJson.Default.UpdateMessage, SlackJson.Default.SlackReply, cancel);

    public Task<CallResult<SlackReply>> DeleteAsync(string token, DeleteMessage message, CancellationToken cancel) =>
        WriteAsync(Again, "chat.delete", token, message, SlackJson.Default.DeleteMessage, SlackJson.Default.SlackReply, cancel);

    public Task<CallResult<SlackReply>> AddReactionAsync(string token, Reaction reaction, CancellationToken cancel) =>
        WriteAsync(Once, "reactions.add", token, reaction, SlackJson.Default.Reaction, SlackJson.Default.SlackReply, cancel);

    public Task<CallResult<SlackReply>> RemoveReactionAsync(string token, Reaction reaction, CancellationToken cancel) =>
        WriteAsync(Once, "reactions.remove", token, reaction, SlackJson.Default.Reaction, SlackJson.Default.SlackReply, cancel);

    /// <summary>The direct conversation with a person; opened where there was none.</summary>
    public Task<CallResult<ConversationOpened>> OpenConversationAsync(string token, string user, CancellationToken cancel) =>
        WriteAsync(Again, "conversations.open", token, new(user), SlackJson.Default.OpenConversation, SlackJson.Default.ConversationOpened, cancel);

    public Task<CallResult<ConversationOpened>> ConversationAsync(string token, string channel, CancellationToken cancel) =>
        ReadAsync("conversations.info", token, [new("channel", channel)], SlackJson.Default.ConversationOpened, cancel);

    /// <summary>One page of a channel, newest first, with metadata.</summary>
    /// <param name="oldest">A <c>ts</c>, exclusive.</param>
    public Task<CallResult<History>> HistoryAsync(string token, string channel, string oldest, string? cursor, CancellationToken cancel) =>
        ReadAsync("conversations.history", token, [new("channel", channel), new("oldest", oldest), new("limit", "200"), new("include_all_metadata", "true"), .. Cursor(cursor)], SlackJson.Default.History, cancel);

    /// <summary>One page of a thread, oldest first; its first message is always the post itself.</summary>
    public Task<CallResult<History>> RepliesAsync(string token, string channel, string thread, string oldest, string? cursor, CancellationToken cancel) =>
        ReadAsync("conversations.replies", token, [new("channel", channel), new("ts", thread), new("oldest", oldest), new("limit", "200"), .. Cursor(cursor)], SlackJson.Default.History, cancel);

    /// <summary>A message with all its reactions.</summary>
    public Task<CallResult<ReactionsFound>> ReactionsAsync(string token, string channel, string ts, CancellationToken cancel) =>
        ReadAsync("reactions.get", token, [new("channel", channel), new("timestamp", ts), new("full", "true")], SlackJson.Default.ReactionsFound, cancel);

    public Task<CallResult<UserFound>> UserAsync(string token, string user, CancellationToken cancel) =>
        ReadAsync("users.info", token, [new("user", user)], SlackJson.Default.UserFound, cancel);

    /// <summary>The trigger is good for 3 s, so this is not repeated.</summary>
    public Task<CallResult<SlackReply>> OpenViewAsync(string token, OpenView view, CancellationToken cancel) =>
        WriteAsync(Once, "views.open", token, view, SlackJson.Default.OpenView, SlackJson.Default.SlackReply, cancel);

    public Task<CallResult<SlackReply>> PublishViewAsync(string token, PublishView view, CancellationToken cancel) =>
        WriteAsync(Again, "views.publish", token, view, SlackJson.Default.PublishView, SlackJson.Default.SlackReply, cancel);

    /// <summary>Whose token it is, with its scopes.</summary>
    public Task<CallResult<WhoAmI>> WhoAmIAsync(string token, CancellationToken cancel) =>
        CallAsync(Again, () => Request("auth.test", token, Form([])), SlackJson.Default.WhoAmI, cancel, (who, response) => who with { Scopes = Scopes(response.Headers) });

    public Task<CallResult<FileFound>> FileAsync(string token, string file, CancellationToken cancel) =>
        ReadAsync("files.info", token, [new("file", file)], SlackJson.Default.FileFound, cancel);

    public Task<CallResult<UploadSpace>> UploadSpaceAsync(string token, string name, int length, CancellationToken cancel) =>
        ReadAsync("files.getUploadURLExternal", token, [new("filename", name), new("length", $"{length}")], SlackJson.Default.UploadSpace, cancel);

    public Task<CallResult<SlackReply>> CompleteUploadAsync(string token, CompleteUpload files, CancellationToken cancel) =>
        WriteAsync(Once, "files.completeUploadExternal", token, files, SlackJson.Default.CompleteUpload, SlackJson.Default.SlackReply, cancel);

    /// <param name="token">The app-level one.</param>
    public Task<CallResult<ConnectionOpened>> OpenConnectionAsync(string token, CancellationToken cancel) =>
        CallAsync(Once, () => Request("apps.connections.open", token, Form([])), SlackJson.Default.ConnectionOpened, cancel);

    /// <summary>Exchanges a code of the install flow, or a refresh token, for tokens.</summary>
    /// <param name="grant"><c>code</c> and <c>redirect_uri</c>, or <c>grant_type</c> and <c>refresh_token</c>.</param>
    public Task<CallResult<Installed>> AccessAsync(string clientId, string clientSecret, IReadOnlyList<KeyValuePair<string, string>> grant, CancellationToken cancel) =>
        CallAsync(Once, () => Request("oauth.v2.access", null, Form([new("client_id", clientId), new("client_secret", clientSecret), .. grant])), SlackJson.Default.Installed, cancel);

    /// <summary>Answers where a command or a button said to: five times within half an hour.</summary>
    public Task<CallResult<SlackReply>> RespondAsync(Uri url, Respond response, CancellationToken cancel) => CallAsync(
        Once,
        () => new HttpRequestMessage(HttpMethod.Post, url) { Content = Json(response, SlackJson.Default.Respond) },
        SlackJson.Default.SlackReply,
        cancel,
        otherwise: FailureKind.Refused);

    /// <summary>A file's bytes, at most <paramref name="most"/> of them.</summary>
    public async Task<CallResult<byte[]>> DownloadAsync(string token, Uri url, int most, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Authorization = new("Bearer", token) } };
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        return await TryAsync<byte[]>(
            Once,
            request,
            async response =>
            {
                if (response.Content.Headers.ContentLength > most) return new Failure(FailureKind.Refused, "too_large");
                await using var body = await response.Content.ReadAsStreamAsync(either.Token);
                var bytes = new byte[most + 1];
                var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, either.Token);
                return length > most ? new Failure(FailureKind.Refused, "too_large") : bytes[..length];
            },
            cancel);
    }

    /// <summary>Brings a file's bytes to the space that Slack gave for them.</summary>
    public async Task<CallResult<SlackReply>> UploadAsync(Uri space, byte[] content, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, space) { Content = new ByteArrayContent(content) };
        return await TryAsync<SlackReply>(Once, request, _ => Task.FromResult<CallResult<SlackReply>>(new SlackReply { Ok = true }), cancel);
    }

    private Task<CallResult<TReply>> WriteAsync<TCall, TReply>(
        string client,
        string method,
        string token,
        TCall call,
        JsonTypeInfo<TCall> callType,
        JsonTypeInfo<TReply> replyType,
        CancellationToken cancel)
        where TReply : SlackReply => CallAsync(client, () => Request(method, token, Json(call, callType)), replyType, cancel);

    /// <summary>Methods that read take a form, not JSON.</summary>
    private Task<CallResult<TReply>> ReadAsync<TReply>(string method, string token, IReadOnlyList<KeyValuePair<string, string>> arguments, JsonTypeInfo<TReply> type, CancellationToken cancel)
        where TReply : SlackReply => CallAsync(Again, () => Request(method, token, Form(arguments)), type, cancel);

    /// <param name="otherwise">Of another status. The Web API itself refuses with 200: what else comes is from somebody on the way, and passes.</param>
    private async Task<CallResult<TReply>> CallAsync<TReply>(
        string client,
        Func<HttpRequestMessage> make,
        JsonTypeInfo<TReply> type,
        CancellationToken cancel,
        Func<TReply, HttpResponseMessage, TReply>? with = null,
        FailureKind otherwise = FailureKind.NotNow)
        where TReply : SlackReply
    {
        using var request = make();
        var isOurs = request.Headers.Authorization?.Parameter == options.BotToken;
        return await TryAsync<TReply>(
            client,
            request,
            async response =>
            {
                var reply = Read(await response.Content.ReadAsByteArrayAsync(cancel), type);
                if (reply is null) return new Failure(FailureKind.Unknown, "Slack's answer is no JSON");
                if (!reply.Ok) return Failures.Of(Named(reply), response.Headers, isOurs);
                if (!reply.IsWhole) return new Failure(FailureKind.Unknown, "something is missing in Slack's answer");
                return with is null ? reply : with(reply, response);
            },
            cancel,
            HttpCompletionOption.ResponseContentRead,
            otherwise);
    }

    /// <param name="until">An answer that is read as a whole has to come in the client's time, and within its bounds.</param>
    private async Task<CallResult<T>> TryAsync<T>(
        string client,
        HttpRequestMessage request,
        Func<HttpResponseMessage, Task<CallResult<T>>> read,
        CancellationToken cancel,
        HttpCompletionOption until = HttpCompletionOption.ResponseHeadersRead,
        FailureKind otherwise = FailureKind.Refused)
        where T : class
    {
        try
        {
            using var response = await http.CreateClient(client).SendAsync(request, until, cancel);
            return response.IsSuccessStatusCode ? await read(response) : Failures.Of(response.StatusCode, response.Headers, otherwise);
        }
        catch (HttpRequestException fault)
        {
            return Failure.Of(fault);
        }
        catch (IOException fault)
        {
            return new Failure(FailureKind.Unknown, fault.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Failure(FailureKind.Unknown, "Slack did not answer in time");
        }
    }

    /// <summary>The word alone says little where a scope is missing.</summary>
    private static string Named(SlackReply reply) => reply switch
    {
        { Error: "missing_scope", Needed: { } needed } => $"missing_scope {needed}",
        { Error: "invalid_blocks" or "invalid_arguments", ResponseMetadata.Messages: [var first, ..] } => $"{reply.Error}: {first}",
        { Error: { Length: > 0 } error } => error,
        _ => "an error without a name",
    };

    /// <summary>A <c>response_url</c> answers with the word <c>ok</c>.</summary>
    private static TReply? Read<TReply>(ReadOnlySpan<byte> body, JsonTypeInfo<TReply> type)
        where TReply : SlackReply
    {
        try
        {
            return JsonSerializer.Deserialize(body.SequenceEqual("ok"u8) ? """{"ok":true}"""u8 : body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HttpRequestMessage Request(string method, string? token, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = content };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        return request;
    }

    private static ByteArrayContent Json<T>(T value, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, type)) { Headers = { ContentType = new("application/json", "utf-8") } };

    private static FormUrlEncodedContent Form(IReadOnlyList<KeyValuePair<string, string>> arguments) => new(arguments);

    private static IEnumerable<KeyValuePair<string, string>> Cursor(string? cursor) => string.IsNullOrEmpty(cursor) ? [] : [new("cursor", cursor)];

    private static string[] Scopes(HttpResponseHeaders headers) =>
        headers.TryGetValues("x-oauth-scopes", out var values) ? [.. values.SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))] : [];
}
