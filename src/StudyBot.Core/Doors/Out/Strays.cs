using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>What this process has posted, or may have, and the store does not tell of: it did not answer, or it tells of somebody else's post, made while we were paused past our lease.
/// Each tick asks again. Ours stays where it is the one that is recorded, and goes where another is.</summary>
internal sealed partial class Strays(IStudyStore store, TimeProvider clock, ILogger log)
{
    /// <summary>How often one that may never have arrived is looked for in vain, a tick apart: what a process sent before it stood still arrives at once, or never.</summary>
    private const int Looks = 3;

    /// <summary>After this nobody says any more what became of a delivery (its cohort stopped, or went on without it), and what could not be removed until then never will be.</summary>
    private static readonly Duration Patience = Duration.FromDays(7);

    private readonly ConcurrentDictionary<(CohortId Cohort, DeliveryId Id), Stray> _all = new();

    /// <summary>The cohorts that have some.</summary>
    public IReadOnlyList<CohortId> Cohorts => _all.IsEmpty ? [] : [.. _all.Keys.Select(key => key.Cohort).Distinct().OrderBy(cohort => $"{cohort}", StringComparer.Ordinal)];

    /// <summary>To be called before the store is told: it may not answer.</summary>
    /// <param name="sent">Null where the platform did not say whether it took it.</param>
    /// <param name="mayBeAnother">Another try before it may have arrived too.</param>
    public void Add(Job job, Sending.Sent? sent, bool mayBeAnother = false)
    {
        mayBeAnother |= _all.GetValueOrDefault((job.Cohort, job.Id)) is { Sent: null } or { MayBeAnother: true };
        _all[(job.Cohort, job.Id)] = new(job.To, job.Slot, job.IsPlanned, sent, clock.Now(), Looks, HasDouble: false, mayBeAnother);
    }

    /// <summary>What the platform took and the store was not told: known here also where the platform cannot tell.</summary>
    public Sending.Sent? SentOf(Job job) => _all.GetValueOrDefault((job.Cohort, job.Id))?.Sent;

    /// <summary>The store tells of it.</summary>
    public void Forget(Job job) => Forget((job.Cohort, job.Id));

    /// <summary>It is somebody else's now.</summary>
    /// <param name="isSaid">They have said it, and its row is gone.</param>
    public async Task TakenOverAsync(Lane lane, Job job, bool isSaid, CancellationToken cancel)
    {
        Log.TakenOver(log, job.Id.Kind, job.Id.Subject);
        if (isSaid && _all.TryGetValue((job.Cohort, job.Id), out var stray)) _all[(job.Cohort, job.Id)] = stray with { HasDouble = true };
        await SettleAsync(lane, job.Cohort, cancel);
    }

    /// <summary>Asks what has become of those of a cohort.</summary>
    public async Task SettleAsync(Lane lane, CohortId cohort, CancellationToken cancel)
    {
        if (_all.IsEmpty) return;
        foreach (var (key, stray) in _all.Where(pair => pair.Key.Cohort == cohort).OrderBy(pair => pair.Key.Id.Kind).ThenBy(pair => pair.Key.Id.Subject, StringComparer.Ordinal))
            if (clock.Now() - stray.Since > Patience || await IsSettledAsync(lane, cohort, key.Id, stray, cancel)) Forget(key);
    }

    /// <summary>One that may be there besides is looked for beside what is recorded now.</summary>
    private void Forget((CohortId Cohort, DeliveryId Id) key)
    {
        if (_all.TryRemove(key, out var stray) && stray.MayBeAnother) _all[key] = stray with { Sent = null, Left = Looks, MayBeAnother = false };
    }

    private async Task<bool> IsSettledAsync(Lane lane, CohortId cohort, DeliveryId id, Stray stray, CancellationToken cancel)
    {
        var found = await store.FindDeliveryAsync(cohort, id, cancel);
        return found?.Value switch
        {
            null => !stray.IsPlanned || await IsSaidOnceAsync(lane, cohort, id, stray, cancel),
            { State: DeliveryState.Sent, MessageId: { Length: > 0 } recorded } when stray.Sent is not null =>
                recorded == stray.Sent.MessageId || await RemoveAsync(lane, cohort, id, stray.Sent, cancel),
            { State: DeliveryState.Sent, MessageId: { Length: > 0 } recorded } => await IsFoundAsync(lane, cohort, id, stray, recorded, cancel),
            { State: DeliveryState.Sent or DeliveryState.Failed } => true,
            { State: DeliveryState.NotSent } => await HaveLookedForAsync(cohort, found, stray, cancel),

            // Until one is recorded it cannot be told which of them goes.
            _ => false,
        };
    }

