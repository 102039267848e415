using NodaTime;

namespace StudyBot.Simulation.Time;

/// <summary>The one true time, and the order of all that happens: what is ready runs first come, first served; when nothing is, time goes on to what comes next.</summary>
internal sealed class TrueTime(Instant start)
{
    private readonly Thread _thread = Thread.CurrentThread;
    private readonly Queue<(Process Process, SendOrPostCallback Work, object? State)> _ready = new();
    private readonly PriorityQueue<Action, (long Ticks, long Order)> _coming = new();
    private long _order;

    public Instant Now { get; private set; } = start;

    /// <summary>Set: nothing runs any more.</summary>
    public bool Stopped { get; set; }

    /// <summary>What came from another thread: the order of a run with such a step is not its seed's.</summary>
    public int Strayed { get; private set; }

    public void At(Instant at, Action work) => _coming.Enqueue(work, (Math.Max(at.ToUnixTimeTicks(), Now.ToUnixTimeTicks()), ++_order));

    public void After(Duration wait, Action work) => At(Now + wait, work);

    public void Ready(Process process, SendOrPostCallback work, object? state)
    {
        if (Thread.CurrentThread != _thread) Strayed++;
        lock (_ready) _ready.Enqueue((process, work, state));
    }

    /// <summary>Goes on until the instant has come, with all that happens at it.</summary>
    public void RunUntil(Instant until)
    {
        var before = SynchronizationContext.Current;
        try
        {
            while (!Stopped)
            {
                if (_ready.TryDequeue(out var next))
                {
                    next.Process.Run(next.Work, next.State);
                    continue;
                }

                if (!_coming.TryPeek(out _, out var when) || when.Ticks > until.ToUnixTimeTicks()) break;
                var work = _coming.Dequeue();
                Now = Instant.FromUnixTimeTicks(when.Ticks);
                SynchronizationContext.SetSynchronizationContext(null);
                work();
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        if (!Stopped) Now = until;
    }
}
