using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Host.Settings;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Host.Running;

/// <summary>The sweep, each night and after a start: processed events whose time is over go, missing hints are written anew, and cohorts that finished long enough ago are removed.
/// What it took of the machine's memory to read all that, it gives back.</summary>
internal sealed partial class Sweeping(StudyStore store, StudyBotSettings settings, TimeProvider clock, ILogger<Sweeping> log)
{
    /// <summary>Bytes; what less leaves behind is soon used for something else.</summary>
    private const long Much = 16 * 1024 * 1024;

    public async Task SweepAsync(CancellationToken cancel)
    {
        var before = GC.GetTotalAllocatedBytes();
        await SweepAndRemoveAsync(cancel);
        // Nothing reads as much before the next night, and the runtime by itself would keep the room till then.
        if (GC.GetTotalAllocatedBytes() - before > Much) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private async Task SweepAndRemoveAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        try
        {
            await store.SweepAsync(now, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.NotSwept(log, fault);
        }

        // What was promised to be gone waits for nothing else.
        if (settings.Retention.FinishedCohortDays == 0) return;
        await foreach (var cohort in store.CohortsAsync(cancel))
            if (IsOver(cohort.Value, Duration.FromDays(settings.Retention.FinishedCohortDays), now)) await RemoveAsync(cohort, cancel);
    }

    private async Task RemoveAsync(Versioned<Cohort> over, CancellationToken cancel)
    {
        try
        {
            if (await store.RemoveAsync(over, cancel)) Log.Removed(log, over.Value.Id, settings.Retention.FinishedCohortDays);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.NotRemoved(log, over.Value.Id, fault);
        }
    }

    /// <summary>Whether the last lesson's grace ended so long ago.</summary>
    private static bool IsOver(Cohort cohort, Duration kept, Instant now) => cohort.IsFinished && cohort.Posted is [.., var last] && now - last.GraceEnd >= kept;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Cohort} finished {Days} days ago or longer and was removed, as Retention:FinishedCohortDays says")]
        public static partial void Removed(ILogger log, CohortId cohort, int days);

        [LoggerMessage(LogLevel.Error, "{Cohort} could not be removed; the next sweep makes up for it")]
        public static partial void NotRemoved(ILogger log, CohortId cohort, Exception fault);

        [LoggerMessage(LogLevel.Error, "The sweep came to no end; the next one makes up for it")]
        public static partial void NotSwept(ILogger log, Exception fault);
    }
}
