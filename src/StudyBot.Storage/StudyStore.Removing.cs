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

            foreach (var member in rows.Where(row => row.Key.StartsWith(Keys.AnyMember, StringComparison.Ordinal)).Select(row => Readable(row, Rows.Member)).OfType<Versioned<Member>>())
            {
                var person = member.Value.Id;
                await DeleteAsync(Keys.Person(person), [Keys.CohortOf(cohort), .. await MeantAsync(person, meant => meant.Cohort == cohort, cancel)], cancel);
            }

            await DeleteAsync(partition, [.. rows.Select(row => row.Key).Where(key => key != Keys.Cohort), Keys.Cohort], cancel);
        }

        throw new TableUnavailableException($"{cohort} was written to by others {Tries} times while it was removed.");
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
            foreach (var kind in (DeliveryKind[])[DeliveryKind.Nudge, DeliveryKind.Reminder, DeliveryKind.Notice])
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
