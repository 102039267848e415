using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>One connection of Socket Mode. Each envelope is handled beside the others and acknowledged by its id once it is durable; one that is not is left for Slack to deliver again.</summary>
internal sealed partial class SocketConnection : IDisposable
{
    private const int LargestMessage = 1024 * 1024;

    /// <summary>How long the other side may take to become a WebSocket.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How long a goodbye may take at a stop.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket;
    private readonly Hearing _hearing;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TaskCompletionSource _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SocketConnection(ClientWebSocket socket, Hearing hearing, ILogger log)
    {
        _socket = socket;
        _hearing = hearing;
        _log = log;
    }

    /// <summary>Completes when Slack says it is about to close this connection: time to open the next, while this one still hears.</summary>
    public Task Leaving => _leaving.Task;

    /// <summary>Slack said that it would close it.</summary>
    public bool IsAnnounced { get; private set; }

    /// <summary>Socket Mode was switched off in the app's settings.</summary>
    public bool LinkDisabled { get; private set; }

    /// <summary>There were as many connections as an app may have already, of this instance or of others.</summary>
    public bool OneTooMany { get; private set; }

    public static async Task<SocketConnection> OpenAsync(Uri url, Hearing hearing, TimeSpan patience, ILogger log, CancellationToken cancel)
    {
        if (url.Scheme != "wss" && !url.IsLoopback) throw new InvalidDataException("Slack named an address that is not encrypted.");
        var socket = new ClientWebSocket();
        // Slack pings too; ours find out that nobody is there any more.
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(10);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        // The network's own time, as that of the pings: no clock of the bot's is set by it.
        using var late = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await socket.ConnectAsync(url, either.Token);
        }
        catch (OperationCanceledException given) when (!cancel.IsCancellationRequested)
        {
            socket.Dispose();
            throw new HttpRequestException("no answer in time", given);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return new(socket, hearing, log);
    }

    /// <summary>Hears until the connection closes or the bot stops; what was taken in is finished and acknowledged first. The token of a stop is not the socket's:
    /// a call that it ended would end the connection, and no acknowledgement would go out any more.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var atWork = new List<Task>();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var told = stop.Register(stopped.SetResult);
        var receiving = ReceiveAsync();
        try
        {
            while (await Task.WhenAny(receiving, stopped.Task) == receiving && await receiving is { } message)
            {
                atWork.RemoveAll(task => task.IsCompleted);
                atWork.Add(Take(JsonElement.Parse(message, UntrustedJson.Bounds)));
                receiving = ReceiveAsync();
            }
        }
        // A ping that nobody answered aborts the socket, and whoever waits on it is told of a cancellation.
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or JsonException or InvalidDataException)
        {
            Log.Broken(_log, fault.Message);
        }

        // Each piece of it ends in the time in which Slack wants its answer.
        await Task.WhenAll(atWork);
        if (stop.IsCancellationRequested) await CloseAsync();
        _leaving.TrySetResult();
        Dispose();
        _ = receiving.ContinueWith(ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
    }

    /// <summary>The connection's own affairs are settled at once; what people did is handled beside whatever else comes.</summary>
    private Task Take(JsonElement envelope)
    {
        switch (envelope.Text("type"))
        {
            case "disconnect":
                IsAnnounced = true;
                LinkDisabled = envelope.Text("reason") == "link_disabled";
                OneTooMany = envelope.Text("reason") == "too_many_websockets";
                Log.Leaving(_log, envelope.Text("reason"));
                _leaving.TrySetResult();
                return Task.CompletedTask;
            case "events_api" or "slash_commands" or "interactive" when envelope.Text("envelope_id") is not null:
                return HandleAsync(envelope);
            default:
                return Task.CompletedTask;
        }
    }

    private async Task HandleAsync(JsonElement envelope)
    {
        var payload = envelope.Part("payload") ?? default;
        var ack = envelope.Text("type") switch
        {
            "events_api" => await _hearing.EventAsync(payload, CancellationToken.None),
            "slash_commands" => await _hearing.CommandAsync(payload.Fields(), CancellationToken.None),
            _ => await _hearing.InteractionAsync(payload, CancellationToken.None),
        };
        if (ack.Taken) await SendAsync(new SocketAck(envelope.Text("envelope_id")!, ack.Body));
    }

    private async Task SendAsync(SocketAck ack)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(ack, SlackJson.Default.SocketAck);
        await _sending.WaitAsync();
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.SendAsync(bytes, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            // Slack delivers it again over another connection, where it changes nothing.
            Log.Broken(_log, fault.Message);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Says goodbye, where anybody is there to hear it.</summary>
    private async Task CloseAsync()
    {
        using var patience = new CancellationTokenSource(Goodbye, TimeProvider.System);
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            Log.Broken(_log, fault.Message);
        }
    }

    /// <summary>One whole message; null where the connection is closed.</summary>
    private async Task<byte[]?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                return null;
            }

            message.Write(buffer, 0, part.Count);
            if (message.Length > LargestMessage) throw new InvalidDataException("A message of more than 1 MB came over the socket.");
            if (part.EndOfMessage) return message.ToArray();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Slack is about to close a connection ({Reason}); the next is opened first")]
        public static partial void Leaving(ILogger log, string? reason);

        [LoggerMessage(LogLevel.Warning, "A connection to Slack broke: {Reason}")]
        public static partial void Broken(ILogger log, string reason);
    }
}
