using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace StudyBot.Tests.Doors;

/// <summary>A clock that stands still until it is moved, and tells when somebody began to wait for it.</summary>
public sealed class WaitingClock(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<TimeSpan, int> _waits = new();

    public Task FirstWait => _first.Task;

    /// <summary>How many began so far to wait for so long.</summary>
    public int Waits(TimeSpan time) => _waits.GetValueOrDefault(time);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.AddOrUpdate(dueTime, 1, (_, count) => count + 1);
        _first.TrySetResult();
        return timer;
    }
}
