using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace StudyBot.Teams;

/// <summary>Whether Teams can be answered: Microsoft gives the bot a token. It is kept between checks. How bad it is where it does not, the host says.</summary>
public sealed class TeamsHealth(TeamsOptions options, Entra entra) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (options.Anonymous) return HealthCheckResult.Healthy("Teams is open to the Agents Playground, without tokens.");
        return (await entra.BotTokenAsync(anew: false, cancellationToken)).Failure is { } failure
            ? new(context.Registration.FailureStatus, $"Microsoft gives the bot no token: {failure.Error}.")
            : HealthCheckResult.Healthy("Teams is on.");
    }
}
