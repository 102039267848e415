using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace StudyBot.Tests.Slack.Fake;

/// <summary>Socket Mode from the app's end, by hand.</summary>
public class SocketTests
{
    [Fact]
    public async Task A_connection_is_greeted_and_brings_events_until_they_are_acknowledged()
    {
        await using var workspace = await StartAsync();
        using var line = await Line.ConnectAsync(workspace);
        Assert.Equal(("hello", 1), (line.Hello["type"]!.ToString(), line.Hello["num_connections"]!.GetValue<int>()));

        var saying = workspace.Ana.SaysAsync(workspace.Learn, "done");
        var envelope = await line.ReadAsync();
        Assert.Equal(["envelope_id", "payload", "type", "accepts_response_payload", "retry_attempt", "retry_reason"], envelope.Select(field => field.Key));
        Assert.Equal(("events_api", "done", 0), (envelope["type"]!.ToString(), envelope["payload"]!["event"]!["text"]!.ToString(), envelope["retry_attempt"]!.GetValue<int>()));
        Assert.False(saying.IsCompleted);
        await line.AcknowledgeAsync(envelope);
        await saying;

        Assert.True(Assert.Single(workspace.Slack.Deliveries).Acknowledged);
        Assert.Empty(workspace.App.All);
    }

    [Fact]
    public async Task What_is_not_acknowledged_in_three_seconds_comes_again()
    {
        await using var workspace = await StartAsync();
        using var line = await Line.ConnectAsync(workspace);

        var saying = workspace.Ana.SaysAsync(workspace.Learn, "done");
        var first = await line.ReadAsync();
        workspace.Clock.Advance(TimeSpan.FromSeconds(3));
        var again = await line.ReadAsync();
        await line.AcknowledgeAsync(again);
        await saying;

        Assert.NotEqual(first["envelope_id"]!.ToString(), again["envelope_id"]!.ToString());
        Assert.Equal(first["payload"]!["event_id"]!.ToString(), again["payload"]!["event_id"]!.ToString());
        Assert.Equal((1, "timeout"), (again["retry_attempt"]!.GetValue<int>(), again["retry_reason"]!.ToString()));
    }

    [Fact]
    public async Task A_broken_line_before_the_acknowledgement_means_the_other_line()
    {
        await using var workspace = await StartAsync();
        using var one = await Line.ConnectAsync(workspace);
        using var two = await Line.ConnectAsync(workspace, count: 2);

        var saying = workspace.Ana.SaysAsync(workspace.Learn, "done");
        await one.ReadAsync();
        workspace.Slack.Sockets.Open[0].Breaks();
        var again = await two.ReadAsync();
        await two.AcknowledgeAsync(again);
        await saying;

        Assert.Equal(1, again["retry_attempt"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_warned_line_gets_nothing_new_while_there_is_another_and_ends_ten_seconds_later()
    {
        await using var workspace = await StartAsync();
        using var one = await Line.ConnectAsync(workspace);
        using var two = await Line.ConnectAsync(workspace, count: 2);
        await workspace.Slack.Sockets.Open[0].WarnsAsync();
        Assert.Equal("warning", (await one.ReadAsync())["reason"]!.ToString());

        foreach (var text in new[] { "done 1", "done 2" })
        {
            var saying = workspace.Ana.SaysAsync(workspace.Learn, text);
            await two.AcknowledgeAsync(await two.ReadAsync());
            await saying;
        }

        workspace.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("refresh_requested", (await one.ReadAsync())["reason"]!.ToString());
        await one.ClosedAsync();
        await workspace.Slack.Sockets.ConnectedAsync(1);
    }

    [Fact]
    public async Task A_command_is_answered_in_its_acknowledgement()
    {
        await using var workspace = await StartAsync();
        using var line = await Line.ConnectAsync(workspace);

        var asking = workspace.Ana.SlashAsync("/study", "me", workspace.Learn);
        var envelope = await line.ReadAsync();
        Assert.Equal(("slash_commands", true, "me"), (envelope["type"]!.ToString(), envelope["accepts_response_payload"]!.GetValue<bool>(), envelope["payload"]!["text"]!.ToString()));
        await line.AcknowledgeAsync(envelope, new() { ["text"] = "Your streak: 3" });
        await asking;

        Assert.Equal("Your streak: 3", Assert.Single(workspace.Learn.SeenBy(workspace.Ana)).Text);
    }

    [Fact]
    public async Task Ten_lines_are_the_most_and_an_address_works_once()
    {
        await using var workspace = await StartAsync();
        var lines = new List<Line>();
        for (var i = 1; i <= 10; i++) lines.Add(await Line.ConnectAsync(workspace, count: i));

        using var eleventh = await Line.ConnectAsync(workspace, count: 10);
        Assert.Equal(("disconnect", "too_many_websockets"), (eleventh.Hello["type"]!.ToString(), eleventh.Hello["reason"]!.ToString()));
        using var again = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => again.ConnectAsync(new Uri(lines[0].Url), CancellationToken.None));

        await workspace.Slack.Sockets.DisablesAsync();
        Assert.Equal("link_disabled", (await lines[3].ReadAsync())["reason"]!.ToString());
        lines.ForEach(line => line.Dispose());
    }

    private static async Task<Workspace> StartAsync()
    {
        var workspace = await Workspace.StartAsync();
        workspace.Slack.App.SocketMode = true;
        return workspace;
    }

    private sealed class Line : IDisposable
    {
        private readonly ClientWebSocket _socket = new();

        public required string Url { get; init; }

        public JsonObject Hello { get; private set; } = [];

        public static async Task<Line> ConnectAsync(Workspace workspace, int count = 1)
        {
            var opened = await workspace.SendAsync("apps.connections.open", workspace.Slack.App.AppToken);
            var line = new Line { Url = opened.Body["url"]!.ToString() };
            await line._socket.ConnectAsync(new Uri(line.Url), CancellationToken.None);
            line.Hello = await line.ReadAsync();
            await workspace.Slack.Sockets.ConnectedAsync(count);
            return line;
        }

        public async Task<JsonObject> ReadAsync()
        {
            var buffer = new byte[64 * 1024];
            var read = 0;
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(read), CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
                read += part.Count;
                if (part.EndOfMessage) return JsonNode.Parse(buffer.AsSpan(0, read))!.AsObject();
            }
        }

        public async Task AcknowledgeAsync(JsonObject envelope, JsonObject? payload = null)
        {
            var answer = new JsonObject { ["envelope_id"] = envelope["envelope_id"]!.ToString() };
            if (payload is not null) answer["payload"] = payload;
            await _socket.SendAsync(Encoding.UTF8.GetBytes(answer.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
        }

        public async Task ClosedAsync()
        {
            Assert.Equal(WebSocketMessageType.Close, (await _socket.ReceiveAsync(new byte[100], CancellationToken.None)).MessageType);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        }

        public void Dispose() => _socket.Dispose();
    }
}
