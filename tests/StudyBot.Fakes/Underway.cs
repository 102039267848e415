namespace StudyBot.Fakes;

/// <summary>What is on its way to somebody, or waits for a later instant: tests wait until nothing is on its way.</summary>
internal sealed class Underway : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<ITimer> _later = [];
    private TaskCompletionSource _settled = Done();
    private int _busy;

    /// <summary>Done once nothing is on its way. What waits for a later instant is not.</summary>
    public Task SettledAsync()
    {
        lock (_lock) return _settled.Task;
    }

    public void Begin()
    {
        lock (_lock)
        {
            if (_busy++ == 0) _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void End()
    {
        lock (_lock)
        {
            if (--_busy == 0) _settled.TrySetResult();
        }
    }

    /// <summary>Goes on after a while, and is on its way from then on.</summary>
    /// <param name="goOn">Ends by calling <see cref="End"/>.</param>
    public void Later(TimeProvider clock, TimeSpan wait, Func<Task> goOn)
    {
        lock (_lock)
        {
            ITimer? timer = null;
            timer = clock.CreateTimer(
                _ =>
                {
                    lock (_lock)
                    {
                        if (!_later.Remove(timer!)) return;
                        timer!.Dispose();
                    }

                    Begin();
                    _ = goOn();
                },
                null,
                wait,
                Timeout.InfiniteTimeSpan);
            _later.Add(timer);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var timer in _later) timer.Dispose();
            _later.Clear();
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
