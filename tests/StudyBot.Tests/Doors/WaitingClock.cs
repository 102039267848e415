using Microsoft.Extensions.Time.Testing;

namespace StudyBot.Tests.Doors;

/// <summary>A clock that stands still until it is moved, and tells when somebody began to wait for it.</summary>
public sealed class WaitingClock(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task FirstWait => _first.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _first.TrySetResult();
        return timer;
    }
}
