using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>The sweep: what is over goes, hints that are missing are written anew. It reads much and writes only what is amiss.</summary>
public sealed partial class StudyStore
{
    /// <summary>A cohort that the store does not answer for is left to the next sweep; after so many in a row all others are.</summary>
    private const int Unanswered = 5;

    public async Task SweepAsync(Instant now, CancellationToken cancel)
    {
        // Read before the cohorts: an outage is marked at each of them before the heart beats again.
        var heard = (await FindBeatAsync(cancel))?.Value is { } beat ? Earlier(now, Earlier(beat.At, beat.Deaf is { Count: > 0 } deaf ? deaf.Values.Min() : null)) : now;
        var hints = (await HintsAsync(cancel)).ToLookup(hint => hint.Cohort, hint => hint.At);
        var (left, inARow) = (0, 0);
        try
        {
            await foreach (var stored in CohortsAsync(cancel))
            {
                try
                {
                    await SweepAsync(stored.Value, [.. hints[stored.Value.Id]], now, heard, cancel);
                    inARow = 0;
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    Log.NotSwept(_log, stored.Value.Id, fault);
                    left++;
                    if (fault is TableUnavailableException && ++inARow == Unanswered) throw;
                }
            }
        }
        finally
        {
            if (left > 0) Log.Left(_log, left);
        }

        await SweepEventsAsync(Keys.Events, null, heard, cancel);
    }

    /// <param name="heard">Until when all that people did was heard: what is still to be read back is known again by rows of that time.</param>
    private async Task SweepAsync(Cohort cohort, IReadOnlyList<Instant> hints, Instant now, Instant heard, CancellationToken cancel)
    {
        await AnnounceMissingAsync(cohort, hints, now, cancel);
        for (var run = 1; run <= cohort.Run; run++)
        {
            foreach (var member in await MembersAsync(cohort.Id, run, cancel)) await SweepAsync(cohort.Id, run, member.Value.Id, now, cancel);
            if (run < cohort.Run) await SweepPlannedAsync(cohort.Id, run, cancel);
        }

        await SweepEventsAsync(Keys.Partition(cohort.Id), cohort, Earlier(heard, cohort.UnheardSince), cancel);
    }

    private static Instant Earlier(Instant at, Instant? other) => other is { } before && before < at ? before : at;

    private async Task AnnounceMissingAsync(Cohort cohort, IReadOnlyList<Instant> hints, Instant now, CancellationToken cancel)
    {
        // Whoever serves a hint looks at all that is due, and announces what comes next; what is planned has hints of its own.
        var next = cohort.UnheardSince is null ? Agenda.Next(cohort, now) : now;
        if (next is { } due && !hints.Any(at => at <= due)) await AnnounceAsync(new(cohort.Id, due), cancel);
        foreach (var kind in Deliveries.Planned)
        {
            foreach (var planned in await DeliveriesAsync(cohort.Id, cohort.Run, kind, cancel))
                if (!hints.Any(at => at == planned.Value.Slot)) await AnnounceAsync(new(cohort.Id, planned.Value.Slot), cancel);
        }
    }

    /// <summary>What was planned in a run that is over is never said.</summary>
    private async Task SweepPlannedAsync(CohortId cohort, int run, CancellationToken cancel)
    {
        foreach (var kind in Deliveries.Planned)
            await DeleteAsync(Keys.Partition(cohort), [.. (await DeliveriesAsync(cohort, run, kind, cancel)).Select(planned => Keys.Delivery(planned.Value.Id))], cancel);
    }

    private async Task SweepAsync(CohortId cohort, int run, PersonId person, Instant now, CancellationToken cancel)
    {
        var rows = await AllAsync(Keys.Person(person), Keys.All, cancel);
        if (!rows.Any(row => row.Key == Keys.CohortOf(cohort))) await NameAsync(cohort, run, person, cancel);

        var over = rows.Where(row => Keys.IsResolved(row.Key) && (Readable(row, Rows.Resolved) is not { } resolved || resolved.At + Kept < now));
        await DeleteAsync(Keys.Person(person), [.. over.Select(row => row.Key)], cancel);
    }

    /// <summary>Writes the hint to a cohort at one of its people, but names nobody who is none, such as whoever was forgotten since the members were read.</summary>
    private async Task NameAsync(CohortId cohort, int run, PersonId person, CancellationToken cancel)
    {
        await table.WriteAsync(Keys.Person(person), [new RowChange.Put(Keys.CohortOf(cohort), Rows.Of(cohort))], cancel);
        await UnnameAsync(cohort, run, person, cancel);
    }

    /// <summary>Takes the hint to a cohort out where no run up to this one has a row of the person.</summary>
    private async Task UnnameAsync(CohortId cohort, int run, PersonId person, CancellationToken cancel)
    {
        for (; run > 0; run--)
            if (await FindMemberAsync(cohort, run, person, cancel) is not null) return;
        await DeleteAsync(Keys.Person(person), [Keys.CohortOf(cohort)], cancel);
    }

    private async Task SweepEventsAsync(string partition, Cohort? cohort, Instant now, CancellationToken cancel)
    {
        var over = (await AllAsync(partition, Keys.AllSeen, cancel)).Where(row => Readable(row, Rows.Seen) is not { } seen || seen.KeepUntil < now && !MayBeTakenBack(seen, cohort, now));
        foreach (var chunk in over.Chunk(Batch))
        {
            // What was changed since it was read is kept anew.
            var left = chunk.ToList();
            while (left.Count > 0 && await table.WriteAsync(partition, [.. left.Select(row => new RowChange.Delete(row.Key, row.ETag))], cancel) is Written.Conflict { Index: var changed }) left.RemoveAt(changed);
        }
    }

    /// <summary>Where a lesson was done ahead, or its grace was extended later, that was not known yet when it was said.</summary>
    private static bool MayBeTakenBack(Seen seen, Cohort? cohort, Instant now) =>
        cohort is not null && seen.Lessons.Any(lesson => cohort.Lesson(lesson) is { } posted ? posted.GraceEnd >= now : !cohort.IsFinished);

    /// <summary>All there are, of any instant.</summary>
    private async Task<IReadOnlyList<DueHint>> HintsAsync(CancellationToken cancel)
    {
        var all = new List<DueHint>();
        for (var shard = 0; shard < shards; shard++) all.AddRange(await DueAsync(shard, Instant.MaxValue, cancel));
        return all;
    }
}
