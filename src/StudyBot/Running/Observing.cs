using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using StudyBot.Doors;

namespace StudyBot.Host.Running;

/// <summary>Traces and metrics over OTLP, where a collector is named by <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; otherwise nothing is gathered. The log stays on the output.</summary>
internal static partial class Observing
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
            .WithTracing(traces => traces
                .AddSource(Telemetry.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation(calls => calls.EnrichWithHttpRequestMessage = NameNobody)
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter(Telemetry.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddOtlpExporter());

    /// <summary>An address may name a person: a row's key in Azure Tables, a member or a private conversation in Teams. It is told up to there.</summary>
    private static void NameNobody(Activity span, HttpRequestMessage call)
    {
        if (call.RequestUri is { } address) span.SetTag("url.full", address.GetLeftPart(UriPartial.Authority) + Route().Match(address.AbsolutePath).Value);
    }

    /// <summary>Words of an interface, such as <c>/api/chat.postMessage</c> or <c>/v3/conversations</c>.</summary>
    [GeneratedRegex(@"\A(/[a-z][A-Za-z0-9.]{0,31}(?=[/(]|\z))*")]
    private static partial Regex Route();
}
