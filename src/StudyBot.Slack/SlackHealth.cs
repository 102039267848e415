using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace StudyBot.Slack;

/// <summary>Whether Slack can be spoken to: the token is good, and where events come over Socket Mode, a connection is up.
/// How bad it is where it cannot, the host says.</summary>
public sealed class SlackHealth(SlackOptions options, Workspaces workspaces, SocketMode sockets) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (options.BotToken.Length > 0 && (await workspaces.OwnAsync(cancellationToken)).Failure is { } failure)
            return Mute($"Slack does not take the bot token: {failure.Error}.");
        if (!options.HasSockets) return HealthCheckResult.Healthy("Slack is on, over HTTP.");
        return sockets switch
        {
            { GivenUp: { } reason } => Mute($"Slack gives no connection: {reason}."),
            { Open: 0 } => Mute("No connection to Slack is up; the next is being tried."),
            { Open: var open } => HealthCheckResult.Healthy($"Slack is on, over {open} of {options.Sockets} connections."),
        };

        HealthCheckResult Mute(string why) => new(context.Registration.FailureStatus, why);
    }
}
