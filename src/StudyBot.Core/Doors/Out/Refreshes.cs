using StudyBot.Cohorts;

namespace StudyBot.Doors;

/// <summary>What became of bringing a card.</summary>
internal enum Refreshed
{
    Done,

    /// <summary>The platform cannot take it now, or the lesson's post is under way.</summary>
    NotNow,

    /// <summary>More was recorded meanwhile.</summary>
    Behind,
}

/// <summary>Lesson cards whose <c>n of m done</c> is behind. A burst of check-ins asks many times and is one update.</summary>
public sealed class Refreshes
{
    private readonly Lock _lock = new();
    private readonly HashSet<(CohortId Cohort, int Lesson)> _waiting = [];
    private readonly HashSet<(CohortId Cohort, int Lesson)> _kept = [];

    /// <summary>Raised when something is asked for that was not waiting yet.</summary>
    public event Action<CohortId>? Asked;

    /// <summary>Raised when something was put aside for the next tick.</summary>
    public event Action? Kept;

    public void Ask(CohortId cohort, int lesson)
    {
        bool added;
        lock (_lock) added = _waiting.Add((cohort, lesson));
        if (added) Asked?.Invoke(cohort);
    }

    /// <summary>Called just before the card is read: what was asked for until now is covered by it.</summary>
    public void Begin(CohortId cohort, int lesson)
    {
        lock (_lock) _waiting.Remove((cohort, lesson));
    }

    /// <summary>Puts one aside that could not be brought now.</summary>
    public void Keep(CohortId cohort, int lesson)
    {
        lock (_lock) _kept.Add((cohort, lesson));
        Kept?.Invoke();
    }

    /// <summary>Asks again for all that was put aside.</summary>
    public void AskAgain()
    {
        (CohortId Cohort, int Lesson)[] kept;
        lock (_lock)
        {
            kept = [.. _kept];
            _kept.Clear();
        }

        foreach (var (cohort, lesson) in kept) Ask(cohort, lesson);
    }

    /// <summary>Takes what is waiting for a platform's tenant, in a fixed order.</summary>
    public IReadOnlyList<(CohortId Cohort, int Lesson)> Take(string platform, string tenant)
    {
        lock (_lock)
        {
            (CohortId Cohort, int Lesson)[] taken =
            [
                .. _waiting
                    .Where(w => w.Cohort.Platform == platform && w.Cohort.Tenant == tenant)
                    .OrderBy(w => w.Cohort.Channel, StringComparer.Ordinal)
                    .ThenBy(w => w.Lesson),
            ];
            _waiting.ExceptWith(taken);
            return taken;
        }
    }
}
