using NodaTime;

namespace StudyBot.Simulation.Time;

/// <summary>Where a bot's tasks go on. A dead one never goes on; one that is held goes on later, with everything it had begun.</summary>
internal sealed class Process(TrueTime time) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Work, object? State)> _held = new();
    private Instant _heldUntil = Instant.MinValue;

    public bool Dead { get; private set; }

    public bool Held => time.Now < _heldUntil;

    public void Kill() => Dead = true;

    public void Hold(Duration length)
    {
        _heldUntil = Instant.Max(_heldUntil, time.Now + length);
        time.At(_heldUntil, Release);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!Dead) time.Ready(this, d, state);
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here waits for a thread.");

    /// <summary>Begins something in this process, when its turn comes.</summary>
    public void Start(Action work) => Post(static state => ((Action)state!)(), work);

    public void Run(SendOrPostCallback work, object? state)
    {
        if (Dead) return;
        if (Held)
        {
            _held.Enqueue((work, state));
            return;
        }

        SetSynchronizationContext(this);
        work(state);
    }

    private void Release()
    {
        if (Held) return;
        while (_held.TryDequeue(out var next)) Post(next.Work, next.State);
    }
}
