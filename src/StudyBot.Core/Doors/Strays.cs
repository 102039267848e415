using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>Posts of ours that somebody else made too, since we were paused past our lease: ours go. One whose answer never came may still arrive, and one may not
/// be removed at the first try; so each is looked after for some minutes.</summary>
internal sealed partial class Strays(IStudyStore store, ILogger log)
{
    /// <summary>How often one is looked for in vain, a tick apart: what a process sent before it stood still arrives at once, or never.</summary>
    private const int Looks = 3;

    private readonly ConcurrentDictionary<(CohortId Cohort, DeliveryId Id), Stray> _all = new();

    /// <summary>The cohorts that have some.</summary>
    public IReadOnlyList<CohortId> Cohorts => _all.IsEmpty ? [] : [.. _all.Keys.Select(key => key.Cohort).Distinct()];

    /// <param name="messageId">Null where it is not known whether it arrived.</param>
    public void Add(CohortId cohort, DeliveryId id, PersonId? to, Instant slot, string? messageId) => _all[(cohort, id)] = new(to, slot, messageId, Looks);

    /// <summary>Removes those of a cohort that are there.</summary>
    public async Task RemoveAsync(Lane lane, CohortId cohort, CancellationToken cancel)
    {
        foreach (var (key, stray) in _all.Where(pair => pair.Key.Cohort == cohort))
            if (await RemoveAsync(lane, key.Cohort, key.Id, stray, cancel)) _all.TryRemove(key, out _);
    }

    /// <returns>Whether there is nothing more to do about it.</returns>
    private async Task<bool> RemoveAsync(Lane lane, CohortId cohort, DeliveryId id, Stray stray, CancellationToken cancel)
    {
        if (stray.MessageId is { } ours) return await DeleteAsync(lane, cohort, id, ours, cancel);
        // Until the other one is recorded it cannot be told which of them goes.
        if (await store.FindDeliveryAsync(cohort, id, cancel) is not { } found) return true;
        if (found.Value is { State: DeliveryState.Sent, MessageId: { Length: > 0 } theirs })
        {
            switch (await lane.Platform.FindAsync(new Sought(cohort, id, stray.To, stray.Slot, theirs), cancel))
            {
                case Found.Here here when here.MessageId != theirs:
                    return await DeleteAsync(lane, cohort, id, here.MessageId, cancel);
                case Found.CannotTell:
                    return true;
                case Found.NotNow:
                    return false;
            }
        }

        if (stray.Left == 1) return true;
        _all[(cohort, id)] = stray with { Left = stray.Left - 1 };
        return false;
    }

    private async Task<bool> DeleteAsync(Lane lane, CohortId cohort, DeliveryId id, string messageId, CancellationToken cancel)
    {
        if (await lane.Platform.DeleteAsync(cohort, messageId, cancel))
        {
            Log.Removed(log, id.Kind, id.Subject);
            return true;
        }

        Log.NotRemoved(log, id.Kind, id.Subject, messageId);
        return false;
    }

    private sealed record Stray(PersonId? To, Instant Slot, string? MessageId, int Left);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Kind} {Subject} had been posted by somebody else too; our own post was removed")]
        public static partial void Removed(ILogger log, DeliveryKind kind, string subject);

        [LoggerMessage(LogLevel.Warning, "The post {MessageId} of {Kind} {Subject}, which is there twice, could not be removed; the next tick tries again")]
        public static partial void NotRemoved(ILogger log, DeliveryKind kind, string subject, string messageId);
    }
}
