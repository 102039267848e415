using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudyBot.Ports;

namespace StudyBot.Host.Running;

/// <summary>One point read. That it can be written too, each round proves.</summary>
internal sealed class StoreHealth(IStudyStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.LastBeatAsync(cancellationToken);
            return HealthCheckResult.Healthy("The store answers.");
        }
        catch (TableUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
    }
}
