using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>Changes that the schedule must look at.</summary>
public static class Announcing
{
    /// <summary>Announced before they are written, so that no crash leaves one without its hint; and once more after, since whoever looked between the two,
    /// where a hint is of now, saw what was there before and took the hint out.</summary>
    public static async Task<Commit> CommitAsync(this IStudyStore store, CohortId cohort, IReadOnlyList<Change> changes, IReadOnlyList<DueHint> hints, CancellationToken cancel)
    {
        foreach (var hint in hints) await store.AnnounceAsync(hint, cancel);
        var commit = Commit.Done; // Where the store does not answer it may be written all the same.
        try
        {
            commit = await store.CommitAsync(cohort, changes, cancel);
        }
        finally
        {
            if (commit is Commit.Done)
                foreach (var hint in hints) await store.AnnounceAgainAsync(hint, cancel);
        }

        return commit;
    }

    /// <summary>A moment of the clock earlier, under a key that nobody holds yet: whoever looked before the change may still be about to take out the one before.</summary>
    public static Task AnnounceAgainAsync(this IStudyStore store, DueHint hint, CancellationToken cancel) =>
        store.AnnounceAsync(hint with { At = hint.At - Duration.FromTicks(1) }, cancel);
}
