using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// Socket Mode: up to ten connections, each payload to one of them in turn, acknowledged by its envelope id.
/// <see href="https://docs.slack.dev/apis/events-api/using-socket-mode">Using Socket Mode</see>.
/// </summary>
public sealed class SlackSockets
{
    /// <summary>"Socket Mode allows your app to maintain up to 10 open WebSocket connections at the same time."</summary>
    public const int Most = 10;

    private readonly SlackFake _slack;
    private readonly Dictionary<string, DateTimeOffset> _tickets = [];
    private readonly List<SlackSocket> _open = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _turn;

    internal SlackSockets(SlackFake slack) => _slack = slack;

    /// <summary>Those that have been greeted and are open.</summary>
    public IReadOnlyList<SlackSocket> Open
    {
        get
        {
            lock (_open) return [.. _open];
        }
    }

    /// <summary>Once exactly so many connections are open.</summary>
    public Task ConnectedAsync(int count = 1)
    {
        lock (_open)
        {
            if (_open.Count == count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task;
        }
    }

    /// <summary>Socket Mode is switched off in the app's settings: every connection ends, and no new one is given.</summary>
    public async Task DisablesAsync()
    {
        _slack.App.SocketMode = false;
        foreach (var socket in Open) await socket.EndsAsync("link_disabled");
    }

    /// <summary>An address for one connection, good for 30 seconds.</summary>
    internal string NewUrl()
    {
        var ticket = $"ticket-{_slack.Count("ticket")}";
        lock (_open) _tickets[ticket] = _slack.Now;
        return $"ws://{_slack.Address.Authority}/link/?ticket={ticket}&app_id={_slack.App.Id}";
    }

    internal async Task AcceptAsync(HttpContext http)
    {
        bool known;
        lock (_open) known = _tickets.Remove(http.Request.Query["ticket"].ToString(), out var made) && _slack.Now - made <= TimeSpan.FromSeconds(30);
        if (!http.WebSockets.IsWebSocketRequest || !known)
        {
            http.Response.StatusCode = known ? 400 : 401;
            return;
        }

        using var accepted = await http.WebSockets.AcceptWebSocketAsync();
        using var socket = new SlackSocket(_slack, accepted, $"applink-{_slack.Count("socket")}");
        Task? greeted = null;
        Change(() =>
        {
            if (_open.Count >= Most) return;
            // Whoever finds it open speaks after the greeting, and the app that is greeted is found.
            greeted = socket.SendAsync(Hello(socket, _open.Count + 1));
            _open.Add(socket);
        });
        if (greeted is null)
        {
            await socket.EndsAsync("too_many_websockets");
            return;
        }

        try
        {
            await greeted;
            await socket.ListenAsync();
        }
        finally
        {
            Change(() => _open.Remove(socket));
        }
    }

    /// <returns>As for a request: a status, what was answered, why it failed, whether it may come again.</returns>
    internal async Task<(int Status, string Body, string? Failure, bool Again)> SendAsync(SlackDelivery delivery, int retry, string? reason, CancellationToken cancel)
    {
        SlackSocket? socket;
        lock (_open)
        {
            // One that was warned gets nothing new while another is there.
            var fit = _open.Where(open => !open.Warned).ToList() is { Count: > 0 } steady ? steady : _open;
            socket = fit.Count == 0 ? null : fit[_turn++ % fit.Count];
        }

        if (socket is null) return (0, "", "connection_failed", true);
        var id = $"envelope-{_slack.Count("envelope")}";
        var answer = await socket.AskAsync(id, Envelope(delivery, id, retry, reason), cancel);
        return answer is null ? (0, "", "connection_failed", true) : (200, answer, null, true);
    }

    internal void Stop()
    {
        foreach (var socket in Open) socket.Breaks();
    }

    private JsonObject Hello(SlackSocket socket, int count) => new()
    {
        ["type"] = "hello", ["num_connections"] = count,
        ["debug_info"] = new JsonObject { ["host"] = socket.Host, ["build_number"] = 1, ["approximate_connection_time"] = 18_060 },
        ["connection_info"] = new JsonObject { ["app_id"] = _slack.App.Id },
    };

    private static JsonObject Envelope(SlackDelivery delivery, string id, int retry, string? reason)
    {
        var envelope = new JsonObject
        {
            ["envelope_id"] = id, ["payload"] = delivery.Payload.DeepClone(),
            ["type"] = delivery.Kind switch { DeliveryKind.Command => "slash_commands", DeliveryKind.Interaction => "interactive", _ => "events_api" },
            ["accepts_response_payload"] = delivery.Kind != DeliveryKind.Event,
        };
        if (delivery.Kind == DeliveryKind.Event)
        {
            envelope["retry_attempt"] = retry;
            envelope["retry_reason"] = reason == "http_timeout" ? "timeout" : reason ?? "";
        }

        return envelope;
    }

    private void Change(Action change)
    {
        lock (_open)
        {
            change();
            foreach (var waiting in _waiting.Where(waiting => waiting.Count == _open.Count)) waiting.Reached.TrySetResult();
        }
    }
}
