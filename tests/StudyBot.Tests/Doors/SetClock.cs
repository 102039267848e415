namespace StudyBot.Tests.Doors;

/// <summary>A clock that somebody sets: what it shows moves, and the time that passes does not.</summary>
public sealed class SetClock(TimeProvider inner) : TimeProvider
{
    /// <summary>How far it is ahead of the other; behind where it is less than nothing.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Offset;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);
}
