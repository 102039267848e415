using Microsoft.Extensions.Logging;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Standings;
using StudyBot.Wording;

namespace StudyBot.Doors;

/// <summary>Looks at one cohort: what the agenda says is due is delivered, in order, and what comes next is announced.</summary>
internal sealed class Serving(IStudyStore store, Library library, Delivering delivering, TimeProvider clock, ILogger log)
{
    /// <summary>More rounds than a cohort can have due at once: a lesson, its nudges and a summary.</summary>
    private const int Rounds = 8;

    private readonly Changing _changing = new(store, clock);
    private readonly Gathering _gathering = new(store, library);
    private readonly LessonCards _lessons = new(store, library, clock);
    private readonly Nudging _nudging = new(store, library, delivering, clock);
    private readonly CatchingUp _catchingUp = new(store, clock, log);
    private readonly Planned _planned = new(store, library, delivering);

    /// <summary>Serves a cohort and takes its hints out when all is settled; otherwise the next tick finds it by them again.</summary>
    public async Task ServeAsync(Lane lane, CohortId id, IReadOnlyList<DueHint> hints, CancellationToken cancel)
    {
        await delivering.Strays.SettleAsync(lane, id, cancel);
        var waiting = new HashSet<Type>();
        var looked = false;
        var stored = await store.FindCohortAsync(id, cancel);
        var settled = true;
        if (stored is { Value: { UnheardSince: { } since } unheard })
        {
            settled = await _catchingUp.HearAsync(lane, unheard, since, cancel);
            stored = await store.FindCohortAsync(id, cancel);
        }

        for (var round = 0; round < Rounds; round++)
        {
            if (stored is not { Value: var cohort })
            {
                await store.SettleAsync(id, hints, null, cancel);
                return;
            }

            var now = clock.Now();
            if (Agenda.Due(cohort, now).FirstOrDefault(due => !waiting.Contains(due.GetType())) is not { } next || waiting.Contains(typeof(Due.Lesson)))
            {
                if (!looked)
                {
                    looked = true;
                    var doubt = await SettleDoubtAsync(lane, cohort, cancel);
                    settled &= doubt is not { Kind: OutcomeKind.Later };
                    if (doubt is not null)
                    {
                        stored = await store.FindCohortAsync(id, cancel);
                        continue;
                    }
                }

                settled &= await _planned.DeliverAsync(lane, cohort, now, cancel);
                if (settled && waiting.Count == 0) await store.SettleAsync(id, hints, Agenda.Next(cohort, now), cancel);
                return;
            }

            looked |= next is Due.Lesson;

            // A lesson that waits holds back what follows it; a person who cannot be reached now holds back nothing.
            if (await DeliverAsync(lane, stored, next, cancel) is { Kind: OutcomeKind.Later }) waiting.Add(next.GetType());
            stored = await store.FindCohortAsync(id, cancel);
        }
    }

    /// <summary>A lesson that may have gone out just before its lead moved it is looked for all the same: people may see it already. Where it is not there, it comes when it is due.</summary>
    /// <returns>Null where there is no doubt.</returns>
    private async Task<Outcome?> SettleDoubtAsync(Lane lane, Cohort cohort, CancellationToken cancel)
    {
        var day = cohort.Day + 1;
        if (await store.FindDeliveryAsync(cohort.Id, Deliveries.Lesson(cohort.Run, day), cancel) is not { Value: { State: DeliveryState.Sending } sending }) return null;
        return await LessonAsync(lane, cohort, served: null, new(day, sending.Date, sending.Slot), cancel);
    }

    /// <summary>Brings the newest <c>n of m done</c> to a lesson's post. Another bot that read later may have brought its card before this older one: so what there is now is looked at once more.
    /// Somebody may have answered the post before it is recorded, or done it ahead while its card was made: then it waits for that.</summary>
    public async Task<Refreshed> RefreshAsync(Lane lane, CohortId id, int day, CancellationToken cancel)
    {
        if (await store.FindCohortAsync(id, cancel) is not { Value: var cohort }) return Refreshed.Done;
        if (cohort.Lesson(day) is not { } posted) return IsDue(cohort, day) || await store.IsAppearingAsync(cohort, day, cancel) ? Refreshed.NotNow : Refreshed.Done;
        if (posted.MessageId.Length == 0) return Refreshed.Done;
        if (await _lessons.WithTotalsAsync(cohort, day, cancel) is not var (card, told)) return Refreshed.Done;

        // A post was answered with it since this update was let through. Whoever stops brings the last one all the same.
        if (lane.Pacing.Break() is not null && !lane.Stop.IsCancellationRequested) return Refreshed.NotNow;
        lane.Pacing.DepartUpdate(id.Channel);
        if (!await lane.Platform.UpdateAsync(id, posted.MessageId, card, cancel)) return Refreshed.NotNow;
        return await _lessons.TotalsAsync(cohort, day, cancel) == told ? Refreshed.Done : Refreshed.Behind;
    }

    private bool IsDue(Cohort cohort, int day) => Agenda.Due(cohort, clock.Now()).OfType<Due.Lesson>().Any(due => due.Day == day);

    private Task<Outcome> DeliverAsync(Lane lane, Versioned<Cohort> stored, Due due, CancellationToken cancel) => due switch
    {
        Due.Lesson lesson => LessonAsync(lane, stored.Value, stored, lesson, cancel),
        Due.Nudge nudge => NudgesAsync(lane, stored.Value, nudge, cancel),
        Due.Summary summary => SummaryAsync(lane, stored, summary, cancel),
        _ => throw new NotSupportedException(due.ToString()),
    };

