namespace StudyBot.Benchmarks.Virtual;

/// <summary>A clock that goes from one timer to the next when it is told to.</summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<Timer, (DateTimeOffset At, long Order)> _due = new();
    private DateTimeOffset _now = start;
    private long _order;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Goes to the next timer and lets it ring; false where none waits.</summary>
    public bool Step()
    {
        while (true)
        {
            Timer timer;
            lock (_lock)
            {
                if (!_due.TryDequeue(out timer!, out var when)) return false;
                if (timer.Order != when.Order) continue;
                if (when.At > _now) _now = when.At;
            }

            timer.Ring();
            return true;
        }
    }

    private void Set(Timer timer, TimeSpan due)
    {
        lock (_lock)
        {
            timer.Order = ++_order;
            if (due != Timeout.InfiniteTimeSpan) _due.Enqueue(timer, (_now + due, timer.Order));
        }
    }

    /// <summary>One that rings once; nothing here asks for more.</summary>
    private sealed class Timer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        public long Order { get; set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime);
            return true;
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
