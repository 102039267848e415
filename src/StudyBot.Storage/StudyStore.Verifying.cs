using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Storage;

/// <summary>A standing that is not what the check-ins come to.</summary>
/// <param name="Stored">As the member's row says; null: there is no such row.</param>
public sealed record WrongStanding(CohortId Cohort, int Run, PersonId Person, Ledger? Stored, Ledger Counted);

public sealed partial class StudyStore
{
    /// <summary>Counts every standing of a cohort anew. It changes nothing; what others commit between two reads is looked at twice before it is told.</summary>
    /// <returns>Null where that cannot be told, since a member's or a check-in's row cannot be read.</returns>
    public async Task<IReadOnlyList<WrongStanding>?> VerifyAsync(Cohort cohort, CancellationToken cancel)
    {
        try
        {
            var wrong = await CompareAsync(cohort, cancel);
            return wrong.Count == 0 ? [] : [.. wrong.Intersect(await CompareAsync(cohort, cancel))];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<WrongStanding>> CompareAsync(Cohort cohort, CancellationToken cancel)
    {
        var wrong = new List<WrongStanding>();
        for (var run = 1; run <= cohort.Run; run++)
        {
            var counted = new Dictionary<PersonId, Ledger>();
            foreach (var (checkIn, _) in await CheckInsAsync(cohort.Id, run, 1, 9999, cancel))
                counted[checkIn.Person] = (counted.TryGetValue(checkIn.Person, out var ledger) ? ledger : Ledger.Empty).With(checkIn.Lesson, checkIn.Class);
            foreach (var (member, _) in await MembersAsync(cohort.Id, run, cancel))
            {
                if (!counted.Remove(member.Id, out var sum)) sum = Ledger.Empty;
                if (member.Ledger != sum) wrong.Add(new(cohort.Id, run, member.Id, member.Ledger, sum));
            }

            wrong.AddRange(counted.Select(left => new WrongStanding(cohort.Id, run, left.Key, null, left.Value)));
        }

        return wrong;
    }
}
