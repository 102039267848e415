using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>Changes a cohort over whatever others change meanwhile; when it must be looked at next is announced before, save while it is served by a hint that stands.</summary>
public sealed class Changing(IStudyStore store, TimeProvider clock)
{
    /// <summary>What a change of the cohort as it is now comes to; nothing where there is no cohort or nothing to change.</summary>
    /// <param name="served">The cohort as it was when serving began: its version tells whether it is still the same. While it is, and what is delivered is due by it,
    /// nobody takes out the hint that it is served by, and whoever finds that sees to what comes next.</param>
    public async Task<IReadOnlyList<Change>> ReadAsync(CohortId id, Func<Cohort, Cohort> change, CancellationToken cancel, Versioned<Cohort>? served = null)
    {
        if ((served ?? await store.FindCohortAsync(id, cancel)) is not { } stored) return [];
        var changed = change(stored.Value);
        if (ReferenceEquals(changed, stored.Value)) return [];
        if (served is null && Agenda.Next(changed, clock.Now()) is { } next) await store.AnnounceAsync(new(id, next), cancel);
        return [new Change.PutCohort(changed, stored.ETag)];
    }

    public async Task CommitAsync(CohortId id, Func<Cohort, Cohort> change, CancellationToken cancel) =>
        await store.CommitAsync(id, () => ReadAsync(id, change, cancel), cancel);
}
