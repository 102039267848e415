using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Ports;
using StudyBot.Standings;
using StudyBot.Wording;

namespace StudyBot.Doors;

/// <summary>One private word to each who joined and has not done the lesson.</summary>
internal sealed class Nudging(IStudyStore store, Library library, Delivering delivering, TimeProvider clock)
{
    /// <summary>Goes through all members in the order of their ids; one who waits or cannot be reached keeps no other from their nudge.</summary>
    /// <returns>Whether nobody is left to try. Where the lane is crowded some are: the cohort gives its place in it back, and the next tick goes on with them.</returns>
    public async Task<bool> DeliverAsync(Lane lane, Cohort cohort, Due.Nudge due, CancellationToken cancel)
    {
        var plan = await library.OpenAsync(cohort.PlanOf(due.Day), cancel);
        if (plan.Find(due.Day) is not { } lesson) return true;
        Member[] members = [.. (await store.MembersAsync(cohort.Id, cohort.Run, cancel)).Select(m => m.Value)];
        var totals = Totals.For(due.Day, members, clock.Now());
        var reminded = await ToBeRemindedAsync(cohort, due, cancel);
        var settled = true;
        foreach (var member in members.Where(member => !reminded.Contains(member.Id)).OrderBy(m => m.Id.User, StringComparer.Ordinal))
        {
            if (NudgePlan.Decide(member, due.Day, clock.Now()) is NudgeKind.None) continue;
            if (lane.IsCrowded) return false;
            settled &= await NudgeAsync(lane, cohort, due, plan, lesson, totals, member.Id, cancel) is not { Kind: OutcomeKind.Later };
        }

        return settled;
    }

    /// <summary>Who chose an hour of their own for this lesson that did not come before the nudge: the nudge's own hour, or one still to come.</summary>
    private async Task<HashSet<PersonId>> ToBeRemindedAsync(Cohort cohort, Due.Nudge due, CancellationToken cancel) =>
    [
        .. (await store.DeliveriesAsync(cohort.Id, cohort.Run, DeliveryKind.Reminder, cancel))
            .Select(reminder => reminder.Value)
            .Where(reminder => Deliveries.LessonOf(reminder.Id) == due.Day && reminder.Slot >= due.At)
            .Select(reminder => reminder.Person)
            .OfType<PersonId>(),
    ];

    private Task<Outcome> NudgeAsync(Lane lane, Cohort cohort, Due.Nudge due, Curriculum plan, Lesson lesson, Totals totals, PersonId person, CancellationToken cancel)
    {
        var posted = cohort.Lesson(due.Day)!;
        return delivering.DeliverAsync(
            lane,
            new(
                cohort.Id,
                Deliveries.Nudge(cohort.Run, due.Day, person),
                posted.Date,
                due.At,
                person,
                Card: async waited =>
                {
                    // A lead may have turned nudges off while it waited.
                    if (waited && !(await store.FindCohortAsync(cohort.Id, cancel) is { Value: var now } && Agenda.Due(now, clock.Now()).Contains(due))) return null;

                    // It may have waited for the platform until the next lesson: then it is no help any more.
                    if (clock.Now() >= posted.Due) return null;

                    // Some may have done it while the others were nudged.
                    if (await store.FindMemberAsync(cohort.Id, cohort.Run, person, cancel) is not { Value: var member }) return null;
                    var zone = When.ZoneOf(member, cohort);
                    var standing = Streak.Fold(cohort.Posted, member, clock.Now());
                    var owed = standing.OwedBefore(due.Day) is { } day ? cohort.Lesson(day) : null;
                    return NudgePlan.Decide(member, due.Day, clock.Now()) switch
                    {
                        NudgeKind.Nudge => Say.Nudge(plan.Title, lesson, posted, owed, standing, totals, zone),
                        NudgeKind.AskToPause => Say.AskToPause(plan.Title, due.At.InZone(zone).Date.PlusWeeks(1)),
                        _ => null,
                    };
                },
                Complete: async (_, _) => await store.FindMemberAsync(cohort.Id, cohort.Run, person, cancel) is { } row
                    ? [new Change.PutMember(cohort.Run, row.Value with { Nudges = row.Value.Nudges + 1 }, row.ETag)]
                    : null),
            cancel);
    }
}
