using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>Takes one delivery from its claim to its record: claimed by a conditional insert, marked as sending before the call, completed after it.</summary>
internal sealed partial class Delivering(IStudyStore store, PosterOptions options, TimeProvider clock, ILogger log)
{
    /// <summary>What to deliver.</summary>
    /// <param name="Card">Made when it is certain that it is ours to send.</param>
    /// <param name="Complete">The rows that follow from it, read afresh each time it is called; written together with the delivery.</param>
    public sealed record Job(
        CohortId Cohort,
        DeliveryId Id,
        LocalDate Date,
        Instant Slot,
        PersonId? To,
        Func<Task<Card>> Card,
        Func<Sending.Sent, Task<IReadOnlyList<Change>>> Complete)
    {
        /// <summary>Leave no row behind: for reminders, which would pile up.</summary>
        public bool Forgettable { get; init; }
    }

    public async Task<Outcome> DeliverAsync(Lane lane, Job job, CancellationToken cancel)
    {
        using var activity = Telemetry.Deliver(job.Id, job.Cohort);
        using var scope = Scopes.Of(log, job.Id);
        var stored = await store.FindDeliveryAsync(job.Cohort, job.Id, cancel);
        var claim = Claims.On(stored?.Value, options.Owner, clock.Now());
        if (claim is Claim.Settled) return Outcome.Done;
        if (claim is Claim.Wait) return Outcome.Later;

        if (claim is Claim.LookFirst && await LookAsync(lane, job, stored!, cancel) is { } known) return known;

        await lane.PaceAsync(job.To is null ? job.Cohort.Channel : job.To.User, cancel);
        if (await WriteAsync(job, DeliveryState.Claimed, stored, cancel) is not { } claimed) return Outcome.Later;
        var card = await job.Card();
        if (await WriteAsync(job, DeliveryState.Sending, claimed, cancel) is not { } sending) return Outcome.Later;

        var outcome = await lane.Platform.PostAsync(new Post(job.Cohort, job.Id, card, job.To), cancel);
        Telemetry.Count(outcome, job.Id.Kind, clock.Now() - job.Slot);
        return outcome switch
        {
            Sending.Sent sent => await CompleteAsync(lane, job, sending, sent, cancel),
            Sending.NotSent not => await LaterAsync(lane, job, sending, not, cancel),
            Sending.Refused refused => await RefusedAsync(job, sending, refused, cancel),
            Sending.Unknown unknown => await UnsureAsync(job, sending, unknown.Reason, cancel),
            _ => throw new NotSupportedException(outcome.ToString()),
        };
    }

    /// <summary>An earlier owner may have sent it: our own post is looked for before anything is sent again.</summary>
    private async Task<Outcome?> LookAsync(Lane lane, Job job, Versioned<Delivery> stored, CancellationToken cancel)
    {
        switch (await lane.Platform.FindAsync(new Sought(job.Cohort, job.Id, job.To, stored.Value.Slot), cancel))
        {
            case Found.Here here:
                Log.Found(log, job.Id.Kind, job.Id.Subject);
                return await CompleteAsync(lane, job, stored, new Sending.Sent(here.MessageId, here.At), cancel);
            case Found.NotNow not:
                Log.Unsure(log, job.Id.Kind, job.Id.Subject, not.Reason);
                return Outcome.Later;
            case Found.CannotTell when options.WhenUnsure is WhenUnsure.Hold:
                return await CompleteAsync(lane, job, stored, new Sending.Sent(stored.Value.MessageId ?? "", clock.Now()), cancel);
            default:
                return null;
        }
    }

    /// <summary>Writes the delivery under our name; null where somebody was faster. A conflict that is our own lost reply is read back as ours.</summary>
    private async Task<Versioned<Delivery>?> WriteAsync(Job job, DeliveryState state, Versioned<Delivery>? before, CancellationToken cancel)
    {
        var now = clock.Now();
        var attempts = (before?.Value.Attempts ?? 0) + (state is DeliveryState.Claimed ? 1 : 0);
        var delivery = new Delivery(job.Id, job.Date, job.Slot, state, options.Owner, now + Claims.Lease, attempts, Reason: before?.Value.Reason, Person: job.To);
        await store.CommitAsync(job.Cohort, [new Change.PutDelivery(delivery, before?.ETag)], cancel);
        var read = await store.FindDeliveryAsync(job.Cohort, job.Id, cancel);
        return read is { Value: var found } && found.Owner == options.Owner && found.State == state && found.Attempts == attempts ? read : null;
    }

