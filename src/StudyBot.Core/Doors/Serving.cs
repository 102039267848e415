using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Standings;
using StudyBot.Wording;

namespace StudyBot.Doors;

/// <summary>Looks at one cohort: what the agenda says is due is delivered, in order, and what comes next is announced.</summary>
internal sealed class Serving(IStudyStore store, Library library, Delivering delivering, TimeProvider clock)
{
    /// <summary>More rounds than a cohort can have due at once: a lesson, its nudges and a summary.</summary>
    private const int Rounds = 8;

    public async Task ServeAsync(Lane lane, DueHint hint, CancellationToken cancel)
    {
        for (var round = 0; round < Rounds; round++)
        {
            if (await store.FindCohortAsync(hint.Cohort, cancel) is not { Value: var cohort })
            {
                await store.WithdrawAsync(hint, cancel);
                return;
            }

            var now = clock.Now();
            var due = Agenda.Due(cohort, now);
            if (due.Count == 0)
            {
                if (await RemindAsync(lane, cohort, now, cancel)) await SettleAsync(cohort, hint, now, cancel);
                return;
            }

            if (await DeliverAsync(lane, cohort, due[0], cancel) is { Kind: OutcomeKind.Later }) return;
        }
    }

    /// <summary>Brings the newest <c>n of m done</c> to a lesson's post. False: the platform cannot take it now.</summary>
    public async Task<bool> RefreshAsync(Lane lane, CohortId id, int day, CancellationToken cancel)
    {
        if (await store.FindCohortAsync(id, cancel) is not { Value: var cohort } || cohort.Lesson(day) is not { } posted) return true;
        var plan = await library.OpenAsync(cohort.Curriculum, cancel);
        if (plan.Find(day) is not { } lesson) return true;
        var totals = Totals.For(day, await MembersAsync(cohort, cancel), clock.Now());
        return await lane.Platform.UpdateAsync(id, posted.MessageId, Say.Lesson(plan, lesson, totals, cohort.ShowButtonsFirst), cancel);
    }

    private Task<Outcome> DeliverAsync(Lane lane, Cohort cohort, Due due, CancellationToken cancel) => due switch
    {
        Due.Lesson lesson => LessonAsync(lane, cohort, lesson, cancel),
        Due.Nudge nudge => NudgesAsync(lane, cohort, nudge, cancel),
        Due.Summary summary => SummaryAsync(lane, cohort, summary, cancel),
        _ => throw new NotSupportedException(due.ToString()),
    };

    private async Task<Outcome> LessonAsync(Lane lane, Cohort cohort, Due.Lesson due, CancellationToken cancel)
    {
        var plan = await library.OpenAsync(cohort.Curriculum, cancel);
        var lesson = plan.Find(due.Day) ?? throw new InvalidOperationException($"{cohort.Curriculum.Name} has no day {due.Day}.");
        var outcome = await delivering.DeliverAsync(
            lane,
            new(
                cohort.Id,
                due.Id(cohort.Run),
                due.Date,
                due.Slot,
                To: null,
                Card: async () => Say.Lesson(plan, lesson, Totals.For(due.Day, await MembersAsync(cohort, cancel), clock.Now()), cohort.ShowButtonsFirst),
                Complete: sent => ChangeAsync(cohort.Id, now => now.Day >= due.Day ? now : now with
                {
                    Posted = [.. now.Posted, Calendar.Post(now.Schedule, due.Day, due.Date, due.Slot, sent.At, sent.MessageId)],
                }, cancel)),
            cancel);
        return await StopIfRefusedAsync(lane, cohort, outcome, cancel);
    }

    private async Task<Outcome> SummaryAsync(Lane lane, Cohort cohort, Due.Summary due, CancellationToken cancel)
    {
        var outcome = await delivering.DeliverAsync(
            lane,
            new(
                cohort.Id,
                due.Id(cohort.Run),
                due.Week.First,
                due.Slot,
                To: null,
                Card: () => SummaryCardAsync(cohort, due, cancel),
                Complete: _ => ChangeAsync(cohort.Id, now => now with { LastSummary = due.Slot }, cancel)),
            cancel);
        return await StopIfRefusedAsync(lane, cohort, outcome, cancel);
    }

    private async Task<Cards.Card> SummaryCardAsync(Cohort cohort, Due.Summary due, CancellationToken cancel)
    {
        var plan = await library.OpenAsync(cohort.Curriculum, cancel);
        var lessons = Weeks.Lessons(cohort, due.Slot);
        var checkIns = lessons.Count == 0 ? [] : await store.CheckInsAsync(cohort.Id, cohort.Run, lessons[0].Day, lessons[^1].Day, cancel);
        var members = await MembersAsync(cohort, cancel);
        return Say.Summary(Summing.Review(cohort, plan, lessons, members, [.. checkIns.Select(c => c.Value)], clock.Now()), cohort.Schedule.Zone);
    }

