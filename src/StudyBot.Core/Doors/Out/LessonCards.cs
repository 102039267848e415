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
    public async Task<Card?> OfAsync(Cohort cohort, int day, CancellationToken cancel) => (await WithTotalsAsync(cohort, day, cancel))?.Card;

    /// <summary>The same, with what it tells.</summary>
    internal async Task<(Card Card, Totals Totals)?> WithTotalsAsync(Cohort cohort, int day, CancellationToken cancel)
    {
        var plan = await library.OpenAsync(cohort.PlanOf(day), cancel);
        if (plan.Find(day) is not { } lesson) return null;
        var totals = await TotalsAsync(cohort, day, cancel);
        return (Say.Lesson(plan, lesson, totals, cohort.ShowButtonsFirst), totals);
    }

    internal async Task<Totals> TotalsAsync(Cohort cohort, int day, CancellationToken cancel) =>
        Totals.For(day, (await store.MembersAsync(cohort.Id, cohort.Run, cancel)).Select(member => member.Value), clock.Now());
}
