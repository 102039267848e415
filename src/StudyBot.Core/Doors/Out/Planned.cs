using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Doors;

/// <summary>What waits in rows of its own until its time: reminders that people asked for, and notices. Once said, or no longer worth saying, the row is gone.</summary>
internal sealed class Planned(IStudyStore store, Library library, Delivering delivering)
{
    /// <returns>False where one has to wait.</returns>
    public async Task<bool> DeliverAsync(Lane lane, Cohort cohort, Instant now, CancellationToken cancel)
    {
        var settled = true;
        foreach (var kind in Deliveries.Planned)
        {
            foreach (var row in await store.DeliveriesAsync(cohort.Id, cohort.Run, kind, cancel))
                if (row.Value.Slot <= now) settled &= await DeliverAsync(lane, cohort, row.Value, now, cancel);
        }

        return settled;
    }

    private async Task<bool> DeliverAsync(Lane lane, Cohort cohort, Delivery planned, Instant now, CancellationToken cancel)
    {
        var job = new Job(
            cohort.Id,
            planned.Id,
            planned.Date,
            planned.Slot,
            planned.Person,
            Card: _ => planned.Id.Kind is DeliveryKind.Reminder ? ReminderAsync(cohort, planned, now, cancel) : NoticeAsync(cohort, planned, now, cancel),
            Complete: (_, _) => Task.FromResult<IReadOnlyList<Change>?>([])) { IsPlanned = true };
        if (await delivering.DeliverAsync(lane, job, cancel) is { Kind: OutcomeKind.Later }) return false;
        if (await store.FindDeliveryAsync(cohort.Id, planned.Id, cancel) is { ETag: { } etag })
            await store.CommitAsync(cohort.Id, [new Change.RemoveDelivery(planned.Id, etag)], cancel);
        return true;
    }

    /// <summary>Null where the lesson is done meanwhile, the person has left, or its hour has long passed: it was for that day.</summary>
    private async Task<Card?> ReminderAsync(Cohort cohort, Delivery planned, Instant now, CancellationToken cancel)
    {
        if (Deliveries.LessonOf(planned.Id) is not { } day || now - planned.Slot >= Calendar.CatchUp) return null;
        var member = (await store.FindMemberAsync(cohort.Id, cohort.Run, planned.Person!, cancel))?.Value;
        var plan = await library.OpenAsync(cohort.PlanOf(day), cancel);
        if (member is { HasLeft: true } || member?.Ledger[day] is not null || cohort.Lesson(day) is not { } posted || plan.Find(day) is not { } lesson) return null;
        return Say.Reminder(plan.Title, lesson, posted, now, When.ZoneOf(member, cohort));
    }

    /// <summary>Null where the cohort goes on again, or nobody could be told for days: from a workspace that took the bot out nobody ever can.</summary>
    private async Task<Card?> NoticeAsync(Cohort cohort, Delivery planned, Instant now, CancellationToken cancel)
    {
        if (now - planned.Slot >= Notices.Kept) return null;
        if (Notices.AwayFrom(planned.Id) is { } lessons) return Say.OutageNote(lessons, cohort.ShowButtonsFirst);
        return await store.FindCohortAsync(cohort.Id, cancel) is { Value: { Broken: { } reason } stopped } ? Say.PostingStopped(stopped, reason) : null;
    }
}