    /// <summary>Whoever has it waits, and has certainly not sent it: whose turn it is next looks for ours first, and records it. Meanwhile it counts as being sent, so that replies under it are its own.</summary>
    private async Task<bool> HaveLookedForAsync(CohortId cohort, Versioned<Delivery> waiting, Stray stray, CancellationToken cancel)
    {
        var doubted = waiting.Value with { State = DeliveryState.Sending, LeaseEnd = clock.Now(), NextTry = null };
        return await store.CommitAsync(cohort, [new Change.PutDelivery(doubted, waiting.ETag)], cancel) is Commit.Done && stray.Sent is null;
    }

    /// <summary>Looks for one that may have arrived beside the one that is recorded.</summary>
    private async Task<bool> IsFoundAsync(Lane lane, CohortId cohort, DeliveryId id, Stray stray, string recorded, CancellationToken cancel) =>
        await lane.Platform.FindAsync(new Sought(cohort, id, stray.To, stray.Slot, recorded), cancel) switch
        {
            Found.Here here when here.MessageId != recorded => await RemoveAsync(lane, cohort, id, new(here.MessageId, here.At), cancel),
            Found.CannotTell => true,
            Found.NotNow => false,
            _ => IsLookedForEnough(cohort, id, stray),
        };

    /// <summary>Whoever says a reminder removes its row, which then names no post: it may have been said with ours. Where there are two, ours goes, or either where ours is not known.</summary>
    private async Task<bool> IsSaidOnceAsync(Lane lane, CohortId cohort, DeliveryId id, Stray stray, CancellationToken cancel)
    {
        var sought = new Sought(cohort, id, stray.To, stray.Slot, stray.Sent?.MessageId ?? stray.One);
        var found = await lane.Platform.FindAsync(sought, cancel);
        if (sought.Besides is null && found is Found.Here one)
        {
            // The platform may tell too little at a time for two looks in a row: the next one goes on from here.
            _all[(cohort, id)] = stray = stray with { One = one.MessageId };
            sought = sought with { Besides = one.MessageId };
            found = await lane.Platform.FindAsync(sought, cancel);
        }

        return found switch
        {
            Found.Here other when other.MessageId != sought.Besides => await RemoveAsync(lane, cohort, id, stray.Sent ?? new(other.MessageId, other.At), cancel),
            Found.CannotTell => !stray.HasDouble || await RemoveAsync(lane, cohort, id, stray.Sent, cancel),
            Found.NotNow => false,
            _ => stray.Sent is not null || IsLookedForEnough(cohort, id, stray),
        };
    }

    private bool IsLookedForEnough(CohortId cohort, DeliveryId id, Stray stray)
    {
        if (stray.Left == 1) return true;
        _all[(cohort, id)] = stray with { Left = stray.Left - 1 };
        return false;
    }

    private async Task<bool> RemoveAsync(Lane lane, CohortId cohort, DeliveryId id, Sending.Sent? sent, CancellationToken cancel)
    {
        if (sent is not { MessageId: { Length: > 0 } messageId }) return true;
        if (await lane.Platform.DeleteAsync(cohort, messageId, cancel))
        {
            Log.Removed(log, id.Kind, id.Subject);
            return true;
        }

        Log.NotRemoved(log, id.Kind, id.Subject, messageId);
        return false;
    }

    /// <param name="Sent">Null where it is not known whether it arrived.</param>
    /// <param name="IsPlanned">It had a row before it was claimed, which goes when it is said.</param>
    /// <param name="Left">Looks that are left, where it is not known.</param>
    /// <param name="HasDouble">Somebody else is known to have said it and removed its row.</param>
    /// <param name="One">A post of it that was found, where ours is not known: another one is looked for beside it.</param>
    /// <param name="MayBeAnother">A try before this one was not answered, and its post may be there too.</param>
    private sealed record Stray(PersonId? To, Instant Slot, bool IsPlanned, Sending.Sent? Sent, Instant Since, int Left, bool HasDouble, bool MayBeAnother, string? One = null);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Kind} {Subject} was taken over while it was being sent; where it is there twice, our own post goes")]
        public static partial void TakenOver(ILogger log, DeliveryKind kind, string subject);

        [LoggerMessage(LogLevel.Warning, "{Kind} {Subject} had been posted by somebody else too; our own post was removed")]
        public static partial void Removed(ILogger log, DeliveryKind kind, string subject);

        [LoggerMessage(LogLevel.Warning, "The post {MessageId} of {Kind} {Subject}, which is there twice, could not be removed; the next tick tries again")]
        public static partial void NotRemoved(ILogger log, DeliveryKind kind, string subject, string messageId);
    }
}
