using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>Takes one delivery from its claim to its record: claimed by a conditional insert that marks it as being sent, since the call follows at once, and completed after it.
/// Whoever finds it so later looks for the post before it sends another.</summary>
internal sealed partial class Delivering(IStudyStore store, PosterOptions options, TimeProvider clock, ILogger log)
{
    public Strays Strays { get; } = new(store, clock, log);

    public async Task<Outcome> DeliverAsync(Lane lane, Job job, CancellationToken cancel)
    {
        using var activity = Telemetry.Deliver(job.Id, job.Cohort);
        using var scope = Scopes.Of(log, job.Id);
        var stored = await store.FindDeliveryAsync(job.Cohort, job.Id, cancel);

        // Its row was there when this round began: another instance has said it meanwhile.
        if (stored is null && job.IsPlanned) return Outcome.Before;
        var (looked, doubted) = (false, false);
        switch (Claims.On(stored?.Value, options.Owner, clock.Now()))
        {
            case Claim.Settled:
                return Outcome.Before;
            case Claim.Wait:
                return Outcome.Later;
            case Claim.LookFirst:
                (var known, doubted) = await LookAsync(lane, job, stored!, cancel);
                if (known is not null) return known;
                looked = true;
                break;
        }

        var channel = job.To is null ? job.Cohort.Channel : job.To.User;
        var (let, waited) = await lane.PaceAsync(channel, job.To is not null, cancel);
        if (await job.Card(waited || looked) is not { } card)
        {
            if (looked && !doubted) await FreeAsync(job, stored!, cancel);
            return Outcome.NotDue;
        }

        if (await ClaimAsync(job, stored, cancel) is not { } sending) return Outcome.Later;

        // Another post was answered with it since this one was let through.
        if (lane.Pacing.Break() is { } left) return await LaterAsync(lane, job, sending, new Sending.NotSent("the platform asked for a break", left), doubted, cancel);
        lane.Pacing.Depart(channel, let);
        var outcome = await lane.Platform.PostAsync(new Post(job.Cohort, job.Id, card, job.To), cancel);
        Telemetry.Count(outcome, job.Id.Kind, clock.Now() - job.Slot);
        return outcome switch
        {
            Sending.Sent sent => await CompleteAsync(lane, job, sending, sent, cancel),
            Sending.NotSent not => await LaterAsync(lane, job, sending, not, doubted, cancel),
            Sending.Refused refused => await RefusedAsync(job, sending, refused, cancel),
            Sending.Unknown unknown => await UnknownAsync(lane, job, sending, unknown, cancel),
            _ => throw new NotSupportedException(outcome.ToString()),
        };
    }

    /// <summary>An earlier owner may have sent it: our own post is looked for before anything is sent again. Nothing known: send it; it is not there, or that cannot be told and stays in doubt.</summary>
    private async Task<(Outcome? Known, bool InDoubt)> LookAsync(Lane lane, Job job, Versioned<Delivery> stored, CancellationToken cancel)
    {
        if (Strays.SentOf(job) is { } ours) return (await CompleteAsync(lane, job, stored, ours, cancel, mayBeAnother: stored.Value.Owner != options.Owner), false);
        switch (await lane.Platform.FindAsync(new Sought(job.Cohort, job.Id, job.To, stored.Value.Slot), cancel))
        {
            case Found.Here here:
                Log.Found(log, job.Id.Kind, job.Id.Subject);
                return (await CompleteAsync(lane, job, stored, new Sending.Sent(here.MessageId, here.At), cancel, mayBeAnother: stored.Value.Attempts > 1), false);
            case Found.NotNow not:
                await UnsureAsync(job, stored, not.Reason, not.RetryAfter, cancel);
                return (Outcome.Later, true);
            case Found.CannotTell when options.WhenUnsure is WhenUnsure.Hold:
                return (await CompleteAsync(lane, job, stored, new Sending.Sent("", clock.Now()), cancel), true);
            case var found:
                return (null, found is Found.CannotTell);
        }
    }

    /// <summary>Writes the delivery under our name, as being sent; null where somebody was faster. A conflict that is our own lost reply is read back as ours.</summary>
    private async Task<Versioned<Delivery>?> ClaimAsync(Job job, Versioned<Delivery>? before, CancellationToken cancel)
    {
        var now = clock.Now();
        var attempts = (before?.Value.Attempts ?? 0) + 1;
        var delivery = new Delivery(job.Id, job.Date, job.Slot, DeliveryState.Sending, options.Owner, now + Claims.Lease, attempts, Reason: before?.Value.Reason, Person: job.To);
        var read = await store.WriteAsync(job.Cohort, delivery, before?.ETag, cancel) ?? await store.FindDeliveryAsync(job.Cohort, job.Id, cancel);
        return read is { Value: var found } && found.Owner == options.Owner && found.State is DeliveryState.Sending && found.Attempts == attempts ? read : null;
    }

