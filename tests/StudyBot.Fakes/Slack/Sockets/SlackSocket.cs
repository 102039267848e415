using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>One connection of the app's, seen from Slack's end.</summary>
public sealed class SlackSocket : IDisposable
{
    private readonly SlackFake _slack;
    private readonly WebSocket _socket;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Dictionary<string, TaskCompletionSource<string?>> _asked = [];
    private readonly List<JsonObject> _received = [];

    internal SlackSocket(SlackFake slack, WebSocket socket, string host)
    {
        _slack = slack;
        _socket = socket;
        Host = host;
    }

    public string Host { get; }

    /// <summary>It was told that it ends soon.</summary>
    public bool Warned { get; private set; }

    /// <summary>Everything the app sent, acknowledgements for the most part.</summary>
    public IReadOnlyList<JsonObject> Received
    {
        get
        {
            lock (_received) return [.. _received];
        }
    }

    /// <summary>"Approximately 10 seconds before" the end, Slack says so; ten seconds later, by the clock, it ends the connection.</summary>
    public async Task WarnsAsync()
    {
        Warned = true;
        await DisconnectAsync("warning");
        _ = EndLaterAsync();
    }

    /// <summary>Says that the connection is to be made anew, and closes it.</summary>
    public Task RefreshesAsync() => EndsAsync("refresh_requested");

    /// <summary>The line breaks without a word.</summary>
    public void Breaks() => _socket.Abort();

    public void Dispose() => _sending.Dispose();

    internal async Task EndsAsync(string reason)
    {
        try
        {
            await DisconnectAsync(reason);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, reason, CancellationToken.None);
        }
        catch (Exception fault) when (fault is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The app was faster in closing it.
        }
    }

    /// <summary>Until the other end closes, or the line breaks. Whatever was not acknowledged then will not be.</summary>
    internal async Task ListenAsync()
    {
        try
        {
            while (await ReceiveAsync() is { } message)
            {
                lock (_received) _received.Add(message);
                if (message["envelope_id"]?.ToString() is not { } id) continue;
                lock (_asked)
                {
                    if (!_asked.Remove(id, out var asked)) continue;
                    asked.TrySetResult(message["payload"] is JsonObject { Count: > 0 } payload ? payload.ToJsonString() : "");
                }
            }

            if (_socket.State == WebSocketState.CloseReceived) await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // The line broke; the app connects again.
        }
        finally
        {
            lock (_asked)
            {
                foreach (var asked in _asked.Values) asked.TrySetResult(null);
                _asked.Clear();
            }
        }
    }

    /// <summary>Whatever somebody wants to have come over the line. Where it is broken nothing does.</summary>
    /// <param name="isWhole">Whether the message ends with it.</param>
    public async Task SendsAsync(byte[] frame, WebSocketMessageType type = WebSocketMessageType.Text, bool isWhole = true)
    {
        try
        {
            await SendAsync(frame, type, isWhole);
        }
        catch (Exception fault) when (fault is WebSocketException or InvalidOperationException or IOException)
        {
            // The app was faster in closing it.
        }
    }

    /// <returns>What came with the acknowledgement; none where the line broke first.</returns>
    public async Task<string?> AskAsync(string id, JsonObject envelope, CancellationToken cancel)
    {
        var asked = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_asked) _asked[id] = asked;
        await using var given = cancel.Register(() => asked.TrySetResult(null));
        try
        {
            await SendAsync(envelope);
        }
        catch (Exception fault) when (fault is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }

        return await asked.Task;
    }

    internal Task SendAsync(JsonObject message) => SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, isWhole: true);

    private async Task SendAsync(byte[] frame, WebSocketMessageType type, bool isWhole)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(frame, type, isWhole, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    private Task DisconnectAsync(string reason) => SendAsync(new() { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = Host } });

    private async Task EndLaterAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(10), _slack.Clock);
        if (_socket.State == WebSocketState.Open) await EndsAsync("refresh_requested");
    }

    private async Task<JsonObject?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage) continue;
            try
            {
                return JsonNode.Parse(message.ToArray()) as JsonObject ?? [];
            }
            catch (JsonException)
            {
                return [];
            }
        }
    }
}
