using StudyBot.Cohorts;

namespace StudyBot.Doors;

/// <summary>Lesson cards whose <c>n of m done</c> is behind. A burst of check-ins asks many times and is one update.</summary>
public sealed class Refreshes
{
    private readonly Lock _lock = new();
    private readonly HashSet<(CohortId Cohort, int Lesson)> _waiting = [];

    /// <summary>Raised when something is asked for that was not waiting yet.</summary>
    public event Action<CohortId>? Asked;

    public void Ask(CohortId cohort, int lesson)
    {
        bool added;
        lock (_lock) added = _waiting.Add((cohort, lesson));
        if (added) Asked?.Invoke(cohort);
    }

    /// <summary>Keeps one waiting that could not be brought yet, and raises nothing.</summary>
    public void Keep(CohortId cohort, int lesson)
    {
        lock (_lock) _waiting.Add((cohort, lesson));
    }

    /// <summary>A cohort of each lesson that waits.</summary>
    public IReadOnlyList<CohortId> Waiting()
    {
        lock (_lock) return [.. _waiting.Select(w => w.Cohort)];
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