    /// <summary>Records what was sent. Where the delivery is no longer ours (we were paused past our lease) our own post is taken back.</summary>
    /// <param name="mayBeAnother">Another try may have arrived too: it is looked for once this one is recorded.</param>
    private async Task<Outcome> CompleteAsync(Lane lane, Job job, Versioned<Delivery> sending, Sending.Sent sent, CancellationToken cancel, bool mayBeAnother = false)
    {
        Strays.Add(job, sent, mayBeAnother);
        var current = sending;
        for (var attempt = 1; attempt <= Contention.Tries; attempt++)
        {
            var done = current.Value with { State = DeliveryState.Sent, MessageId = sent.MessageId, Reason = null, NextTry = null };
            var follows = await job.Complete(done, sent);
            Change record = follows is null && current.ETag is { } etag
                ? new Change.RemoveDelivery(job.Id, etag)
                : new Change.PutDelivery(done, current.ETag);
            if (await store.CommitAsync(job.Cohort, [record, .. follows ?? []], cancel) is Commit.Done)
            {
                Log.Sent(log, job.Id.Kind, job.Id.Subject, job.Slot);
                return Recorded(job);
            }

            var found = await store.FindDeliveryAsync(job.Cohort, job.Id, cancel);
            if (found is null ? !job.IsPlanned : found.Value.State is DeliveryState.Sent && found.Value.MessageId == sent.MessageId) return Recorded(job);
            if (found is null || found.Value.Owner != current.Value.Owner || found.Value.State is DeliveryState.Sent)
            {
                await Strays.TakenOverAsync(lane, job, isSaid: found is null, cancel);
                return Strays.SentOf(job) is null ? Outcome.Done : Outcome.Later;
            }

            current = found;
        }

        throw Contention.Lost(job.Cohort);
    }

    private Outcome Recorded(Job job)
    {
        Strays.Forget(job);
        return Outcome.Done;
    }

    /// <summary>Certainly not sent: free for anyone, from the instant the platform named.</summary>
    /// <param name="doubted">An earlier try may have arrived all the same, and people may reply to it.</param>
    private async Task<Outcome> LaterAsync(Lane lane, Job job, Versioned<Delivery> sending, Sending.NotSent not, bool doubted, CancellationToken cancel)
    {
        var now = clock.Now();
        var next = Pace.RetryAt(now, not.RetryAfter, sending.Value.Attempts, Jitter(job));
        if (not.RetryAfter is not null) lane.Pacing.Block(next - now);
        Log.Later(log, job.Id.Kind, job.Id.Subject, not.Reason, next);
        var waiting = sending.Value with { State = doubted ? DeliveryState.Sending : DeliveryState.NotSent, LeaseEnd = now, NextTry = next, Reason = not.Reason };
        await store.CommitAsync(job.Cohort, [new Change.PutDelivery(waiting, sending.ETag)], cancel);
        return Outcome.Later;
    }

    /// <summary>It is not there, and not due any more (it was moved): nobody is to take another post for it until it is.</summary>
    private Task<Commit> FreeAsync(Job job, Versioned<Delivery> stored, CancellationToken cancel) => store.CommitAsync(
        job.Cohort,
        [new Change.PutDelivery(stored.Value with { State = DeliveryState.NotSent, LeaseEnd = clock.Now(), NextTry = null }, stored.ETag)],
        cancel);

    private async Task<Outcome> RefusedAsync(Job job, Versioned<Delivery> sending, Sending.Refused refused, CancellationToken cancel)
    {
        Log.Refused(log, job.Id.Kind, job.Id.Subject, refused.Reason);
        var failed = sending.Value with { State = DeliveryState.Failed, Reason = refused.Reason };
        await store.CommitAsync(job.Cohort, [new Change.PutDelivery(failed, sending.ETag)], cancel);
        return new Outcome(OutcomeKind.Refused, refused.Reason);
    }

    /// <summary>It may have arrived: the row stays marked as sending and is looked up later, less and less often,
    /// since where the platform cannot tell each look is followed by another post.</summary>
    private async Task<bool> UnsureAsync(Job job, Versioned<Delivery> sending, string reason, Duration? asked, CancellationToken cancel)
    {
        Log.Unsure(log, job.Id.Kind, job.Id.Subject, reason);
        var now = clock.Now();
        var unsure = sending.Value with { LeaseEnd = now, NextTry = Pace.RetryAt(now, asked, Math.Max(1, sending.Value.Attempts), Jitter(job)), Reason = reason };
        return await store.CommitAsync(job.Cohort, [new Change.PutDelivery(unsure, sending.ETag)], cancel) is Commit.Done;
    }

    /// <summary>Where it is no longer ours to look (we were paused past our lease, which ended the call too) somebody else has posted, or is about to.</summary>
    private async Task<Outcome> UnknownAsync(Lane lane, Job job, Versioned<Delivery> sending, Sending.Unknown unknown, CancellationToken cancel)
    {
        Strays.Add(job, null);
        if (await UnsureAsync(job, sending, unknown.Reason, null, cancel)) Strays.Forget(job);
        else await Strays.TakenOverAsync(lane, job, isSaid: false, cancel);
        return Outcome.Later;
    }

    /// <summary>0 to 1: spread by the delivery itself rather than by chance, so that a run can be repeated.</summary>
    private static double Jitter(Job job)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{job.Cohort} {job.Id.Subject}"));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Delivered {Kind} {Subject} of {Slot}")]
        public static partial void Sent(ILogger log, DeliveryKind kind, string subject, Instant slot);

        [LoggerMessage(LogLevel.Information, "{Kind} {Subject} had been sent before its record was written; it was found and not sent again")]
        public static partial void Found(ILogger log, DeliveryKind kind, string subject);

        [LoggerMessage(LogLevel.Warning, "{Kind} {Subject} was not sent ({Reason}); next try {Next}")]
        public static partial void Later(ILogger log, DeliveryKind kind, string subject, string reason, Instant next);

        [LoggerMessage(LogLevel.Error, "{Kind} {Subject} was refused: {Reason}")]
        public static partial void Refused(ILogger log, DeliveryKind kind, string subject, string reason);

        [LoggerMessage(LogLevel.Warning, "{Kind} {Subject} may or may not have been sent ({Reason}); it is looked for before it is sent again")]
        public static partial void Unsure(ILogger log, DeliveryKind kind, string subject, string reason);
    }
}
