using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudyBot.Host.Settings;
using StudyBot.Slack;
using StudyBot.Teams;

namespace StudyBot.Host.Running;

/// <summary><c>/health/live</c>: the process answers; restart it where it does not. <c>/health/ready</c>: it can take messages and posts what is due.
/// Both name no cohort and no person.</summary>
internal static class Health
{
    private const string Ready = "ready";

    public static void Add(IServiceCollection services, StudyBotSettings settings)
    {
        var checks = services.AddHealthChecks()
            .AddCheck<StoreHealth>("store", tags: [Ready])
            .AddCheck<DeliveryHealth>("deliveries", tags: [Ready]);
        if (settings.Quartz.Provider is QuartzProvider.Postgres) checks.AddCheck<SharedScheduleHealth>("schedule", tags: [Ready]);
        else checks.AddCheck<ScheduleHealth>("schedule", tags: [Ready]);
        // Whoever sends messages elsewhere while this is not ready would keep the other chat's away too, and nobody reads those back.
        var mute = Platforms.HasSeveral(settings) ? HealthStatus.Degraded : HealthStatus.Unhealthy;
        if (Platforms.HasSlack(settings)) checks.AddCheck<SlackHealth>("slack", mute, [Ready]);
        if (Platforms.HasTeams(settings)) checks.AddCheck<TeamsHealth>("teams", mute, [Ready]);
        if (Platforms.HasLocal(settings)) checks.AddCheck("local", () => HealthCheckResult.Healthy("The built-in chat is on."), [Ready]);
    }

    public static void Map(WebApplication app)
    {
        app.MapHealthChecks("/health/live", Options(_ => false));
        app.MapHealthChecks("/health/ready", Options(check => check.Tags.Contains(Ready)));
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> which) => new() { Predicate = which, ResponseWriter = WriteAsync };

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var checks = report.Entries.ToDictionary(e => e.Key, e => new { status = e.Value.Status.ToString(), says = e.Value.Description });
        return context.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), checks }, JsonSerializerOptions.Web);
    }
}