    /// <summary>Records what was sent. Where the delivery is no longer ours (we were paused past our lease) our own post is taken back.</summary>
    private async Task<Outcome> CompleteAsync(Lane lane, Job job, Versioned<Delivery> sending, Sending.Sent sent, CancellationToken cancel)
    {
        var current = sending;
        while (true)
        {
            var done = current.Value with { State = DeliveryState.Sent, MessageId = sent.MessageId, Reason = null, NextTry = null };
            Change record = job.Forgettable && current.ETag is { } etag
                ? new Change.RemoveDelivery(job.Id, etag)
                : new Change.PutDelivery(done, current.ETag);
            if (await store.CommitAsync(job.Cohort, [record, .. await job.Complete(sent)], cancel) is Commit.Done)
            {
                Log.Sent(log, job.Id.Kind, job.Id.Subject, job.Slot);
                return Outcome.Done;
            }

            var found = await store.FindDeliveryAsync(job.Cohort, job.Id, cancel);
            if (found is null) return Outcome.Done;
            if (found.Value.MessageId == sent.MessageId && found.Value.State is DeliveryState.Sent) return Outcome.Done;
            if (found.Value.Owner != current.Value.Owner || found.Value.State is DeliveryState.Sent)
            {
                Log.TakenOver(log, job.Id.Kind, job.Id.Subject);
                await lane.Platform.DeleteAsync(job.Cohort, sent.MessageId, cancel);
                return Outcome.Done;
            }

            current = found;
        }
    }

    /// <summary>Certainly not sent: free for anyone, from the instant the platform named.</summary>
    private async Task<Outcome> LaterAsync(Lane lane, Job job, Versioned<Delivery> sending, Sending.NotSent not, CancellationToken cancel)
    {
        var now = clock.Now();
        var next = Pace.RetryAt(now, not.RetryAfter, sending.Value.Attempts, Jitter(job));
        if (not.RetryAfter is not null) lane.Block(next);
        Log.Later(log, job.Id.Kind, job.Id.Subject, not.Reason, next);
        var waiting = sending.Value with { State = DeliveryState.Claimed, LeaseEnd = now, NextTry = next, Reason = not.Reason };
        await store.CommitAsync(job.Cohort, [new Change.PutDelivery(waiting, sending.ETag)], cancel);
        return Outcome.Later;
    }

    private async Task<Outcome> RefusedAsync(Job job, Versioned<Delivery> sending, Sending.Refused refused, CancellationToken cancel)
    {
        Log.Refused(log, job.Id.Kind, job.Id.Subject, refused.Reason);
        var failed = sending.Value with { State = DeliveryState.Failed, Reason = refused.Reason };
        await store.CommitAsync(job.Cohort, [new Change.PutDelivery(failed, sending.ETag)], cancel);
        return new Outcome(OutcomeKind.Refused, refused.Reason);
    }

    /// <summary>It may have arrived: the row stays marked as sending and is looked up at the next tick.</summary>
    private async Task<Outcome> UnsureAsync(Job job, Versioned<Delivery> sending, string reason, CancellationToken cancel)
    {
        Log.Unsure(log, job.Id.Kind, job.Id.Subject, reason);
        var unsure = sending.Value with { LeaseEnd = clock.Now(), Reason = reason };
        await store.CommitAsync(job.Cohort, [new Change.PutDelivery(unsure, sending.ETag)], cancel);
        return Outcome.Later;
    }

    /// <summary>Spread by the delivery itself rather than by chance, so that a run can be repeated.</summary>
    private static double Jitter(Job job) => (uint)StringComparer.Ordinal.GetHashCode(job.Cohort + job.Id.Subject) / (double)uint.MaxValue;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Delivered {Kind} {Subject} of {Slot}")]
        public static partial void Sent(ILogger log, DeliveryKind kind, string subject, Instant slot);

        [LoggerMessage(LogLevel.Information, "{Kind} {Subject} had been sent before its record was written; it was found and not sent again")]
        public static partial void Found(ILogger log, DeliveryKind kind, string subject);

        [LoggerMessage(LogLevel.Warning, "{Kind} {Subject} was taken over while it was being sent; our own post is removed")]
        public static partial void TakenOver(ILogger log, DeliveryKind kind, string subject);

        [LoggerMessage(LogLevel.Warning, "{Kind} {Subject} was not sent ({Reason}); next try {Next}")]
        public static partial void Later(ILogger log, DeliveryKind kind, string subject, string reason, Instant next);

        [LoggerMessage(LogLevel.Error, "{Kind} {Subject} was refused: {Reason}")]
        public static partial void Refused(ILogger log, DeliveryKind kind, string subject, string reason);

        [LoggerMessage(LogLevel.Warning, "{Kind} {Subject} may or may not have been sent ({Reason}); it is looked for before it is sent again")]
        public static partial void Unsure(ILogger log, DeliveryKind kind, string subject, string reason);
    }
}

/// <summary>What became of a delivery as far as the schedule is concerned.</summary>
internal sealed record Outcome(OutcomeKind Kind, string? Reason = null)
{
    public static Outcome Done { get; } = new(OutcomeKind.Done);

    public static Outcome Later { get; } = new(OutcomeKind.Later);
}

internal enum OutcomeKind
{
    Done,
    Later,
    Refused,
}
