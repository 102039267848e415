using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Answers, after the event was acknowledged: a queue a workspace, so that one whose limit is reached delays no other.
/// What was decided is durable; an answer that is lost in a crash is only a word less.</summary>
public sealed partial class Saying(Answering answering, Homes homes, ILogger<Saying> log) : BackgroundService
{
    /// <summary>More answers than can wait in any useful time.</summary>
    private const int Most = 10_000;

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(8);

    private int _waiting;
    private readonly ConcurrentDictionary<string, Channel<Func<CancellationToken, Task>>> _queues = new(StringComparer.Ordinal);
    private readonly Channel<Channel<Func<CancellationToken, Task>>> _opened = Channel.CreateUnbounded<Channel<Func<CancellationToken, Task>>>();

    /// <summary>How many answers are not said yet.</summary>
    internal int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Queues what is to be said and shown; returns at once.</summary>
    public void Say(Workspace workspace, Heard heard, Handled handled)
    {
        if (handled.Duplicate) return;
        Enqueue(workspace, cancel => answering.AnswerAsync(workspace, heard, handled, cancel));
        if (heard.To.Channel is null) ShowHome(workspace, heard.User);
    }

    /// <summary>Brings a person's App Home up to date.</summary>
    public void ShowHome(Workspace workspace, string user) => Enqueue(workspace, cancel => homes.PublishAsync(workspace, user, cancel));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var abandon = new CancellationTokenSource();
        await using var patience = stoppingToken.Register(() => abandon.CancelAfter(LastWords));
        var pumps = new List<Task>();
        try
        {
            await foreach (var queue in _opened.Reader.ReadAllAsync(stoppingToken)) pumps.Add(PumpAsync(queue.Reader, abandon.Token));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }

        foreach (var queue in _queues.Values) queue.Writer.TryComplete();
        await Task.WhenAll(pumps);
    }

    private void Enqueue(Workspace workspace, Func<CancellationToken, Task> work)
    {
        var queue = _queues.GetOrAdd(workspace.Team, _ =>
        {
            var made = Channel.CreateBounded<Func<CancellationToken, Task>>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.Wait });
            _opened.Writer.TryWrite(made);
            return made;
        });
        Interlocked.Increment(ref _waiting);
        if (queue.Writer.TryWrite(work)) return;
        Interlocked.Decrement(ref _waiting);
        Log.Full(log, workspace);
    }

    private async Task PumpAsync(ChannelReader<Func<CancellationToken, Task>> queue, CancellationToken abandon)
    {
        await Task.Yield();
        try
        {
            await foreach (var work in queue.ReadAllAsync(abandon)) await SafelyAsync(work, abandon);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
        }
    }

    private async Task SafelyAsync(Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        try
        {
            await work(cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.Failed(log, fault);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "An answer could not be said")]
        public static partial void Failed(ILogger log, Exception fault);

        [LoggerMessage(LogLevel.Warning, "Too many answers wait for workspace {Workspace}; one is left out. What it was about is recorded")]
        public static partial void Full(ILogger log, Workspace workspace);
    }
}
