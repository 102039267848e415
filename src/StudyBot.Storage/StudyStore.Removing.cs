using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>Taking people and cohorts out, over whatever is written meanwhile.</summary>
public sealed partial class StudyStore
{
    public async Task ForgetAsync(CohortId cohort, PersonId person, CancellationToken cancel)
    {
        var runs = await FindCohortAsync(cohort, cancel) is { } stored ? stored.Value.Run : 1;
        for (var run = 1; run <= runs; run++) await ForgetAsync(cohort, run, person, cancel);
        await DeleteAsync(Keys.Person(person), [Keys.CohortOf(cohort), .. await MeantAsync(person, _ => true, cancel)], cancel);
    }

    public async Task RemoveCohortAsync(CohortId cohort, CancellationToken cancel)
    {
        var partition = Keys.Partition(cohort);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var rows = await AllAsync(partition, Keys.All, cancel);
            if (rows.Count == 0)
            {
                await SettleAsync(cohort, [.. (await HintsAsync(cancel)).Where(hint => hint.Cohort == cohort)], null, cancel);
                return;
            }

            await ClearAsync(cohort, rows, cancel);
        }

        throw new TableUnavailableException($"{cohort} was written to by others {Tries} times while it was removed.");
    }

    /// <summary>Removes a cohort that is over, unless somebody changed it since it was read: a run that was set up meanwhile stays whole, and of those before it nothing has to be kept. A change of the old run in these moments comes too late for its people's rows.
    /// The cohort's own row goes last and only as it was read, so that one that a crash left half removed is still found by the next sweep.</summary>
    /// <returns>Whether it is gone.</returns>
    public async Task<bool> RemoveAsync(Versioned<Cohort> over, CancellationToken cancel)
    {
        var (cohort, run) = (over.Value.Id, over.Value.Run);
        var partition = Keys.Partition(cohort);
        var rows = await AllAsync(partition, Keys.All, cancel);
        if (!rows.Any(row => row.Key == Keys.Cohort && row.ETag == over.ETag)) return false;

        var people = await ClearAsync(cohort, [.. rows.Where(row => Keys.RunOf(row.Key) <= run)], cancel);
        // The marks of events are of no run: they go with the cohort, or stay with it.
        var marks = rows.Where(row => Keys.RunOf(row.Key) is null && row.Key != Keys.Cohort).Take(Batch - 1).Select(row => new RowChange.Delete(row.Key));
        if (await table.WriteAsync(partition, [new RowChange.Delete(Keys.Cohort, over.ETag), .. marks], cancel) is not Written.Done)
        {
            // Whoever is in the new run too was named there before; the hint is written anew. Where there is none, the row is gone, be it by a call of ours whose answer was lost.
            if (await FindCohortAsync(cohort, cancel) is { } anew)
            {
                foreach (var person in people) await NameAsync(cohort, anew.Value.Run, person, cancel);
                return false;
            }
        }

        // What came too late to be read above; where a cohort was set up since, it is that one's.
        var left = await AllAsync(partition, Keys.All, cancel);
        if (left.Any(row => row.Key == Keys.Cohort)) return true;
        await ClearAsync(cohort, left, cancel);
        await SettleAsync(cohort, [.. (await HintsAsync(cancel)).Where(hint => hint.Cohort == cohort)], null, cancel);
        return true;
    }

    /// <summary>Deletes rows of a cohort, its own the last of them, and before them the hints to it at the people whose rows they are.</summary>
    private async Task<IReadOnlyList<PersonId>> ClearAsync(CohortId cohort, IReadOnlyList<Row> rows, CancellationToken cancel)
    {
        PersonId[] people = [.. rows.Where(row => row.Key.StartsWith(Keys.AnyMember, StringComparison.Ordinal)).Select(row => Readable(row, Rows.Member)).OfType<Versioned<Member>>().Select(member => member.Value.Id).Distinct()];
        foreach (var person in people)
            await DeleteAsync(Keys.Person(person), [Keys.CohortOf(cohort), .. await MeantAsync(person, meant => meant.Cohort == cohort, cancel)], cancel);
        await DeleteAsync(Keys.Partition(cohort), [.. rows.Select(row => row.Key).OrderBy(key => key == Keys.Cohort)], cancel);
        return people;
    }

    /// <summary>The member's own row goes last and only as it was read: whoever checks in meanwhile changes it, and what they wrote goes too.</summary>
    private async Task ForgetAsync(CohortId cohort, int run, PersonId person, CancellationToken cancel)
    {
        var partition = Keys.Partition(cohort);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var member = await FindMemberAsync(cohort, run, person, cancel);
            var own = new List<string>();
            if (member is not null)
                own.AddRange(Enumerable.Range(1, member.Value.Ledger.Marks.Length).Select(lesson => Keys.CheckIn(run, lesson, person)));
            foreach (var kind in Deliveries.ToPeople)
                own.AddRange((await DeliveriesAsync(cohort, run, kind, cancel)).Where(d => d.Value.Person == person).Select(d => Keys.Delivery(d.Value.Id)));
            await DeleteAsync(partition, own, cancel);
            if (member is null || await table.WriteAsync(partition, [new RowChange.Delete(Keys.Member(run, person), member.ETag)], cancel) is Written.Done) return;
        }

        throw new TableUnavailableException($"A member of {cohort} was changed by others {Tries} times while they were forgotten.");
    }

    /// <summary>Keys of what a person's direct messages were taken to mean.</summary>
    private async Task<IReadOnlyList<string>> MeantAsync(PersonId person, Func<Resolved, bool> which, CancellationToken cancel) =>
    [
        .. (await AllAsync(Keys.Person(person), Keys.AllResolved, cancel))
            .Where(row => Readable(row, Rows.Resolved) is not { } resolved || which(resolved))
            .Select(row => row.Key),
    ];
}
