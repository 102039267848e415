using System.Net;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Local;

public class DemoClockTests
{
    private static readonly Instant Start = Instant.FromDateTimeOffset(Chat.FirstMorning);

    [Fact]
    public async Task It_stands_ahead_by_what_it_was_moved_and_goes_on_from_there()
    {
        var real = new FakeTimeProvider(Chat.FirstMorning);
        var clock = new DemoClock(real);

        await clock.MoveToAsync(Start + Duration.FromHours(5), new MemoryTable(), CancellationToken.None);
        real.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Start + Duration.FromHours(5) + Duration.FromMinutes(1), clock.Now());
    }

    [Fact]
    public async Task It_never_moves_back_and_stores_no_way_back()
    {
        var table = new MemoryTable();
        var clock = new DemoClock(new FakeTimeProvider(Chat.FirstMorning));
        var again = new DemoClock(new FakeTimeProvider(Chat.FirstMorning));
        await clock.MoveToAsync(Start + Duration.FromHours(5), table, CancellationToken.None);

        await clock.MoveToAsync(Start + Duration.FromHours(4), table, CancellationToken.None);
        await again.LoadAsync(table, CancellationToken.None);

        Assert.Equal(Start + Duration.FromHours(5), clock.Now());
        Assert.Equal(Start + Duration.FromHours(5), again.Now());
    }

    [Fact]
    public async Task It_is_as_far_ahead_after_a_restart()
    {
        var table = new MemoryTable();
        await new DemoClock(new FakeTimeProvider(Chat.FirstMorning)).MoveToAsync(Start + Duration.FromDays(3), table, CancellationToken.None);

        var again = new DemoClock(new FakeTimeProvider(Chat.FirstMorning.AddHours(1)));
        await again.LoadAsync(table, CancellationToken.None);

        Assert.Equal(TimeSpan.FromDays(3), again.Offset);
        Assert.Equal(Start + Duration.FromDays(3) + Duration.FromHours(1), again.Now());
    }

    [Fact]
    public async Task The_next_morning_brings_the_next_lesson_and_what_is_due_before_it_in_order()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("ana", "@StudyBot join");

        var moved = await chat.NextMorningAsync();

        Assert.Equal("2026-11-25T07:00:00Z", moved.Text("now"));
        Assert.Equal("08:00", moved.Text("time"));
        Assert.Equal(86_400, moved.GetProperty("offset_seconds").GetInt64());
        var posted = (await chat.MessagesAsync()).Where(m => m.Text("kind") is "lesson" or "nudge" or "summary");
        Assert.Equal(
            [("lesson", "2026-11-24T07:00:00Z"), ("nudge", "2026-11-24T17:00:00Z"), ("lesson", "2026-11-25T07:00:00Z")],
            posted.Select(m => (m.Text("kind")!, m.Text("at")!)));
    }

    [Fact]
    public async Task Two_who_press_at_once_get_the_one_morning_they_both_saw_coming()
    {
        await using var chat = await Chat.StartAsync();
        await chat.PostAsync("/local/clock", new { to = "next-morning", offset_seconds = 0 });

        var second = await chat.PostAsync("/local/clock", new { to = "next-morning", offset_seconds = 0 });

        Assert.Equal("2026-11-25T07:00:00Z", second.Text("now"));
        Assert.Equal(86_400, second.GetProperty("offset_seconds").GetInt64());
        Assert.Equal("2026-11-26T07:00:00Z", (await chat.PostAsync("/local/clock", new { to = "next-morning", offset_seconds = 86_400 })).Text("now"));
    }

    [Theory]
    [InlineData("evenings", "2026-11-25T19:00:00Z")]
    [InlineData("lounge", "2026-11-25T07:00:00Z")] // no cohort: the first channel's
    [InlineData(null, "2026-11-25T07:00:00Z")]
    public async Task The_next_morning_is_that_of_the_channel_in_view(string? channel, string now)
    {
        await using var chat = await Chat.StartAsync();
        var store = chat.Get<IStudyStore>();
        var study = (await store.FindCohortAsync(Names.Cohort("study"), default))!.Value;
        var evenings = study with { Id = Names.Cohort("evenings"), Posted = [], Schedule = study.Schedule with { LessonTime = new(20, 0) } };
        await store.CommitAsync(evenings.Id, [new Change.PutCohort(evenings, null)], default);

        Assert.Equal(now, (await chat.PostAsync("/local/clock", new { to = "next-morning", channel })).Text("now"));
    }

    [Fact]
    public async Task A_week_of_mornings_brings_the_summary()
    {
        await using var chat = await Chat.StartAsync();
        for (var day = 1; day <= 6; day++)
        {
            await chat.SayAsync("ana", "done");
            await chat.NextMorningAsync();
        }

        var summary = Assert.Single(await chat.MessagesAsync(), m => m.Text("kind") == "summary");
        Assert.Equal("2026-11-29T16:00:00Z", summary.Text("at"));
        Assert.Equal(6, (await chat.ReadAsync("/local/board?as=ana")).GetProperty("mine").GetProperty("streak").GetInt32());
    }

    [Fact]
    public async Task An_instant_is_a_place_to_move_to_but_not_back()
    {
        await using var chat = await Chat.StartAsync();

        await chat.PostAsync("/local/clock", new { to = "2026-11-26T12:00:00+01:00" });
        Assert.Equal(Instant.FromUtc(2026, 11, 26, 11, 0), chat.Now);
        Assert.Equal(3, (await chat.MessagesAsync()).Length);

        var refused = await chat.PostAsync("/local/clock", new { to = "2026-11-26T10:59:59Z" }, HttpStatusCode.Conflict);
        Assert.Equal("The demo clock moves forward only.", refused.Text("detail"));
        Assert.Equal(Instant.FromUtc(2026, 11, 26, 11, 0), chat.Now);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-11-26")]
    [InlineData("9999-11-26T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59-18:00")]
    [InlineData("-9998-01-01T00:00:00+18:00")]
    public async Task Nonsense_moves_nothing(string to)
    {
        await using var chat = await Chat.StartAsync();

        await chat.PostAsync("/local/clock", new { to }, HttpStatusCode.BadRequest);

        Assert.Equal(Start, chat.Now);
    }

    [Fact]
    public async Task After_a_restart_of_the_host_it_goes_on()
    {
        await using var first = await Chat.StartAsync();
        await first.NextMorningAsync();

        await using var second = await Chat.StartAsync(first.Table, Chat.FirstMorning.AddMinutes(10));

        Assert.Equal(Instant.FromUtc(2026, 11, 25, 7, 10), second.Now);
    }

    [Fact]
    public async Task Beside_another_platform_it_keeps_real_time()
    {
        await using var first = await Chat.StartAsync();
        await first.NextMorningAsync();

        await using var second = await Chat.StartAsync(first.Table, Chat.FirstMorning.AddMinutes(10), new Elsewhere());

        Assert.Equal(Instant.FromUtc(2026, 11, 24, 7, 10), second.Now);
        Assert.False((await second.ReadAsync("/local/clock")).GetProperty("can_move").GetBoolean());
        var refused = await second.PostAsync("/local/clock", new { to = "next-morning" }, HttpStatusCode.Conflict);
        Assert.Contains("Slack is configured too", refused.Text("detail"));
    }

    [Theory]
    [InlineData(7, 17)]
    [InlineData(15, 17)]
    [InlineData(16, 20)]
    [InlineData(17, 21)]
    [InlineData(18, 17)]
    [InlineData(22, 17)]
    public async Task Whenever_the_first_start_is_the_first_day_has_its_nudge(int hour, int nudged)
    {
        await using var chat = await Chat.StartAsync(at: new(2026, 11, 24, hour, 0, 0, TimeSpan.Zero));
        await chat.SayAsync("ana", "@StudyBot join");

        await chat.NextMorningAsync();

        var nudge = Assert.Single(await chat.MessagesAsync(), m => m.Text("kind") == "nudge");
        Assert.Contains($"T{nudged}:00:00Z", nudge.Text("at"));
    }

    /// <summary>A platform that keeps real time.</summary>
    private sealed class Elsewhere : IPlatform
    {
        public string Name => "slack";

        public Limits Limits => Limits.None;

        public Task<Sending> PostAsync(Post post, CancellationToken cancel) => throw new NotSupportedException();

        public Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel) => throw new NotSupportedException();

        public Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Found> FindAsync(Sought sought, CancellationToken cancel) => throw new NotSupportedException();

        public bool CanReadBack => false;

        public Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => throw new NotSupportedException();
    }
}
