using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>Optimistic concurrency: what is written under a version that somebody was faster than is decided again, but not for ever.</summary>
public static class Contention
{
    /// <summary>How often something is decided before it is given up.</summary>
    public const int Tries = 8;

    /// <param name="decide">Reads, and tells what to write; nothing: there is nothing to do.</param>
    public static async Task CommitAsync(this IStudyStore store, CohortId cohort, Func<Task<IReadOnlyList<Change>>> decide, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            cancel.ThrowIfCancellationRequested();
            if (await decide() is not { Count: > 0 } changes || await store.CommitAsync(cohort, changes, cancel) is not Commit.Conflict) return;
        }

        throw Lost(cohort);
    }

    /// <summary>Whoever waits is told as if the store were down, and comes again.</summary>
    public static TableUnavailableException Lost(CohortId cohort) => new($"{cohort} was changed by others {Tries} times in a row.");
}
