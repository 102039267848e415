using System.Collections.Concurrent;

namespace StudyBot.Benchmarks.Virtual;

/// <summary>Everything that is awaited goes on in the caller's own thread, and time moves on only when nothing is left to do.</summary>
internal sealed class OneThread : SynchronizationContext
{
    /// <summary>Some of the framework's own continuations take a step through the thread pool.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(1);

    /// <summary>A step that a thread of the pool has taken up already is waited for where no timer is left, however busy the machine is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly BlockingCollection<(SendOrPostCallback Work, object? State)> _waiting = [];

    public override void Post(SendOrPostCallback d, object? state) => _waiting.Add((d, state));

    /// <summary>Runs it to its end.</summary>
    public static T Run<T>(VirtualTime time, Func<Task<T>> work)
    {
        var before = Current;
        var one = new OneThread();
        SetSynchronizationContext(one);
        try
        {
            var task = work();
            one.Pump(time, task);
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private void Pump(VirtualTime time, Task end)
    {
        while (!end.IsCompleted)
        {
            if (_waiting.TryTake(out var next) || _waiting.TryTake(out next, Grace)) next.Work(next.State);
            else if (ThreadPool.PendingWorkItemCount > 0 || time.Step()) continue;
            else if (_waiting.TryTake(out next, Patience)) next.Work(next.State);
            else if (!end.IsCompleted) throw new InvalidOperationException("Nothing is left to do, and the end has not come.");
        }
    }
}
