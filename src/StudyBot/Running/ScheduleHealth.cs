using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Exports;

namespace StudyBot.Host.Running;

/// <summary>Whether rounds come to their end: one each minute, and they begin by writing to the store.</summary>
internal sealed class ScheduleHealth(Rounds rounds, RoundRunner runner, TimeProvider clock) : IHealthCheck
{
    private static readonly Duration Late = Duration.FromMinutes(3);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult((runner.Fault, rounds.Last) switch
    {
        ({ } fault, _) => HealthCheckResult.Unhealthy($"The last round failed: {fault}"),
        (_, null) => HealthCheckResult.Unhealthy("No round has come to its end yet."),
        (_, { } last) when clock.Now() - last > Late || rounds.SinceLast > Late => HealthCheckResult.Unhealthy($"The last round was at {ExportWords.Of(last)}."),
        var (_, last) => HealthCheckResult.Healthy($"The last round was at {ExportWords.Of(last)}."),
    });
}
