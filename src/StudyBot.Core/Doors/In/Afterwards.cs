using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace StudyBot.Doors;

/// <summary>What is said after an event was acknowledged, in as many queues as there are limits to wait for: one that is reached delays no other queue.
/// What was decided is durable; an answer that is lost in a crash is only a word less.</summary>
public sealed partial class Afterwards(ILogger<Afterwards> log)
{
    /// <summary>More answers than can wait in any useful time: where a platform takes fifty a minute, these are forty minutes of them.</summary>
    private const int Most = 2_000;

    private int _waiting;
    private readonly Dictionary<(string Platform, string Name), Channel<Answer>> _queues = [];
    private readonly Channel<Channel<Answer>> _opened = Channel.CreateUnbounded<Channel<Answer>>();

    /// <summary>How many answers are not said yet.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Queues; returns at once.</summary>
    /// <param name="name">Of the queue: a tenant's, or one of a tenant's for what has a limit of its own.</param>
    /// <returns>False where too many wait already: it is left out.</returns>
    public bool Enqueue(string platform, string name, Func<CancellationToken, Task> work)
    {
        Interlocked.Increment(ref _waiting);
        if (QueueOf(platform, name).Writer.TryWrite(new(platform, work, Activity.Current?.Context ?? default))) return true;
        Interlocked.Decrement(ref _waiting);
        Log.Full(log, platform, name);
        return false;
    }

    /// <summary>Works until it is stopped, and then what is left for as long as it is let.</summary>
    /// <param name="stop">No more is taken.</param>
    /// <param name="abandon">What is left stays unsaid.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abandon)
    {
        var pumps = new List<Task>();
        try
        {
            await foreach (var queue in _opened.Reader.ReadAllAsync(stop)) pumps.Add(PumpAsync(queue.Reader, abandon));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        // Under the lock none is opened in between, which nobody would read.
        lock (_queues)
        {
            while (_opened.Reader.TryRead(out var queue)) pumps.Add(PumpAsync(queue.Reader, abandon));
            foreach (var queue in _queues.Values) queue.Writer.TryComplete();
        }

        await Task.WhenAll(pumps);
    }

    private Channel<Answer> QueueOf(string platform, string name)
    {
        lock (_queues)
        {
            if (_queues.TryGetValue((platform, name), out var queue)) return queue;
            queue = Channel.CreateBounded<Answer>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.Wait });
            _queues[(platform, name)] = queue;
            _opened.Writer.TryWrite(queue);
            return queue;
        }
    }

    private async Task PumpAsync(ChannelReader<Answer> queue, CancellationToken abandon)
    {
        await Task.Yield();
        try
        {
            await foreach (var answer in queue.ReadAllAsync(abandon)) await SafelyAsync(answer, abandon);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
        }
    }

    private async Task SafelyAsync(Answer answer, CancellationToken cancel)
    {
        using var activity = Telemetry.Answer(answer.Platform, answer.Cause);
        try
        {
            await answer.Work(cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            Log.Failed(log, fault);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <param name="Cause">The trace of what it answers.</param>
    private sealed record Answer(string Platform, Func<CancellationToken, Task> Work, ActivityContext Cause);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "An answer could not be said")]
        public static partial void Failed(ILogger log, Exception fault);

        [LoggerMessage(LogLevel.Warning, "Too many answers wait for {Platform} {Queue}; one is left out. What it was about is recorded")]
        public static partial void Full(ILogger log, string platform, string queue);
    }
}
