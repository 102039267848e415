using NodaTime;

namespace StudyBot.Simulation.Time;

/// <summary>A machine's clock: it may go wrong or be set; its timestamps and timers do not care.</summary>
internal sealed class ProcessClock(TrueTime time, Process process) : TimeProvider
{
    private Duration _ahead;
    private Duration _before;
    private Instant _setAt = Instant.MinValue;

    /// <summary>How far it is ahead of the true time.</summary>
    public Duration Ahead
    {
        get => _ahead;
        set => (_before, _ahead, _setAt) = (_ahead, value, time.Now);
    }

    public Instant Now => time.Now + Ahead;

    /// <summary>What it showed at a true instant, if it was set no more than once since.</summary>
    public Instant At(Instant instant) => instant + (instant < _setAt ? _before : _ahead);

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => time.Now.ToUnixTimeTicks();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(ProcessClock clock, TimerCallback callback, object? state) : ITimer
    {
        private int _set;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var set = ++_set;
            if (dueTime != Timeout.InfiniteTimeSpan) clock.Set(dueTime, () => Ring(set));
            return true;
        }

        public void Dispose() => _set++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring(int set)
        {
            if (set == _set) callback(state);
        }
    }

    private void Set(TimeSpan wait, Action ring) => time.After(Duration.FromTimeSpan(wait), () => process.Start(ring));
}
