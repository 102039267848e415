using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using OpenTelemetry.Metrics;
using StudyBot.Agendas;
using StudyBot.Doors;
using StudyBot.Host.Running;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.House;

namespace StudyBot.Tests.Hosting;

/// <summary>What an operator sees from outside: logs that say what they are about, and traces and metrics where somebody collects them.</summary>
public partial class ObservingTests
{
    [Fact]
    public async Task A_delivery_is_logged_with_its_cohort_and_itself_as_scope()
    {
        using var log = new Log();
        await using var served = new Served();
        await served.StartAsync(services => services.AddSingleton<ILoggerProvider>(log));
        await served.LessonAsync();
        await served.StopAsync();

        var line = Assert.Single(log.Lines, line => line.Words.StartsWith("Delivered Lesson"));
        Assert.Contains("local/local/study", line.Scopes);
        Assert.Contains("Lesson 0001", line.Scopes);
    }

    [Fact]
    public async Task Traces_and_metrics_go_to_the_collector_that_is_named()
    {
        var sent = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            sent.AddOrUpdate(context.Request.Path, _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync();

        await using var served = new Served();
        await served.StartAsync(null, $"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Urls.Single()}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
        await served.LessonAsync();
        await served.Http.PostAsJsonAsync("/local/messages", new { from = "ana", text = "done" });
        using (var http = new HttpClient())
            await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("http://127.0.0.1:1/table(PartitionKey='cohort%7CC1',RowKey='member%7C0001%7CZebulon')?who=Zebulon")));
        await served.StopAsync();

        foreach (var metric in new[] { "studybot.deliveries", "studybot.delivery.lateness", "studybot.checkins" }) Assert.Contains(metric, sent["/v1/metrics"]);
        foreach (var span in new[] { "deliver", "studybot.cohort", "handle", "store get", "store write" }) Assert.Contains(span, sent["/v1/traces"]);
        Assert.Contains("StudyBot", sent["/v1/metrics"]);
        Assert.Contains("http://127.0.0.1:1/table", sent["/v1/traces"]);
        Assert.DoesNotContain("Zebulon", sent["/v1/traces"]);
        Assert.DoesNotContain("/v1/logs", sent.Keys);
    }

    [Fact]
    public void A_nudge_s_span_tells_its_lesson_and_not_whom_it_reaches()
    {
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == Telemetry.Name, Sample = (ref _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(listener);

        using var span = Telemetry.Deliver(Deliveries.Nudge(1, 7, new("slack", "T1", "U9")), new("slack", "T1", "C1"));

        Assert.Equal(["Nudge", "0007", "slack/T1/C1"], span!.TagObjects.Select(tag => tag.Value));
    }

    /// <summary>From the event over its record to what is said after the acknowledgement, which another task says.</summary>
    [Fact]
    public async Task An_answer_and_the_store_stand_in_the_trace_of_what_was_heard()
    {
        using var heard = new Activity("heard").SetIdFormat(ActivityIdFormat.W3C).Start();
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == heard.TraceId ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var stop = new CancellationTokenSource();
        var said = new TaskCompletionSource();
        var afterwards = new Afterwards(NullLogger<Afterwards>.Instance);
        var store = new StudyStore(new TracedTable(new MemoryTable()));
        var bot = new Bot(store, new Library(store), new Refreshes(), NullLogger<Bot>.Instance);

        await bot.HandleAsync(new("k", new("slack", "T1", "C1"), new(new("slack", "T1", "U1"), "Ana"), Instant.FromUtc(2026, 3, 2, 9, 0), new Did.Said("m1", "help", Mentioned: true)), default);
        afterwards.Enqueue("slack", "T1", _ =>
        {
            said.SetResult();
            return Task.CompletedTask;
        });
        Activity.Current = null;
        var running = afterwards.RunAsync(stop.Token, CancellationToken.None);
        await said.Task;
        await stop.CancelAsync();
        await running;

        Assert.Equal(["answer", "handle", "store get", "store write"], spans.Select(span => span.OperationName).Distinct().Order(StringComparer.Ordinal));
        var handle = Assert.Single(spans, span => span.OperationName == "handle");
        Assert.Equal("Said", handle.GetTagItem("studybot.event"));
        Assert.All(spans.Where(span => span.OperationName.StartsWith("store ", StringComparison.Ordinal)), span => Assert.Equal(handle.SpanId, span.ParentSpanId));
        Assert.Equal(heard.SpanId, Assert.Single(spans, span => span.OperationName == "answer").ParentSpanId);
        Assert.DoesNotContain(spans.SelectMany(span => span.Tags), tag => tag.Value?.Contains("U1", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_gathered()
    {
        await using var served = new Served();
        await served.StartAsync();

        Assert.Null(served.Services.GetService<MeterProvider>());
    }

    [Fact]
    public void The_handbook_lists_every_metric_with_its_unit()
    {
        var said = from Match row in MetricRow().Matches(Files.Read("docs/operating.md")) select $"{row.Groups[1]} {row.Groups[2]}";

        Assert.Equal(Instruments().Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<string> Instruments()
    {
        RuntimeHelpers.RunClassConstructor(typeof(Telemetry).TypeHandle);
        var found = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == Telemetry.Name) found.Add($"{instrument.Name} {instrument.Unit}");
        };
        listener.Start();
        return found;
    }

    [GeneratedRegex(@"^\| `(studybot\.[a-z.]+)` \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    private sealed class Log : ILoggerProvider, ISupportExternalScope, ILogger
    {
        private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public ConcurrentBag<(string Words, string Scopes)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => _scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            _scopes.ForEachScope((scope, all) => all.Add($"{scope}"), scopes);
            Lines.Add((formatter(state, exception), string.Join(" => ", scopes)));
        }

        public void Dispose() { }
    }
}
