using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Standings;
using StudyBot.Wording;

namespace StudyBot.Doors;

/// <summary>A lesson's shared card as it stands now, with its <c>n of m done</c>: one read of the cohort's members.</summary>
public sealed class LessonCards(IStudyStore store, Library library, TimeProvider clock)
{
    /// <summary>Null where the plan has no such day.</summary>
    public async Task<Card?> OfAsync(Cohort cohort, int day, CancellationToken cancel)
    {
        var plan = await library.OpenAsync(cohort.PlanOf(day), cancel);
        if (plan.Find(day) is not { } lesson) return null;
        Member[] members = [.. (await store.MembersAsync(cohort.Id, cohort.Run, cancel)).Select(member => member.Value)];
        return Say.Lesson(plan, lesson, Totals.For(day, members, clock.Now()), cohort.ShowButtonsFirst);
    }
}
