using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Exports;
using StudyBot.Host.Settings;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Host.Running;

/// <summary>Whether something due still waits, of the chats that are set up here. That is no reason to send messages elsewhere, so it only degrades: the log says what a platform answered.</summary>
internal sealed class DeliveryHealth(IStudyStore store, StudyBotSettings settings, TimeProvider clock) : IHealthCheck
{
    private static readonly Duration Late = Duration.FromMinutes(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var waiting = new List<DueHint>();
            for (var shard = 0; shard < settings.Scheduling.Shards; shard++) waiting.AddRange(await store.DueAsync(shard, clock.Now() - Late, cancellationToken));
            waiting.RemoveAll(hint => !Platforms.Has(settings, hint.Cohort.Platform));
            return waiting.Count == 0
                ? HealthCheckResult.Healthy("Nothing is late.")
                : HealthCheckResult.Degraded($"{Many.Of(waiting.Select(hint => hint.Cohort).Distinct().Count(), "cohort")} waited longer than 10 minutes for what is due, since {ExportWords.Of(waiting.Min(hint => hint.At))} at the longest.");
        }
        catch (TableUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
    }
}
