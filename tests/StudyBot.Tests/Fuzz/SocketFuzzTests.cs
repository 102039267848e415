using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using StudyBot.Fakes.Slack;
using StudyBot.Slack;
using StudyBot.Tests.Slack;

namespace StudyBot.Tests.Fuzz;

/// <summary>Whatever comes over a socket is heard, left alone, or ends that connection and nothing else: who is honest is heard as before.</summary>
public class SocketFuzzTests(ITestOutputHelper output)
{
    private const int Frames = 600;

    private static readonly byte[] NoText = [.. "{\"type\":\"hello\",\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8];

    /// <summary>What no payload that is changed a little comes to.</summary>
    private static readonly (byte[] Frame, WebSocketMessageType Type, bool IsWhole, bool Ends)[] Odd =
    [
        ([], WebSocketMessageType.Text, true, true),
        ([], WebSocketMessageType.Binary, true, true),
        (NoText, WebSocketMessageType.Text, true, true),
        (NoText, WebSocketMessageType.Binary, true, false),
        ([0xFF, 0xFE, 0x00], WebSocketMessageType.Binary, true, true),
        ("null"u8.ToArray(), WebSocketMessageType.Text, true, false),
        ("\"disconnect\""u8.ToArray(), WebSocketMessageType.Text, true, false),
        ("{\"type\":\"disconnect\"}"u8.ToArray(), WebSocketMessageType.Text, true, false),
        ("{\"type\":\"events_api\",\"payload\":{}}"u8.ToArray(), WebSocketMessageType.Text, true, false),
        ("{\"type\":\"slash_commands\",\"envelope_id\":7,\"payload\":{}}"u8.ToArray(), WebSocketMessageType.Text, true, false),
        ("{\"type\":\"interactive\",\"envelope_id\":\"\\ud800\",\"payload\":[]}"u8.ToArray(), WebSocketMessageType.Text, true, false),
        ("{\"type\":\"interactive\""u8.ToArray(), WebSocketMessageType.Text, false, true),
        (Encoding.ASCII.GetBytes(new string('[', 100_000)), WebSocketMessageType.Text, true, true),
        (Encoding.ASCII.GetBytes(new string(' ', (1024 * 1024) + 1)), WebSocketMessageType.Text, true, true),
        (Encoding.ASCII.GetBytes(new string(' ', (1024 * 1024) + 1)), WebSocketMessageType.Text, false, true),
    ];

    [Fact]
    public async Task A_frame_that_is_not_what_it_should_be_breaks_no_more_than_its_connection()
    {
        using var complaints = new Complaints();
        await using var host = await SlackHost.StartAsync(sockets: true, logs: complaints);
        var (channel, lea) = await SlackPayloads.DayAsync(host);
        host.MustBeSeen = false;
        JsonNode[] envelopes = [.. SlackPayloads.Of(host).Select((payload, number) => Envelope(payload.Kind, payload.Json, $"made up {number}")), JsonNode.Parse("""{"type":"hello","num_connections":1,"debug_info":{"host":"applink-1"}}""")!, JsonNode.Parse("""{"type":"disconnect","reason":"warning","debug_info":{"host":"applink-1"}}""")!];

        await using var line = new Line(host);
        foreach (var (frame, type, isWhole, ends) in Odd) Assert.Equal((ends, Encoding.UTF8.GetString(frame)), (await line.EndsAsync(frame, type, isWhole), Encoding.UTF8.GetString(frame)));
        var ended = 0;
        foreach (var frame in HostileJson.Like(envelopes).Array[Frames].Draw(output))
            if (await line.EndsAsync(frame, WebSocketMessageType.Text, isWhole: true)) ended++;

        await host.SettledAsync();
        output.WriteLine($"{ended} of {Frames} ended their connection");
        Assert.InRange(ended, 1, Frames / 2);
        Assert.Empty(complaints.Errors);
        var finn = channel.Team.User("finn");
        await lea.InvitesAsync(channel, finn);
        await finn.RepliesAsync(channel.Lesson(1), "done");
        await host.SettledAsync();
        Assert.NotNull(await host.CheckInAsync(channel, finn, 1));
    }

    private static JsonObject Envelope(DeliveryKind kind, JsonObject payload, string id) => new()
    {
        ["envelope_id"] = id, ["type"] = kind switch { DeliveryKind.Command => "slash_commands", DeliveryKind.Interaction => "interactive", _ => "events_api" }, ["accepts_response_payload"] = true, ["payload"] = payload.DeepClone(),
    };

    /// <summary>A connection beside the host's own, made anew when it has ended: nobody waits before that.</summary>
    private sealed class Line(SlackHost host) : IAsyncDisposable
    {
        private readonly IReadOnlyList<SlackSocket> _others = host.Slack.Sockets.Open;
        private SlackSocket? _end;
        private Task _run = Task.CompletedTask;

        /// <summary>Whether nothing is acknowledged after it any more.</summary>
        public async Task<bool> EndsAsync(byte[] frame, WebSocketMessageType type, bool isWhole)
        {
            _end ??= await OpenAsync();
            await _end.SendsAsync(frame, type, isWhole);
            if (await _end.AskAsync("honest", Envelope(DeliveryKind.Event, [], "honest"), default) is not null) return false;
            await _run.WaitAsync(TimeSpan.FromSeconds(60));
            _end = null;
            return true;
        }

        public async ValueTask DisposeAsync()
        {
            _end?.Breaks();
            await _run.WaitAsync(TimeSpan.FromSeconds(60));
        }

        private async Task<SlackSocket> OpenAsync()
        {
            await SlackHost.UntilAsync(() => Task.FromResult(host.Slack.Sockets.Open.Count == 1));
            var opened = await host.Services.GetRequiredService<SlackApi>().OpenConnectionAsync(host.Slack.App.AppToken, default);
            var connection = await SocketConnection.OpenAsync(new(opened.Value!.Url), host.Services.GetRequiredService<Hearing>(), SocketConnection.Patience, NullLogger.Instance, default);
            _run = connection.RunAsync(default);
            await host.Slack.Sockets.ConnectedAsync(2);
            return host.Slack.Sockets.Open.Except(_others).Single();
        }
    }
}
