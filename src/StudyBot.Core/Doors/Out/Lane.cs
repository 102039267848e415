using System.Threading.Channels;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>The queue of one platform's workspace or tenant: which cohorts wait to be looked at, and how fast it may be served. A full one delays no other.</summary>
internal sealed class Lane(IPlatform platform, string tenant, TimeProvider clock)
{
    private readonly Channel<CohortId?> _queue = Channel.CreateUnbounded<CohortId?>();
    private readonly Dictionary<CohortId, HashSet<DueHint>> _waiting = [];
    private readonly HashSet<CohortId> _atWork = [];

    public IPlatform Platform => platform;

    public string Tenant => tenant;

    public Pacing Pacing { get; } = new(platform.Limits, clock);

    /// <summary>Held by whoever serves the queue.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Nothing new is begun: what only waits for its turn gives up at once.</summary>
    public CancellationToken Stop { get; set; }

    public ValueTask<bool> WaitAsync(CancellationToken cancel) => _queue.Reader.WaitToReadAsync(cancel);

    /// <summary>The same as a task. It goes on where it is awaited: <c>AsTask</c> would take a step through the thread pool, in an order that no run can repeat.</summary>
    public async Task<bool> ArrivalAsync(CancellationToken cancel) => await WaitAsync(cancel);

    /// <summary>Queues a cohort once, however many hints and ticks name it.</summary>
    public void Enqueue(DueHint hint)
    {
        lock (_waiting)
        {
            if (_waiting.TryGetValue(hint.Cohort, out var hints))
            {
                hints.Add(hint);
                return;
            }

            _waiting[hint.Cohort] = [hint];
            if (!_atWork.Contains(hint.Cohort)) _queue.Writer.TryWrite(hint.Cohort);
        }
    }

    /// <summary>Whether a private word would have to wait while cohorts wait to be looked at: they may have something due in a channel, which goes before it.</summary>
    public bool IsCrowded => _queue.Reader.Count > 0 && Pacing.IsFull;

    /// <summary>Wakes whoever serves the lane, for its refreshes.</summary>
    public void Wake() => _queue.Writer.TryWrite(null);

    /// <summary>The next cohort with its hints, which nobody else gets before it is given back; null stands for a mere wake-up.</summary>
    public bool TryTake(out Work? work)
    {
        work = null;
        if (!_queue.Reader.TryRead(out var cohort)) return false;
        if (cohort is null) return true;
        lock (_waiting)
        {
            _waiting.Remove(cohort, out var hints);
            _atWork.Add(cohort);
            work = new(cohort, [.. hints ?? []]);
        }

        return true;
    }

    public void GiveBack(CohortId cohort)
    {
        lock (_waiting)
        {
            _atWork.Remove(cohort);
            if (_waiting.ContainsKey(cohort)) _queue.Writer.TryWrite(cohort);
        }
    }

    /// <summary>Waits until one more post may go out to the channel, or until nothing new is to be begun.</summary>
    /// <param name="isPrivate">It leaves room for what waits for a channel.</param>
    /// <returns>When it was let through, and whether that took time.</returns>
    public async Task<(Instant Let, bool Waited)> PaceAsync(string channel, bool isPrivate, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Stop, cancel);
        return await Pacing.PostAsync(channel, isPrivate, either.Token);
    }

    /// <summary>Waits until a card of the channel may be updated again. When nothing new is to be begun the last update comes at once.</summary>
    public async Task SpaceAsync(string channel, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Stop, cancel);
        try
        {
            await Pacing.UpdateAsync(channel, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
        }
    }
}

/// <summary>A cohort to be looked at, and the hints that named it.</summary>
internal sealed record Work(CohortId Cohort, IReadOnlyList<DueHint> Hints);
