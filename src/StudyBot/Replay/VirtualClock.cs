using NodaTime;

namespace StudyBot.Host.Replay;

/// <summary>Stands still until it is moved. Nothing in a replay waits, so timers are left as they are.</summary>
internal sealed class VirtualClock(Instant start) : TimeProvider
{
    private Instant _now = start;

    public override DateTimeOffset GetUtcNow() => _now.ToDateTimeOffset();

    public Task MoveToAsync(Instant to, CancellationToken cancel)
    {
        if (to > _now) _now = to;
        return Task.CompletedTask;
    }
}