    /// <param name="served">As in <see cref="Changing.ReadAsync"/>: while the lesson is due by it, no bot takes out the hint. Null: it is not due, so that another one may.</param>
    private async Task<Outcome> LessonAsync(Lane lane, Cohort cohort, Versioned<Cohort>? served, Due.Lesson due, CancellationToken cancel)
    {
        var outcome = await delivering.DeliverAsync(
            lane,
            new(
                cohort.Id,
                due.Id(cohort.Run),
                due.Date,
                due.Slot,
                To: null,
                Card: waited => IfDueAsync(cohort, due, waited, now => LessonCardAsync(now, due.Day, cancel), cancel),
                Complete: async (sent, post) => await _changing.ReadAsync(cohort.Id, now => now.Day >= due.Day ? now : now with
                {
                    Posted = [.. now.Posted, Calendar.Post(now.Schedule, due.Day, sent.Date, sent.Slot, post.At, post.MessageId)],
                }, cancel, Take(ref served))),
            cancel);
        if (outcome.Kind is OutcomeKind.Before) await RecordAsync(cohort, due, cancel);
        return await StopIfRefusedAsync(cohort, outcome, cancel);
    }

    /// <summary>A lesson that was sent stands in its cohort, save where a store was brought back from a copy that was made between the two: it is entered as if it had come at its slot.</summary>
    private async Task RecordAsync(Cohort cohort, Due.Lesson due, CancellationToken cancel)
    {
        if (await store.FindDeliveryAsync(cohort.Id, due.Id(cohort.Run), cancel) is not { Value: { MessageId: { } post } sent }) return;
        await _changing.CommitAsync(cohort.Id, now => now.Run != cohort.Run || now.Day != due.Day - 1 ? now : now with
        {
            Posted = [.. now.Posted, Calendar.Post(now.Schedule, due.Day, sent.Date, sent.Slot, sent.Slot, post)],
        }, cancel);
    }

    private async Task<Card> LessonCardAsync(Cohort cohort, int day, CancellationToken cancel) =>
        await _lessons.OfAsync(cohort, day, cancel) ?? throw new InvalidOperationException($"{cohort.Curriculum.Name} has no day {day}.");

    private async Task<Outcome> NudgesAsync(Lane lane, Cohort cohort, Due.Nudge due, CancellationToken cancel)
    {
        if (!await _nudging.DeliverAsync(lane, cohort, due, cancel)) return Outcome.Later;
        await _changing.CommitAsync(cohort.Id, now => now.NudgedThrough >= due.Day ? now : now with { NudgedThrough = due.Day }, cancel);
        return Outcome.Done;
    }

    private async Task<Outcome> SummaryAsync(Lane lane, Versioned<Cohort> stored, Due.Summary due, CancellationToken cancel)
    {
        var cohort = stored.Value;
        Versioned<Cohort>? read = stored;
        Cohort Given(Cohort now) => now.LastSummary >= due.Slot ? now : now with { LastSummary = due.Slot };
        var outcome = await delivering.DeliverAsync(
            lane,
            new(
                cohort.Id,
                due.Id(cohort.Run),
                due.Week.First,
                due.Slot,
                To: null,
                Card: waited => IfDueAsync(cohort, due, waited, now => SummaryCardAsync(now, due, cancel), cancel),
                Complete: async (_, _) => await _changing.ReadAsync(cohort.Id, Given, cancel, Take(ref read))),
            cancel);

        // The week had its summary, at a slot that was moved since.
        if (outcome.Kind is OutcomeKind.Before) await _changing.CommitAsync(cohort.Id, Given, cancel);
        return await StopIfRefusedAsync(cohort, outcome, cancel);
    }

    private async Task<Card> SummaryCardAsync(Cohort cohort, Due.Summary due, CancellationToken cancel)
    {
        var plan = await library.OpenAsync(cohort, cancel);
        var lessons = Weeks.Lessons(cohort, due.Slot);
        var checkIns = await _gathering.WeekAsync(cohort, due.Slot, cancel);
        var members = await MembersAsync(cohort, cancel);
        return Say.Summary(Summing.Review(cohort, plan, lessons, members, checkIns, clock.Now()), cohort.Schedule.Zone);
    }

    /// <summary>While its turn was waited for, a lead may have paused, skipped or moved it.</summary>
    private async Task<Card?> IfDueAsync(Cohort read, Due due, bool waited, Func<Cohort, Task<Card>> card, CancellationToken cancel)
    {
        if (!waited) return await card(read);
        return await store.FindCohortAsync(read.Id, cancel) is { Value: var cohort } && Agenda.Due(cohort, clock.Now()).Contains(due) ? await card(cohort) : null;
    }

    /// <summary>The channel cannot be reached: the cohort stops, everyone else goes on, and its leads are told once.</summary>
    private async Task<Outcome> StopIfRefusedAsync(Cohort cohort, Outcome outcome, CancellationToken cancel)
    {
        if (outcome.Kind is not OutcomeKind.Refused) return outcome;
        var reason = outcome.Reason ?? Say.NoReason;
        await store.CommitAsync(
            cohort.Id,
            async () => await store.FindCohortAsync(cohort.Id, cancel) is { } stored ? Stopping.Of(stored, reason, clock.Now()) : [],
            cancel);
        return outcome;
    }

    /// <summary>What was read already serves the first try; the next ones read it anew.</summary>
    private static Versioned<Cohort>? Take(ref Versioned<Cohort>? read)
    {
        var taken = read;
        read = null;
        return taken;
    }

    private async Task<IReadOnlyList<Member>> MembersAsync(Cohort cohort, CancellationToken cancel) =>
        [.. (await store.MembersAsync(cohort.Id, cohort.Run, cancel)).Select(m => m.Value)];
}
