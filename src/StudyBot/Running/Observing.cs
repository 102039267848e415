using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using StudyBot.Doors;

namespace StudyBot.Host.Running;

/// <summary>Traces and metrics over OTLP, where a collector is named by <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; otherwise nothing is gathered.</summary>
internal static class Observing
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static bool IsOn(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[Endpoint]);

    public static void Add(WebApplicationBuilder builder)
    {
        if (IsOn(builder.Configuration)) Gather(builder);
    }

    /// <summary>Apart, so that a bot that gathers nothing does not even load what gathers.</summary>
    private static void Gather(WebApplicationBuilder builder) =>
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("StudyBot"))
            .WithTracing(traces => traces.AddSource(Telemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation())
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation())
            .UseOtlpExporter();
}
