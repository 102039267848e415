using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using StudyBot.Tests.Local;

namespace StudyBot.Tests.Fuzz;

/// <summary>Whatever a script on this machine sends to the built-in chat is taken or turned away: nothing breaks, and who is honest is heard as before.</summary>
[Collection(nameof(Alone))]
public class LocalFuzzTests(ITestOutputHelper output)
{
    private const int Calls = 1_200;

    private static readonly string[] Odd =
    [
        "", " ", "ana", "ben", "nobody", "StudyBot", "@ana", "study", "lounge", "Study", "m1", "m2", "m0", "m-1", "m99999999999999999999", "0", "1", "200", "201", "-1", "2147483648", "1e3", "1.5", "+1", "\u0663",
        "a\r\nb", "<script>", "../../etc/passwd", "a|b", "a&as=ben", "\ud83e\udd56", "\u202e\u2028\ufeff", "\0", new('x', 3_000), "2026-11-24T07:00:00Z", "of.another.life", "1.1", "19f.-1", "\"m1\"", "*",
    ];

    /// <summary>As they stand in an address; some are no text.</summary>
    private static readonly string[] Raw = [.. Odd.Select(Uri.EscapeDataString), "%", "%zz", "%ff", "%c3%28", "%00", "%ed%a0%80", "a+b", "%252f", "%2f", "%2e%2e"];

    /// <summary>No client sends a path with a zero in it, and no server takes one.</summary>
    private static readonly string[] InPath = [.. Raw.Where(raw => !raw.Contains("%00", StringComparison.Ordinal))];

    private static readonly string[] Asked = ["as", "before", "limit", "channel", "since", "from", "x"];

    private static readonly (string Method, string Path, JsonObject? Body)[] Routes =
    [
        ("GET", "/", null),
        ("GET", "/local/messages", null),
        ("HEAD", "/local/messages", null),
        ("POST", "/local/messages", new() { ["from"] = "ana", ["text"] = "done: https://example.org/bread", ["thread"] = "m1", ["direct"] = false, ["channel"] = "study" }),
        ("GET", "/local/messages/{id}", null),
        ("PATCH", "/local/messages/{id}", new() { ["from"] = "ana", ["text"] = "not done" }),
        ("DELETE", "/local/messages/{id}", new() { ["from"] = "ana" }),
        ("DELETE", "/local/messages/{id}", null),
        // What the bot said nobody takes back.
        ("DELETE", "/local/messages/m1", new() { ["from"] = "ana" }),
        ("GET", "/local/messages/{id}/files/{id}", null),
        ("POST", "/local/reactions", new() { ["from"] = "ana", ["message"] = "m1", ["name"] = "white_check_mark", ["on"] = true }),
        ("POST", "/local/press", new() { ["from"] = "ana", ["message"] = "m1", ["command"] = "done" }),
        ("POST", "/local/forms", new() { ["from"] = "ana", ["message"] = "m1", ["form"] = "setup", ["values"] = new JsonObject { ["start"] = "2026-11-25", ["zone"] = "Europe/Berlin", ["time"] = "09:00", ["file"] = "# Day 1" } }),
        ("GET", "/local/people", null),
        ("POST", "/local/people", new() { ["name"] = "cem" }),
        ("GET", "/local/channels", null),
        ("GET", "/local/board", null),
        ("GET", "/local/clock", null),
        // Of two who press at once, the second moves nothing: else the plan is soon over.
        ("POST", "/local/clock", new() { ["to"] = "next-morning", ["channel"] = "study", ["offset_seconds"] = 7 }),
        ("POST", "/local/clock", new() { ["to"] = "2026-11-24T08:00:00+01:00" }),
        ("GET", "/local/events", null),
    ];

    private static Gen<Call> Any { get; } = Gen.OneOf([.. Routes.Select(route => Gen.Select(
        Gen.OneOf(InPath).Array[2],
        Gen.Select(Gen.OneOf(Asked), Gen.OneOf(Raw), (name, value) => $"{name}={value}").Array[0, 3],
        Gen.OneOf(Odd),
        HostileJson.Like([route.Body ?? []]).Null(),
        (ids, query, last, json) => new Call(route.Method, $"{Named(route.Path, ids)}?{string.Join('&', query)}", last, route.Body is null ? null : json ?? Encoding.UTF8.GetBytes(route.Body.ToJsonString()))))]);

    [Fact]
    public async Task A_call_that_is_not_what_it_should_be_breaks_nothing()
    {
        using var complaints = new Complaints();
        await using var chat = await Chat.StartAsync(logs: complaints);
        await chat.SayAsync("ana", "done");
        await chat.SayAsync("ana", "my data", direct: true);

        var answers = await Allocation.WithinAsync(Any.Array[Calls].Draw(output).Select(Calling), most: 8_000_000, atOnce: 1);

        output.WriteLine(string.Join(", ", answers.Select(answer => $"{answer.Value} × {answer.Key}")));
        Assert.Empty(complaints.Errors);
        Assert.Equal([200, 201, 400, 403, 404], answers.Keys.Where(status => status is 200 or 201 or 400 or 403 or 404));
        await chat.SayAsync("finn", "done");
        Assert.Contains(await chat.MessagesAsync(), message => message.Text("from") == "finn" && message.GetProperty("reactions").GetArrayLength() > 0);

        Func<Task<(int, byte[])>> Calling(Call call) => async () =>
        {
            using var request = call.Request();
            return (await StatusAsync(chat, request), Encoding.UTF8.GetBytes($"{call}"));
        };
    }

    /// <summary>The events come for as long as somebody hears them: the first word of an answer is enough.</summary>
    private static async Task<int> StatusAsync(Chat chat, HttpRequestMessage request)
    {
        using var answer = await chat.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)answer.StatusCode;
    }

    private static string Named(string path, string[] ids)
    {
        foreach (var id in ids)
            if (path.IndexOf("{id}", StringComparison.Ordinal) is >= 0 and var at) path = $"{path[..at]}{id}{path[(at + 4)..]}";
        return path;
    }

    private sealed record Call(string Method, string Path, string Last, byte[]? Body)
    {
        public HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(new HttpMethod(Method), Path) { Content = Body is null ? null : new ByteArrayContent(Body) { Headers = { ContentType = new("application/json") } } };
            request.Headers.TryAddWithoutValidation("Last-Event-ID", Last);
            return request;
        }

        public override string ToString() => $"{Method} {Path} Last-Event-ID: {Last} {(Body is null ? "" : Encoding.UTF8.GetString(Body))}";
    }
}
