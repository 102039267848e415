using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>What lies outside the cohorts' partitions: hints to them, and marks of events that no cohort remembers.</summary>
public sealed partial class StudyStore
{
    /// <summary>How long an event is remembered that no cohort's rows remember, and what a direct message was taken to mean.</summary>
    private static readonly Duration Kept = Duration.FromDays(7);

    public async Task<IReadOnlyList<DueHint>> DueAsync(int shard, Instant until, CancellationToken cancel)
    {
        var here = Keys.DuePartition(shard);
        var hints = new List<DueHint>();
        foreach (var row in await AllAsync(here, Keys.DueUntil(until), cancel))
        {
            if (Readable(row, Rows.DueHint) is not { } hint) continue;
            hints.Add(hint);
            if (Keys.DuePartition(hint.Cohort, shards) == here) continue;
            // There were other shards when it was written. Left here, nobody would take it out.
            await AnnounceAsync(hint, cancel);
            await DeleteAsync(here, [row.Key], cancel);
        }

        return hints;
    }

    public Task AnnounceAsync(DueHint hint, CancellationToken cancel) => table.WriteAsync(
        Keys.DuePartition(hint.Cohort, shards),
        [new RowChange.Put(Keys.Due(hint.At, hint.Cohort), Rows.Of(hint.Cohort))],
        cancel);

    public async Task SettleAsync(CohortId cohort, IReadOnlyList<DueHint> hints, Instant? next, CancellationToken cancel)
    {
        var partition = Keys.DuePartition(cohort, shards);
        var coming = next is { } at && hints.All(hint => hint.At != at) ? new RowChange.Put(Keys.Due(at, cohort), Rows.Of(cohort)) : null;
        var over = hints.Where(hint => hint.At != next).Select(hint => (RowChange)new RowChange.Delete(Keys.Due(hint.At, cohort)));

        // What comes is in the first batch, so that no hint is gone before it.
        foreach (var chunk in over.Prepend(coming).OfType<RowChange>().Chunk(Batch)) await table.WriteAsync(partition, chunk, cancel);
    }

    public async Task<IReadOnlyList<CohortId>> CohortsOfAsync(PersonId person, CancellationToken cancel) =>
        [.. (await AllAsync(Keys.Person(person), Keys.CohortsOf, cancel)).Select(Rows.CohortId)];

    public async Task<CohortId> ResolveDirectAsync(PersonId person, string key, CohortId meant, Instant at, CancellationToken cancel)
    {
        var row = Keys.Resolved(key);
        var written = await table.WriteAsync(Keys.Person(person), [new RowChange.Insert(row, Rows.Of(new Resolved(meant, at)))], cancel);
        if (written is Written.Done) return meant;
        return await table.GetAsync(Keys.Person(person), row, cancel) is { } first ? Rows.Resolved(first).Cohort : meant;
    }

    public async Task<bool> FirstTimeAsync(string key, Instant at, CancellationToken cancel) =>
        await table.WriteAsync(Keys.Events, [new RowChange.Insert(Keys.Seen(key), Rows.Of(new Seen("", at, [], at, at + Kept)))], cancel) is Written.Done;

    public async Task<bool> IsMarkedAsync(string key, CancellationToken cancel) => await table.GetAsync(Keys.Events, Keys.Seen(key), cancel) is not null;
}