    /// <summary>One private word to each who joined and has not done the lesson; the round is settled when nobody is left to try.</summary>
    private async Task<Outcome> NudgesAsync(Lane lane, Cohort cohort, Due.Nudge due, CancellationToken cancel)
    {
        var plan = await library.OpenAsync(cohort.Curriculum, cancel);
        var members = await MembersAsync(cohort, cancel);
        var totals = Totals.For(due.Day, members, clock.Now());
        var posted = cohort.Lesson(due.Day)!;
        var settled = true;
        foreach (var member in members.OrderBy(m => m.Id.User, StringComparer.Ordinal))
        {
            var kind = NudgePlan.Decide(member, due.Day, due.At);
            if (kind is NudgeKind.None || plan.Find(due.Day) is not { } lesson) continue;
            var zone = When.ZoneOf(member, cohort);
            var standing = Streak.Fold(cohort.Posted, member, due.At);
            var outcome = await delivering.DeliverAsync(
                lane,
                new(
                    cohort.Id,
                    Deliveries.Nudge(cohort.Run, due.Day, member.Id),
                    posted.Date,
                    due.At,
                    member.Id,
                    Card: () => Task.FromResult(kind is NudgeKind.AskToPause
                        ? Say.AskToPause(plan.Title, due.At.InZone(zone).Date.PlusWeeks(1))
                        : Say.Nudge(plan.Title, lesson, posted, standing, totals, zone)),
                    Complete: _ => NudgedAsync(cohort, member.Id, cancel)),
                cancel);
            settled &= outcome.Kind is not OutcomeKind.Later;
        }

        if (!settled) return Outcome.Later;
        await CommitAsync(cohort.Id, now => now with { NudgedThrough = Math.Max(now.NudgedThrough, due.Day) }, cancel);
        return Outcome.Done;
    }

    private async Task<IReadOnlyList<Change>> NudgedAsync(Cohort cohort, PersonId person, CancellationToken cancel) =>
        await store.FindMemberAsync(cohort.Id, cohort.Run, person, cancel) is { } row
            ? [new Change.PutMember(cohort.Run, row.Value with { Nudges = row.Value.Nudges + 1 }, row.ETag)]
            : [];

    /// <summary>Reminders that people asked for; false where one has to wait.</summary>
    private async Task<bool> RemindAsync(Lane lane, Cohort cohort, Instant now, CancellationToken cancel)
    {
        var settled = true;
        foreach (var reminder in await store.DeliveriesAsync(cohort.Id, cohort.Run, DeliveryKind.Reminder, cancel))
        {
            if (reminder.Value.Slot > now || reminder.Value.Person is not { } person) continue;
            var day = int.Parse(reminder.Value.Id.Subject.AsSpan(0, 4));
            var member = await store.FindMemberAsync(cohort.Id, cohort.Run, person, cancel);
            var plan = await library.OpenAsync(cohort.Curriculum, cancel);
            if (member?.Value.Ledger[day] is not null || cohort.Lesson(day) is not { } posted || plan.Find(day) is not { } lesson)
            {
                await store.CommitAsync(cohort.Id, [new Change.RemoveDelivery(reminder.Value.Id, reminder.ETag!)], cancel);
                continue;
            }

            var job = new Delivering.Job(
                cohort.Id,
                reminder.Value.Id,
                reminder.Value.Date,
                reminder.Value.Slot,
                person,
                Card: () => Task.FromResult(Say.Reminder(plan.Title, lesson, posted, When.ZoneOf(member?.Value, cohort))),
                Complete: _ => Task.FromResult<IReadOnlyList<Change>>([])) { Forgettable = true };
            var outcome = await delivering.DeliverAsync(lane, job, cancel);
            settled &= outcome.Kind is not OutcomeKind.Later;
            if (outcome.Kind is OutcomeKind.Refused && await store.FindDeliveryAsync(cohort.Id, reminder.Value.Id, cancel) is { ETag: { } etag })
                await store.CommitAsync(cohort.Id, [new Change.RemoveDelivery(reminder.Value.Id, etag)], cancel);
        }

        return settled;
    }

    /// <summary>The channel cannot be reached: the cohort stops, everyone else goes on, and its leads are told once.</summary>
    private async Task<Outcome> StopIfRefusedAsync(Lane lane, Cohort cohort, Outcome outcome, CancellationToken cancel)
    {
        if (outcome.Kind is not OutcomeKind.Refused) return outcome;
        var reason = outcome.Reason ?? "the platform gave no reason";
        await CommitAsync(cohort.Id, now => now with { Broken = reason }, cancel);
        foreach (var lead in cohort.Leads)
        {
            await delivering.DeliverAsync(
                lane,
                new(
                    cohort.Id,
                    Deliveries.Notice(cohort.Run, $"stopped {cohort.Day:0000} {lead}"),
                    clock.Now().InZone(cohort.Schedule.Zone).Date,
                    clock.Now(),
                    new PersonId(cohort.Id.Platform, cohort.Id.Tenant, lead),
                    Card: () => Task.FromResult(Say.PostingStopped(cohort.Curriculum.Title, reason)),
                    Complete: _ => Task.FromResult<IReadOnlyList<Change>>([])),
                cancel);
        }

        return outcome;
    }

    /// <summary>What comes next is announced before this hint is taken out.</summary>
    private async Task SettleAsync(Cohort cohort, DueHint hint, Instant now, CancellationToken cancel)
    {
        if (Agenda.Next(cohort, now) is { } next)
        {
            if (next == hint.At) return;
            await store.AnnounceAsync(new(cohort.Id, next), cancel);
        }

        await store.WithdrawAsync(hint, cancel);
    }

    private async Task<IReadOnlyList<Change>> ChangeAsync(CohortId id, Func<Cohort, Cohort> change, CancellationToken cancel)
    {
        if (await store.FindCohortAsync(id, cancel) is not { } stored) return [];
        var changed = change(stored.Value);
        if (Agenda.Next(changed, clock.Now()) is { } next) await store.AnnounceAsync(new(id, next), cancel);
        return [new Change.PutCohort(changed, stored.ETag)];
    }

    private async Task CommitAsync(CohortId id, Func<Cohort, Cohort> change, CancellationToken cancel)
    {
        while (await store.CommitAsync(id, await ChangeAsync(id, change, cancel), cancel) is Commit.Conflict)
        {
        }
    }

    private async Task<IReadOnlyList<Member>> MembersAsync(Cohort cohort, CancellationToken cancel) =>
        [.. (await store.MembersAsync(cohort.Id, cohort.Run, cancel)).Select(m => m.Value)];
}
