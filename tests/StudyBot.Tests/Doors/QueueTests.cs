using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Cards;
using StudyBot.Doors;

namespace StudyBot.Tests.Doors;

/// <summary>The queue of a lane: each cohort once, and with one who serves it at a time.</summary>
public class QueueTests
{
    private const string Slot = "2026-03-02T09:00:00Z";

    [Fact]
    public async Task A_cohort_that_several_hints_name_is_served_once_and_all_of_them_are_settled()
    {
        var world = await new World().WithAsync(World.Mornings);
        foreach (var at in (string[])["2026-03-02T08:10:00Z", "2026-03-02T08:20:00Z"]) await world.Store.AnnounceAsync(new(World.Mornings, World.At(at)), default);
        world.MoveTo(Slot);
        var bot = world.Start();

        await bot.TickAsync();

        Assert.Equal(World.At("2026-03-02T18:00:00Z"), Assert.Single(await world.HintsAsync()).At);
        Assert.Equal(1, world.Slack.Count("post"));
    }

    [Fact]
    public async Task A_cohort_that_is_named_while_it_is_served_is_served_by_nobody_else_and_comes_again_afterwards()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo(Slot);
        var bot = world.Start();
        var posting = new TaskCompletionSource();
        world.Slack.Next.Enqueue(async post =>
        {
            await posting.Task;
            return world.Slack.Take(post);
        });
        using var stop = new CancellationTokenSource();
        var running = bot.Poster.RunAsync(stop.Token, default);
        await bot.Poster.TickAsync(default);
        await LaneTests.UntilAsync(() => world.Slack.Count("post") == 1);

        // It waits in the queue before the other one, which is reached all the same.
        await bot.Poster.TickAsync(default);
        await world.WithAsync(World.Evenings);
        await bot.Poster.TickAsync(default);
        await LaneTests.UntilAsync(() => world.Slack.Of(World.Evenings).Length == 1);
        Assert.Equal((0, 2), (world.Slack.Count("find"), world.Slack.Count("post")));

        posting.SetResult();
        await LaneTests.UntilAsync(() => world.Slack.Of(World.Mornings).Length == 1);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();
        Assert.Equal(["lesson 0001", "lesson 0002"], world.Slack.Of(World.Mornings));
    }

    /// <summary>Two cards wake the lane twice, and are brought together: the second time there is nothing left to bring.</summary>
    [Fact]
    public async Task A_wake_up_for_nothing_keeps_no_cohort_waiting()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        foreach (var morning in (string[])[Slot, "2026-03-03T09:00:00Z"])
        {
            world.MoveTo(morning);
            await bot.TickAsync();
        }

        await bot.HearAsync(world.Says("U5", "done 1"));
        await bot.HearAsync(world.Says("U5", "done 2"));
        await bot.HearAsync(world.Says("U6", "join", mentioned: true));
        world.MoveTo("2026-03-03T18:00:00Z");
        await bot.TickAsync();

        Assert.Contains("nudge 0002 u6", world.Slack.Of(World.Mornings));
        Assert.Equal(2, world.Slack.Count("update"));
    }

    [Fact]
    public async Task Told_to_stop_the_last_update_of_a_card_comes_at_once()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.Limits = new([], []) { UpdateGap = Duration.FromMinutes(1) };
        world.MoveTo(Slot);
        var bot = world.Start();
        await bot.TickAsync();
        using var stop = new CancellationTokenSource();
        var running = bot.Poster.RunAsync(stop.Token, default);
        await bot.HearAsync(world.Says("U5", "done"));
        await LaneTests.UntilAsync(() => world.Slack.Count("update") == 1);
        await bot.HearAsync(world.Says("U6", "done"));
        await world.Clock.FirstWait.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(2, world.Slack.Count("update"));
        Assert.Contains("2 of 2 done", PlainText.Render(world.Slack.Posts[0].Card));
    }

    /// <summary>What listens is stopped before the lanes are: somebody may be heard when nobody serves them any more.</summary>
    [Fact]
    public async Task Stopped_the_cards_that_were_put_aside_come_and_those_of_whoever_was_heard_last()
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings);
        world.MoveTo(Slot);
        var bot = world.Start();
        await bot.TickAsync();
        using var stop = new CancellationTokenSource();
        var running = bot.Poster.RunAsync(stop.Token, default);
        world.Slack.NextUpdate.Enqueue(() => false);
        await bot.HearAsync(world.Says("U5", "done"));
        await LaneTests.UntilAsync(() => world.Slack.Count("update") == 1);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await bot.HearAsync(world.Says("U6", "done", World.Evenings));

        await bot.Poster.FinishAsync(stop.Token, default);

        Assert.All(world.Slack.Posts, post => Assert.Contains("1 of 1 done", PlainText.Render(post.Card)));
    }

    /// <summary>Replay and the tour go through the platforms and their workspaces in one order, each time.</summary>
    [Fact]
    public async Task Emptied_by_hand_the_lanes_come_in_the_order_of_their_platforms_and_workspaces()
    {
        var (world, order) = (new World(), new List<string>());
        foreach (var (platform, tenant) in ((string, string)[])[("teams", "T2"), ("slack", "T3"), ("teams", "T1"), ("slack", "T2")]) await world.WithAsync(new(platform, tenant, "C1"));
        ScriptedPlatform[] platforms = [new("teams", world.Clock), world.Slack];
        foreach (var platform in platforms)
        {
            platform.Always = post =>
            {
                order.Add($"{post.Cohort.Platform} {post.Cohort.Tenant}");
                return null;
            };
        }

        world.MoveTo(Slot);
        using var poster = new Poster(world.Store, platforms.Select(platform => platform.For(new())), new Library(world.Store), new Refreshes(), new("bot"), world.Clock, NullLogger<Poster>.Instance);
        await poster.TickAsync(default);
        await poster.DrainAsync(default);

        Assert.Equal(["slack T2", "slack T3", "teams T1", "teams T2"], order);
    }

    [Fact]
    public async Task What_a_platform_that_is_not_here_has_due_is_passed_over()
    {
        var world = await new World().WithAsync(new("teams", "T1", "C1"));
        await world.WithAsync(World.Mornings);
        world.MoveTo(Slot);

        await world.Start().TickAsync();

        Assert.Equal([World.Mornings], world.Slack.Posts.Select(post => post.Post.Cohort));
    }

    /// <summary>The card is behind until the store can be asked for it.</summary>
    [Fact]
    public async Task An_update_for_which_the_store_could_not_be_asked_comes_with_the_next_tick_that_can()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo(Slot);
        var bot = world.Start();
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "done"));
        bot.Table.Meets = _ => Fault.Down;
        await bot.Poster.DrainAsync(default);
        bot.Table.Meets = _ => Fault.None;
        Assert.Equal(0, world.Slack.Count("update"));

        await bot.TickAsync();

        Assert.Contains("1 of 1 done", PlainText.Render(world.Slack.Posts[0].Card));
    }
}
