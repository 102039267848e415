using StudyBot.Host.Settings;
using StudyBot.Local;
using StudyBot.Slack;
using StudyBot.Teams;

namespace StudyBot.Host.Running;

/// <summary>The way of a request through the host.</summary>
internal static class Pipeline
{
    public static void Use(WebApplication app, StudyBotSettings settings)
    {
        if (settings.Proxy.Trusted.Count > 0) app.UseForwardedHeaders();
        app.UseRateLimiter();
        Health.Map(app);
        if (Platforms.HasLocal(settings)) LocalEndpoints.Map(app);
        if (Platforms.HasTeams(settings)) TeamsEndpoint.Map(app);
        if (!Platforms.HasSlack(settings)) return;
        SlackEndpoints.Map(app);
        InstallEndpoints.Map(app);
    }
}
