using System.Net.WebSockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Socket Mode: the bot calls Slack, and events come over the connection, so that no public address is needed.
/// Each place keeps one connection up; a connection that Slack is about to close is replaced before it closes.</summary>
public sealed partial class SocketMode(SlackOptions options, SlackApi api, Hearing hearing, SocketStatus status, TimeProvider clock, ILogger<SocketMode> log) : BackgroundService
{
    /// <summary>A connection that ends sooner, unannounced, was hardly one: where two in a row do, the next is waited for.</summary>
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(10);

    /// <summary>How many connections are up.</summary>
    public int Open => status.Open;

    /// <summary>Why no connection can be had, where trying again is of no use; null otherwise.</summary>
    public string? GivenUp { get; private set; }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.HasSockets ? Task.WhenAll(Enumerable.Range(0, options.Sockets).Select(place => KeepAsync(place, stoppingToken))) : Task.CompletedTask;

    /// <summary>Keeps one place filled until the bot stops.</summary>
    private async Task KeepAsync(int place, CancellationToken stop)
    {
        await Task.Yield();
        var (failures, brief) = (0, 0);
        var running = new List<Task>();
        while (!stop.IsCancellationRequested && GivenUp is null)
        {
            try
            {
                var connection = await ConnectAsync(stop);
                var began = clock.GetTimestamp();
                var ended = RunAsync(connection, stop);
                running.RemoveAll(task => task.IsCompleted);
                running.Add(ended);
                await Task.WhenAny(connection.Leaving, ended);
                if (connection.OneTooMany) throw new HttpRequestException("an app may have ten connections, and has them; fewer instances, or fewer Slack:Sockets for each, would do");
                brief = connection.IsAnnounced || clock.GetElapsedTime(began) >= Brief ? 0 : brief + 1;
                if (brief > 1) throw new HttpRequestException("connections end as soon as they are made");
                failures = 0;
            }
            catch (Exception fault) when (fault is WebSocketException or HttpRequestException or IOException or InvalidDataException)
            {
                var now = clock.Now();
                var next = Pace.RetryAt(now, (fault as NotGivenException)?.RetryAfter, ++failures, Jitter(place, failures));
                Log.NotConnected(log, fault.Message, next);
                await WaitAsync(next - now, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
        }

        await Task.WhenAll(running);
    }

    private async Task<SocketConnection> ConnectAsync(CancellationToken cancel)
    {
        var opened = await api.OpenConnectionAsync(options.AppToken, cancel);
        if (opened.Value is not { } given)
        {
            if (Failures.IsFinal(opened.Failure!)) GivenUp = opened.Failure!.Error;
            throw new NotGivenException(opened.Failure!);
        }

        return Uri.TryCreate(given.Url, UriKind.Absolute, out var url)
            ? await SocketConnection.OpenAsync(url, hearing, SocketConnection.Patience, log, cancel)
            : throw new InvalidDataException("Slack named no address.");
    }

    private async Task RunAsync(SocketConnection connection, CancellationToken stop)
    {
        status.Opened();
        try
        {
            await connection.RunAsync(stop);
        }
        finally
        {
            status.Closed();
        }

        if (connection.LinkDisabled) GivenUp = "Socket Mode is switched off for this app";
    }

    private async Task WaitAsync(Duration wait, CancellationToken stop)
    {
        try
        {
            await Task.Delay(wait.ToTimeSpan(), clock, stop);
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Spread over the places, so that they do not all come back at once.</summary>
    private static double Jitter(int place, int failures) => (place * 7 + failures * 3) % 10 / 10.0;

    /// <summary>Slack names no address now.</summary>
    private sealed class NotGivenException(Failure failure) : HttpRequestException(failure.Error)
    {
        public Duration? RetryAfter => failure.RetryAfter;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "No connection to Slack ({Reason}); next try {Next}")]
        public static partial void NotConnected(ILogger log, string reason, Instant next);
    }
}
