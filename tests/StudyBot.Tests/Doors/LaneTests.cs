using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Doors;

/// <summary>The lanes at work: side by side, in their pace, until they are told to stop.</summary>
public class LaneTests
{
    private static readonly CohortId[] Ten = [.. Enumerable.Range(1, 10).Select(i => new CohortId("slack", "T1", $"C{i}"))];

    [Fact]
    public async Task What_was_started_is_finished_and_nothing_new_is_begun_when_told_to_stop()
    {
        var world = await TenAsync();
        world.Slack.Limits = new([], [new(1, Duration.FromMinutes(1))]);
        var bot = world.Start();
        var posting = new TaskCompletionSource<Sending>();
        world.Slack.Next.Enqueue(_ => posting.Task);
        using var stop = new CancellationTokenSource();
        using var abandon = new CancellationTokenSource();
        var running = bot.Poster.RunAsync(stop.Token, abandon.Token);
        await bot.Poster.TickAsync(default);
        await UntilAsync(() => world.Slack.Count("post") == 1);

        await stop.CancelAsync();
        Assert.False(running.IsCompleted);
        posting.SetResult(new Sending.Sent("m1", world.Now));
        await running.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, world.Slack.Count("post"));
        Assert.Equal(1, Ten.Count(id => world.CohortAsync(id).Result.Day == 1));
        await world.Start().Store.SweepAsync(world.Now, default);
    }

    [Fact]
    public async Task What_does_not_end_is_abandoned_and_looked_for_after_the_next_start()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        using var stop = new CancellationTokenSource();
        using var abandon = new CancellationTokenSource();
        world.Slack.Next.Enqueue(async post =>
        {
            world.Slack.Take(post);
            await Task.Delay(Timeout.InfiniteTimeSpan, world.Clock, abandon.Token);
            return new Sending.Sent("never", world.Now);
        });
        var running = bot.Poster.RunAsync(stop.Token, abandon.Token);
        await bot.Poster.TickAsync(default);
        await UntilAsync(() => world.Slack.Posts.Count == 1);
        await stop.CancelAsync();
        await abandon.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60));

        world.Pass(Duration.FromMinutes(3));
        await world.Start().TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task Stopped_while_it_waits_for_its_turn_a_lane_ends_at_once_and_has_claimed_nothing()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        world.Slack.Next.Enqueue(world.Slack.Limited(Duration.FromMinutes(10)));
        await world.WithAsync(World.Evenings);
        var bot = world.Start();
        using var stop = new CancellationTokenSource();
        var running = bot.Poster.RunAsync(stop.Token, default);
        await bot.Poster.TickAsync(default);
        await UntilAsync(() => world.Slack.Count("post") >= 1);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task The_pace_counts_from_when_a_post_sets_out_however_long_its_claim_took()
    {
        var world = await new World().WithAsync(World.Mornings, c => c with { Schedule = c.Schedule with { Summary = new(IsoDayOfWeek.Tuesday, new(9, 0)) } });
        world.Slack.Limits = new([new(1, Duration.FromSeconds(10))], []);
        var bot = world.Start();
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        world.MoveTo("2026-03-03T09:00:00Z");
        bot.Table.Meanwhile = call =>
        {
            if (!call.Partition.StartsWith("cohort", StringComparison.Ordinal)) return Task.CompletedTask;
            bot.Table.Meanwhile = null;
            world.Pass(Duration.FromSeconds(30));
            return Task.CompletedTask;
        };

        var tick = bot.TickAsync();
        Assert.Equal(["lesson 0001", "lesson 0002"], world.Slack.Of(World.Mornings));
        world.Pass(Duration.FromSeconds(9));
        Assert.Equal(2, world.Slack.Count("post"));
        world.Pass(Duration.FromSeconds(2));
        await tick.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(3, world.Slack.Count("post"));
    }

    [Fact]
    public async Task A_break_that_is_asked_for_while_another_is_claimed_holds_that_one_too()
    {
        using var logs = new Logs();
        var world = await (await new World().WithAsync(World.Mornings)).WithAsync(World.Evenings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start(logs: logs);
        var claiming = new TaskCompletionSource();
        bot.Table.Meanwhile = call =>
        {
            if (!call.Key.StartsWith("delivery", StringComparison.Ordinal)) return Task.CompletedTask;
            bot.Table.Meanwhile = null;
            return claiming.Task;
        };
        world.Slack.Next.Enqueue(world.Slack.Limited(Duration.FromSeconds(30)));

        using var stop = new CancellationTokenSource();
        var running = bot.Poster.RunAsync(stop.Token, default);
        await bot.Poster.TickAsync(default);
        // Two claims, and the first one's wait: it has been told of the break.
        await UntilAsync(() => bot.Table.Calls.Count(c => c.Kind == "write" && c.Key.StartsWith("delivery", StringComparison.Ordinal)) == 3);
        claiming.SetResult();
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(1, world.Slack.Count("post"));
        Assert.Contains("Lesson 0001 was not sent (the platform asked for a break); next try 2026-03-02T09:00:30Z", logs.Lines);

        world.Pass(Duration.FromSeconds(31));
        await bot.TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Evenings));
        Assert.Equal(3, world.Slack.Count("post"));
    }

    [Fact]
    public async Task One_that_hangs_delays_neither_its_neighbours_nor_another_tenant()
    {
        var world = await TenAsync();
        await world.WithAsync(World.Elsewhere);
        var bot = world.Start();
        var hanging = new TaskCompletionSource<Sending>();
        world.Slack.Next.Enqueue(_ => hanging.Task);
        using var stop = new CancellationTokenSource();
        var running = bot.Poster.RunAsync(stop.Token, default);
        await bot.Poster.TickAsync(default);
        await UntilAsync(() => world.Slack.Posts.Count == 10);

        // Ticks that come meanwhile do not serve the hanging one a second time.
        for (var i = 0; i < 3; i++) await bot.Poster.TickAsync(default);
        await UntilAsync(() => bot.Table.Calls.Count(c => c.Kind == "range" && c.Partition == "due|000") == 4);
        Assert.Equal(11, world.Slack.Count("post"));
        hanging.SetResult(new Sending.NotSent("refused"));
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_tenant_that_asked_for_a_break_delays_no_other()
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings);
        await world.WithAsync(World.Elsewhere);
        world.Slack.Always = post => post.Cohort.Tenant == "T1" && world.Now < World.At("2026-03-02T09:10:00Z")
            ? new Sending.NotSent("429", World.At("2026-03-02T09:10:00Z") - world.Now)
            : null;
        var bot = world.Start();
        using var stop = new CancellationTokenSource();
        var running = bot.Poster.RunAsync(stop.Token, default);
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.Poster.TickAsync(default);
        await UntilAsync(() => world.Slack.Of(World.Elsewhere).Length == 1);
        Assert.Equal(World.At("2026-03-02T09:00:00Z"), world.Slack.Posts[0].At);

        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>300 channels of a workspace that takes one post a second in a channel and 100 a minute; what counts is the other side's own log.</summary>
    [Fact]
    public async Task Limits_hold_in_every_span_and_the_last_lesson_comes_when_they_allow()
    {
        // Whoever waits goes on inside Pass, so that the clock never runs ahead of the lane.
        SynchronizationContext.SetSynchronizationContext(null);
        var world = new World();
        CohortId[] all = [.. Enumerable.Range(1, 300).Select(i => new CohortId("slack", "T1", $"C{i:000}"))];
        foreach (var id in all) await world.WithAsync(id);
        world.Slack.Limits = new([new(1, Duration.FromSeconds(1))], [new(100, Duration.FromMinutes(1))]);
        var bot = world.Start();
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.Poster.TickAsync(default);
        var draining = bot.Poster.DrainAsync(default);
        while (!draining.IsCompleted) world.Pass(Duration.FromMilliseconds(500));
        await draining;

        var times = world.Slack.Posts.Select(p => p.At).ToList();
        Assert.Equal(300, times.Count);
        for (var i = 100; i < times.Count; i++) Assert.True(times[i] - times[i - 100] >= Duration.FromMinutes(1));
        Assert.InRange(times[^1] - times[0], Duration.FromMinutes(2), Duration.FromSeconds(126));
        Assert.All(all, id => Assert.Equal(["lesson 0001"], world.Slack.Of(id)));
    }

    [Fact]
    public async Task A_hundred_check_ins_in_a_second_are_a_hundred_records_and_two_updates()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.Limits = new([], []) { UpdateGap = Duration.FromSeconds(3) };
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        using var stop = new CancellationTokenSource();
        var running = bot.Poster.RunAsync(stop.Token, default);

        var handled = await Task.WhenAll(Enumerable.Range(1, 100).Select(i => bot.HearAsync(world.Says($"U{i:000}", "done"))));
        Assert.All(handled, h => Assert.Single(h.Receipts));
        await UntilAsync(() => world.Slack.Count("update") == 1);
        world.Pass(Duration.FromSeconds(3));
        await UntilAsync(() => StudyBot.Cards.PlainText.Render(world.Slack.Posts[0].Card).Contains("100 of 100 done"));
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.InRange(world.Slack.Count("update"), 1, 2);
        Assert.Equal(100, (await world.Store.CheckInsAsync(World.Mornings, 1, 1, 1, default)).Count);
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task A_double_click_counts_once()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var (bot, other) = (world.Start(), world.Start());
        await bot.TickAsync();

        // The second click comes in while the first is being written, to another bot.
        bot.Table.Meanwhile = async call =>
        {
            if (!call.Partition.StartsWith("cohort", StringComparison.Ordinal)) return;
            bot.Table.Meanwhile = null;
            await other.HearAsync(world.Does("U5", new Did.Pressed("done 1")));
        };
        await bot.HearAsync(world.Does("U5", new Did.Pressed("done 1")));

        Assert.Equal("o", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task An_update_that_the_platform_cannot_take_now_comes_with_the_next_tick()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        world.Slack.NextUpdate.Enqueue(() => false);
        await bot.HearAsync(world.Says("U5", "done"));
        await bot.Poster.DrainAsync(default);
        Assert.DoesNotContain("1 of 1 done", StudyBot.Cards.PlainText.Render(world.Slack.Posts[0].Card));
        await bot.TickAsync();
        Assert.Contains("1 of 1 done", StudyBot.Cards.PlainText.Render(world.Slack.Posts[0].Card));
    }

    private static async Task<World> TenAsync()
    {
        var world = new World();
        foreach (var id in Ten) await world.WithAsync(id);
        world.MoveTo("2026-03-02T09:00:00Z");
        return world;
    }

    /// <summary>Waits for what the lanes do in their own time.</summary>
    internal static async Task UntilAsync(Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "It did not happen within 60 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
