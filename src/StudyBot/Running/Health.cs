using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Host.Settings;
using StudyBot.Ports;

namespace StudyBot.Host.Running;

/// <summary><c>/health/live</c>: the process answers; restart it where it does not. <c>/health/ready</c>: it can take messages and posts what is due.</summary>
internal static class Health
{
    private const string Ready = "ready";

    public static void Add(IServiceCollection services, StudyBotSettings settings)
    {
        var checks = services.AddHealthChecks()
            .AddCheck<StoreHealth>("store", tags: [Ready])
            .AddCheck<ScheduleHealth>("schedule", tags: [Ready]);
        if (Platforms.HasLocal(settings)) checks.AddCheck("local", () => HealthCheckResult.Healthy("The built-in chat is on."), [Ready]);
    }

    public static void Map(WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = WriteAsync });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var checks = report.Entries.ToDictionary(e => e.Key, e => new { status = e.Value.Status.ToString(), says = e.Value.Description });
        return context.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), checks }, JsonSerializerOptions.Web);
    }
}

/// <summary>One point read.</summary>
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

/// <summary>Whether rounds come to their end: one each minute.</summary>
internal sealed class ScheduleHealth(Rounds rounds, TimeProvider clock) : IHealthCheck
{
    private static readonly Duration Late = Duration.FromMinutes(3);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(rounds.Last switch
    {
        null => HealthCheckResult.Unhealthy("No round has come to its end yet."),
        { } last when clock.Now() - last > Late => HealthCheckResult.Unhealthy($"The last round was at {last}."),
        var last => HealthCheckResult.Healthy($"The last round was at {last}."),
    });
}
