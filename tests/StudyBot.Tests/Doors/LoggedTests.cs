using NodaTime;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Doors;

/// <summary>What an operator reads of a delivery: what became of it and when it is tried again, and of a fault once.</summary>
public sealed class LoggedTests : IDisposable
{
    private const string Slot = "2026-03-02T09:00:00Z";

    private readonly Logs _logs = new();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task A_post_that_is_limited_then_lost_then_found_is_told_step_by_step()
    {
        var (world, bot) = await StartAsync();
        world.Slack.Next.Enqueue(world.Slack.Limited(Duration.FromSeconds(30)));
        world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);

        for (var minute = 0; minute < 3; minute++)
        {
            await bot.TickAsync();
            world.Pass(Duration.FromMinutes(1));
        }

        Assert.Equal(
            [
                "Lesson 0001 was not sent (429); next try 2026-03-02T09:00:30Z",
                "Lesson 0001 may or may not have been sent (The connection was reset.); it is looked for before it is sent again",
                "Lesson 0001 had been sent before its record was written; it was found and not sent again",
                "Delivered Lesson 0001 of 2026-03-02T09:00:00Z",
            ],
            _logs.Lines);
    }

    [Fact]
    public async Task A_refusal_is_told_with_the_platforms_reason()
    {
        var (world, bot) = await StartAsync();
        world.Slack.Next.Enqueue(ScriptedPlatform.Gone);
        await bot.TickAsync();

        Assert.Equal("Lesson 0001 was refused: channel_not_found", _logs.Lines.First());
        Assert.StartsWith("Delivered Notice stopped ", _logs.Lines.Last());
    }

    [Fact]
    public async Task A_double_that_is_removed_is_told_and_one_that_is_not_too()
    {
        var (world, paused) = await StartAsync();
        var other = world.Start();
        world.Slack.DeletesRefused = 1;
        world.Slack.Next.Enqueue(async post =>
        {
            world.Pass(Duration.FromMinutes(3));
            await other.TickAsync();
            return world.Slack.Take(post);
        });

        await paused.TickAsync();
        world.Pass(Duration.FromMinutes(1));
        await paused.TickAsync();

        Assert.Equal(
            [
                "Lesson 0001 was taken over while it was being sent; where it is there twice, our own post goes",
                "The post m2 of Lesson 0001, which is there twice, could not be removed; the next tick tries again",
                "Lesson 0001 had been posted by somebody else too; our own post was removed",
            ],
            _logs.Lines);
    }

    /// <summary>Each cohort is served for itself.</summary>
    [Fact]
    public async Task A_cohort_that_cannot_be_served_is_named_with_what_went_wrong()
    {
        var (world, bot) = await StartAsync();
        await world.WithAsync(World.Evenings);
        world.Slack.Next.Enqueue(_ => throw new TaskCanceledException("HttpClient.Timeout of 30 seconds elapsing."));

        await bot.TickAsync();

        var line = Assert.Single(_logs.Lines, line => line.StartsWith("Serving slack/T1/C1 failed; it is tried again at the next tick", StringComparison.Ordinal));
        Assert.Contains("HttpClient.Timeout", line);
        Assert.Contains("Delivered Lesson 0001 of 2026-03-02T09:00:00Z", _logs.Lines);
    }

    [Fact]
    public async Task A_delivery_over_which_somebody_is_always_faster_is_told_as_a_fault()
    {
        var (world, bot) = await StartAsync();
        var (other, minute) = (world.Start(), 0);
        bot.Table.Meanwhile = async call =>
        {
            if (world.Slack.Posts.Count > 0 && call.Partition.StartsWith("cohort", StringComparison.Ordinal)) await other.HearAsync(world.Says("U1", $"nudge 18:{++minute:00}", mentioned: true));
        };

        await bot.TickAsync();

        Assert.Equal(8, minute);
        Assert.Contains("slack/T1/C1 was changed by others 8 times in a row.", Assert.Single(_logs.Lines));
    }

    [Fact]
    public async Task A_card_for_which_the_store_cannot_be_asked_is_told_as_a_fault()
    {
        var (world, bot) = await StartAsync();
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "done"));
        bot.Table.Meets = _ => Fault.Down;

        await bot.Poster.DrainAsync(default);

        Assert.StartsWith("Serving slack/T1/C1 failed;", _logs.Lines.Last());
        Assert.Equal(2, _logs.Lines.Count);
    }

    /// <summary>What is ended on purpose is no fault.</summary>
    [Fact]
    public async Task Told_to_stop_while_it_waits_for_its_turn_a_lane_logs_nothing()
    {
        var (world, bot) = await StartAsync();
        await world.WithAsync(World.Evenings);
        world.Slack.Limits = new([], [new(1, Duration.FromMinutes(1))]);
        using var stop = new CancellationTokenSource();
        var running = bot.Poster.RunAsync(stop.Token, default);
        await bot.Poster.TickAsync(default);
        await LaneTests.UntilAsync(() => world.Slack.Posts.Count == 1);
        await world.Clock.FirstWait.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.StartsWith("Delivered Lesson 0001", Assert.Single(_logs.Lines));
    }

    /// <summary>What ends on purpose says nothing either way: skipped while it waited, forgotten while it was nudged.</summary>
    [Fact]
    public async Task What_is_no_longer_due_or_for_nobody_any_more_is_no_fault()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var (world, bot) = await StartAsync();
        await world.WithAsync(World.Evenings);
        world.Slack.Limits = new([], [new(1, Duration.FromMinutes(1))]);
        await bot.Poster.TickAsync(default);
        var serving = bot.Poster.DrainAsync(default);
        await bot.HearAsync(world.Says("U1", "skip today", World.Evenings, mentioned: true));
        world.Pass(Duration.FromMinutes(1));
        await serving.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await bot.HearAsync(world.Says("U5", "join", mentioned: true));
        world.MoveTo("2026-03-02T18:00:00Z");
        world.Slack.Next.Enqueue(async post =>
        {
            await bot.HearAsync(world.Says("U5", "forget me now", mentioned: true));
            return world.Slack.Take(post);
        });
        await bot.TickAsync();

        Assert.Equal(["lesson 0001", "nudge 0001 u5"], world.Slack.Of(World.Mornings));
        Assert.Empty(world.Slack.Of(World.Evenings));
        Assert.All(_logs.Lines, line => Assert.StartsWith("Delivered ", line));
    }

    [Theory]
    [InlineData(true, "was not read back to its end (ratelimited); the next tick goes on with it")]
    [InlineData(false, "could not be read back; it is tried again at the next tick")]
    public async Task What_was_not_read_back_is_told_with_since_when_and_its_trace_only_where_that_says_more(bool isLimit, string told)
    {
        var (world, bot) = await StartAsync();
        world.Slack.CanReadBack = true;
        world.Slack.Heard = (_, _, _) => isLimit ? throw new HttpRequestException("ratelimited") : throw new InvalidOperationException("no such page");

        await bot.RoundAsync();

        var line = Assert.Single(_logs.Lines, line => line.StartsWith($"What slack/T1/C1 missed since 2026-03-02T08:00:00Z {told}", StringComparison.Ordinal));
        Assert.Equal(!isLimit, line.Contains("InvalidOperationException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_outage_is_told_from_when_to_when()
    {
        var (_, bot) = await StartAsync();
        await bot.RoundAsync();
        Assert.StartsWith("The bot was away from 2026-03-02T08:00:00Z to 2026-03-02T09:00:00Z;", _logs.Lines.First());
    }

    [Fact]
    public async Task A_decision_that_is_made_again_is_told()
    {
        var (world, bot) = await StartAsync();
        var other = world.Start();
        bot.Table.Meanwhile = async call =>
        {
            if (!call.Partition.StartsWith("cohort", StringComparison.Ordinal)) return;
            bot.Table.Meanwhile = null;
            await other.HearAsync(world.Says("U1", "nudge 19:00", mentioned: true));
        };

        await bot.HearAsync(world.Says("U1", "summary off", mentioned: true));

        Assert.Equal(["Somebody was faster; deciding again (attempt 1)"], _logs.Lines);
    }

    /// <summary>The hour of the first lesson, and a bot whose log is read.</summary>
    private async Task<(World World, World.Process Bot)> StartAsync()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo(Slot);
        return (world, world.Start(logs: _logs));
    }
}
