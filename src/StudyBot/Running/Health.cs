using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Exports;
using StudyBot.Host.Running.Cluster;
using StudyBot.Host.Settings;
using StudyBot.Ports;
using StudyBot.Slack;
using StudyBot.Teams;
using StudyBot.Wording;

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

/// <summary>Whether rounds come to their end: one each minute, and they begin by writing to the store.</summary>
internal sealed class ScheduleHealth(Rounds rounds, Rounding rounding, TimeProvider clock) : IHealthCheck
{
    private static readonly Duration Late = Duration.FromMinutes(3);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult((rounding.Fault, rounds.Last) switch
    {
        ({ } fault, _) => HealthCheckResult.Unhealthy($"The last round failed: {fault}"),
        (_, null) => HealthCheckResult.Unhealthy("No round has come to its end yet."),
        (_, { } last) when clock.Now() - last > Late || rounds.SinceLast > Late => HealthCheckResult.Unhealthy($"The last round was at {ExportWords.Of(last)}."),
        var (_, last) => HealthCheckResult.Healthy($"The last round was at {ExportWords.Of(last)}."),
    });
}

/// <summary>Where instances share the ticks: whether rounds come to their end in any of them. One that gets no tick because others take them all is well.
/// Without the database they go on, each by itself and less often: that only degrades.</summary>
internal sealed class SharedScheduleHealth(IStudyStore store, Rounding rounding, Database database, TimeProvider clock) : IHealthCheck
{
    private static readonly Duration Late = Duration.FromMinutes(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (rounding.Fault is { } fault) return HealthCheckResult.Unhealthy($"The last round failed: {fault}");
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
