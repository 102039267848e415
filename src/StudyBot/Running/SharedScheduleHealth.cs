using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Exports;
using StudyBot.Host.Running.Cluster;
using StudyBot.Ports;

namespace StudyBot.Host.Running;

/// <summary>Where instances share the ticks: whether rounds come to their end in any of them. One that gets no tick because others take them all is well.
/// Without the database they go on, each by itself and less often: that only degrades.</summary>
internal sealed class SharedScheduleHealth(IStudyStore store, RoundRunner runner, Database database, TimeProvider clock) : IHealthCheck
{
    private static readonly Duration Late = Duration.FromMinutes(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (runner.Fault is { } fault) return HealthCheckResult.Unhealthy($"The last round failed: {fault}");
            if (await store.LastBeatAsync(cancellationToken) is not { } last) return HealthCheckResult.Unhealthy("No round has come to its end yet.");
            var when = $"The last round of any instance was at {ExportWords.Of(last)}.";
            if (clock.Now() - last > Late) return HealthCheckResult.Unhealthy(when);
            if (last - clock.Now() > Standby.Ahead) return HealthCheckResult.Degraded($"{when} This machine's clock is not there yet: it was set back, or another's is ahead.");
            return await database.AskAsync(Patience, cancellationToken) is { } why
                ? HealthCheckResult.Degraded($"{when} Ticks are not shared just now, and come a little later: the database {database} is away: {why}")
                : HealthCheckResult.Healthy(when);
        }
        catch (TableUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
    }
}
