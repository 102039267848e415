using System.Net;
using System.Text;
using System.Text.Json;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>A Slack that takes everything and keeps nothing.</summary>
internal static class NullSlack
{
    public const string Team = "T0BENCH";
    private static int _posted;

    public static byte[] Answer(string method, ReadOnlySpan<byte> body) => method switch
    {
        "auth.test" => Encoding.UTF8.GetBytes($$"""{"ok":true,"url":"https://bench.slack.com/","team":"Bench","user":"studybot","team_id":"{{Team}}","user_id":"U0BOT","bot_id":"B0BOT"}"""),
        "users.info" => User(Encoding.UTF8.GetString(body).Split("user=")[^1].Split('&')[0]),
        "chat.postMessage" => Posted(body),
        "conversations.open" => """{"ok":true,"channel":{"id":"D0BENCH"}}"""u8.ToArray(),
        _ => """{"ok":true}"""u8.ToArray(),
    };

    private static byte[] User(string id) => Encoding.UTF8.GetBytes(
        $$$"""{"ok":true,"user":{"id":"{{{id}}}","team_id":"{{{Team}}}","name":"{{{id}}}","tz":"Europe/Berlin","is_admin":false,"is_owner":false,"is_bot":false,"profile":{"display_name":"Ana {{{id}}}","real_name":"Ana {{{id}}}"} } }""");

    private static byte[] Posted(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        var channel = "";
        while (channel.Length == 0 && reader.Read())
        {
            if (reader.TokenType is not JsonTokenType.PropertyName || !reader.ValueTextEquals("channel"u8)) continue;
            reader.Read();
            channel = reader.GetString()!;
        }

        return Encoding.UTF8.GetBytes($$"""{"ok":true,"channel":"{{channel}}","ts":"1790000000.{{Interlocked.Increment(ref _posted) % 1_000_000:000000}}","message":{"text":"…"} }""");
    }

    /// <summary>Below the bot's HTTP clients, in the place of the network.</summary>
    public sealed class Handler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
            return new(HttpStatusCode.OK) { Content = new ByteArrayContent(Answer(request.RequestUri!.Segments[^1], body)), RequestMessage = request };
        }
    }
}
