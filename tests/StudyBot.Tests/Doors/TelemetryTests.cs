using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>What an operator counts and follows; nothing of it names a person or says what was said.</summary>
public class TelemetryTests
{
    private const string Slot = "2026-03-02T09:00:00Z";

    [Fact]
    public async Task A_check_in_is_counted_by_its_class_and_a_command_only_where_it_comes_again()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo(Slot);
        var bot = world.Start();
        await bot.TickAsync();
        using var meter = new Counted();

        await bot.HearAsync(world.Says("U5", "done"));
        Assert.Equal(["studybot.checkins 1 class=OnTime"], meter.Read());
        var asked = world.Says("U5", "me", mentioned: true);
        await bot.HearAsync(asked);
        Assert.Empty(meter.Read());
        await bot.HearAsync(asked);
        Assert.Equal(["studybot.duplicates 1"], meter.Read());
    }

    [Fact]
    public async Task A_post_is_counted_by_what_became_of_it_and_one_that_was_taken_tells_how_late_it_came()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.Next.Enqueue(world.Slack.Limited(Duration.FromSeconds(30)));
        world.Slack.Next.Enqueue(world.Slack.LostOnTheWay);
        var bot = world.Start();
        using var meter = new Counted();

        world.MoveTo(Slot);
        await bot.TickAsync();
        Assert.Equal(["studybot.deliveries 1 kind=Lesson outcome=NotSent"], meter.Read());
        world.Pass(Duration.FromSeconds(30));
        await bot.TickAsync();
        Assert.Equal(["studybot.deliveries 1 kind=Lesson outcome=Unknown"], meter.Read());
        world.Pass(Duration.FromSeconds(60));
        await bot.TickAsync();
        Assert.Equal(["studybot.deliveries 1 kind=Lesson outcome=Sent", "studybot.delivery.lateness 90 kind=Lesson"], meter.Read());
    }

    /// <summary>Also the calls that fill no log.</summary>
    [Fact]
    public void What_is_turned_away_or_asks_nothing_is_counted_each_time_by_door_and_why()
    {
        var refusals = new Refusals(new FakeTimeProvider(), NullLogger<Refusals>.Instance);
        using var meter = new Counted();

        for (var call = 0; call < 2; call++) refusals.Add("slack", "/slack/events", "forged");
        Telemetry.Ignore("teams", "typing");

        Assert.Equal(["studybot.refusals 1 door=slack reason=forged", "studybot.refusals 1 door=slack reason=forged", "studybot.ignored 1 door=teams kind=typing"], meter.Read());
    }

    [Fact]
    public void Each_instrument_says_in_which_unit_it_counts_and_what()
    {
        using var meter = new Counted();
        Telemetry.Ignore("teams", "typing"); // With the first use all of them are there.

        Assert.Equal(
            ["studybot.checkins {checkin}", "studybot.deliveries {delivery}", "studybot.delivery.lateness s", "studybot.duplicates {event}", "studybot.ignored {event}", "studybot.refusals {request}"],
            meter.Instruments.Select(instrument => $"{instrument.Name} {instrument.Unit}").Order(StringComparer.Ordinal));
        Assert.All(meter.Instruments, instrument => Assert.False(string.IsNullOrEmpty(instrument.Description)));
    }

    [Fact]
    public async Task The_span_of_what_somebody_did_tells_where_and_which_kind_of_thing_and_that_of_a_delivery_what_and_where()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo(Slot);
        var bot = world.Start();
        using var trace = new Traced();

        await bot.HearAsync(world.Says("U5", "join", mentioned: true));
        await bot.TickAsync();
        world.MoveTo("2026-03-02T18:00:00Z");
        await bot.TickAsync();

        Assert.Equal(
            [
                "handle studybot.platform=slack studybot.event=Said",
                "deliver studybot.kind=Lesson studybot.subject=0001 studybot.cohort=slack/T1/C1",
                "deliver studybot.kind=Nudge studybot.subject=0001 studybot.cohort=slack/T1/C1",
            ],
            trace.Spans.Select(Tell));
    }

    [Fact]
    public void A_call_of_the_store_is_a_call_to_somebody_else_and_tells_which_kind_of_rows_it_is_about()
    {
        using var trace = new Traced();

        using (Telemetry.Store("get", "member"))
        {
        }

        var call = Assert.Single(trace.Spans);
        Assert.Equal(("store get studybot.rows=member", ActivityKind.Client), (Tell(call), call.Kind));
    }

    /// <summary>It is said by another task, long after the event was acknowledged.</summary>
    [Fact]
    public async Task An_answer_stands_in_the_trace_of_what_it_answers()
    {
        using var trace = new Traced();
        using var heard = new Activity("heard").SetIdFormat(ActivityIdFormat.W3C).Start();
        var afterwards = new Afterwards(NullLogger<Afterwards>.Instance);
        afterwards.Enqueue("slack", "T1", _ => Task.CompletedTask);
        Activity.Current = null;
        afterwards.Enqueue("slack", "T1", _ => Task.CompletedTask);

        await AfterwardsTests.SayAllAsync(afterwards);

        Assert.Equal(["answer studybot.platform=slack", "answer studybot.platform=slack"], trace.Spans.Select(Tell));
        Assert.Equal([heard.SpanId, default], trace.Spans.Select(span => span.ParentSpanId));
    }

    private static string Tell(Activity span) => string.Join(' ', [span.OperationName, .. span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")]);

    /// <summary>What is measured by this test and by nobody beside it.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly AsyncLocal<bool> _isMine = new();
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<string> _measured = new();

        public Counted()
        {
            _isMine.Value = true;
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != Telemetry.Name) return;
                Instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            Telemetry.Count(Handled.Silence); // The meter is made with the first thing that is counted.
            _listener.Start();
        }

        public ConcurrentBag<Instrument> Instruments { get; } = [];

        /// <summary>Since the last time.</summary>
        public string[] Read()
        {
            string[] read = [.. _measured];
            _measured.Clear();
            return read;
        }

        public void Dispose() => _listener.Dispose();

        private void Add<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (_isMine.Value) _measured.Enqueue(string.Join(' ', [$"{instrument.Name} {value}", .. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")]));
        }
    }

    /// <summary>The spans of this test and of nobody beside it, by when they ended.</summary>
    private sealed class Traced : IDisposable
    {
        private readonly AsyncLocal<bool> _isMine = new();
        private readonly ActivityListener _listener;

        public Traced()
        {
            _isMine.Value = true;
            _listener = new()
            {
                ShouldListenTo = source => source.Name == Telemetry.Name,
                Sample = (ref _) => _isMine.Value ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
                ActivityStopped = span =>
                {
                    if (_isMine.Value) Spans.Enqueue(span);
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public ConcurrentQueue<Activity> Spans { get; } = new();

        public void Dispose() => _listener.Dispose();
    }
}
