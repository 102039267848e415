using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>How fast a workspace is posted to, to the second, as the other side sees it.</summary>
public class PacingTests
{
    private const string Slot = "2026-03-02T09:00:00Z";

    /// <summary>A second's limit and a minute's hold side by side, whichever counts more.</summary>
    [Fact]
    public async Task Of_several_limits_each_holds()
    {
        var (world, bot) = await ManyAsync(5, new([], [new(1, Seconds(1)), new(3, Seconds(10))]));
        await ServeAsync(world, bot);
        Assert.Equal([0, 1, 2, 10, 11], Posted(world));
    }

    [Fact]
    public async Task The_whole_workspace_counts_from_when_a_post_sets_out_however_long_its_claim_took()
    {
        var (world, bot) = await ManyAsync(2, new([], [new(1, Seconds(10))]));
        bot.Table.Meanwhile = call =>
        {
            if (!call.Key.StartsWith("delivery", StringComparison.Ordinal)) return Task.CompletedTask;
            bot.Table.Meanwhile = null;
            world.Pass(Seconds(8));
            return Task.CompletedTask;
        };
        await ServeAsync(world, bot);
        Assert.Equal([8, 18], Posted(world));
    }

    [Fact]
    public async Task Whom_the_bot_writes_to_in_private_is_a_channel_of_their_own()
    {
        var (world, bot) = await ManyAsync(1, new([new(1, Seconds(60))], []));
        await bot.TickAsync();
        foreach (var user in (string[])["U5", "U6"]) await bot.HearAsync(world.Says(user, "join", mentioned: true));

        world.MoveTo("2026-03-02T18:00:00Z");
        await bot.TickAsync();

        Assert.Equal(["lesson 0001", "nudge 0001 u5", "nudge 0001 u6"], world.Slack.Of(World.Mornings));
    }

    /// <summary>The lead speaks while the second and the third wait for their turn.</summary>
    [Theory]
    [InlineData("nudge off", 1)]
    [InlineData("settings", 3)]
    public async Task Nudges_that_still_wait_when_their_lead_turns_them_off_do_not_come(string words, int come)
    {
        var (world, bot) = await ManyAsync(1, new([], [new(1, Seconds(10))]));
        await ServeAsync(world, bot);
        foreach (var user in (string[])["U5", "U6", "U7"]) await bot.HearAsync(world.Says(user, "join", mentioned: true));
        world.MoveTo("2026-03-02T18:00:00Z");
        world.Slack.Next.Enqueue(async post =>
        {
            await bot.HearAsync(world.Says("U1", words, mentioned: true));
            return world.Slack.Take(post);
        });

        await ServeAsync(world, bot);

        Assert.Equal(come, world.Slack.Posts.Count(post => post.Post.Delivery.Kind is DeliveryKind.Nudge));
    }

    [Fact]
    public async Task Updates_of_cards_are_spaced_in_a_channel_and_counted_over_all()
    {
        var (world, bot) = await ManyAsync(2, new([], []) { UpdateGap = Seconds(3), Updates = [new(2, Seconds(20))] });
        await bot.TickAsync();
        foreach (var (user, channel) in ((string, string)[])[("U5", "C1"), ("U6", "C1"), ("U5", "C2")])
        {
            await bot.HearAsync(world.Says(user, "done", new("slack", "T1", channel)));
            await ServeAsync(world, bot);
        }

        Assert.Equal([0, 3, 20], world.Slack.Calls.Where(call => call.Call.StartsWith("update", StringComparison.Ordinal)).Select(call => (call.At - World.At(Slot)).TotalSeconds));
    }

    [Fact]
    public async Task An_update_counts_from_when_it_sets_out_however_long_its_card_took_to_make()
    {
        var (world, bot) = await ManyAsync(1, new([], []) { UpdateGap = Seconds(3) });
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "done"));
        bot.Table.Meets = call =>
        {
            if (!call.Key.StartsWith("member", StringComparison.Ordinal)) return Fault.None;
            bot.Table.Meets = _ => Fault.None;
            world.Pass(Seconds(2));
            return Fault.None;
        };
        await ServeAsync(world, bot);
        await bot.HearAsync(world.Says("U6", "done"));
        await ServeAsync(world, bot);

        Assert.Equal([2, 5], world.Slack.Calls.Where(call => call.Call.StartsWith("update", StringComparison.Ordinal)).Select(call => (call.At - World.At(Slot)).TotalSeconds));
    }

    /// <summary>A post to another channel is answered with it while the card is made.</summary>
    [Fact]
    public async Task An_update_that_was_about_to_go_out_when_a_break_was_asked_for_waits_until_that_is_over()
    {
        var (world, bot) = await ManyAsync(2, new([], []), cohort => cohort.Id == World.Mornings ? cohort : cohort with { Schedule = cohort.Schedule with { LessonTime = new(9, 1) } });
        await bot.TickAsync();
        world.MoveTo("2026-03-02T09:01:00Z");
        await bot.HearAsync(world.Says("U5", "done"));
        var answer = new TaskCompletionSource<Sending>();
        world.Slack.Next.Enqueue(_ => answer.Task);
        bot.Table.Meets = call =>
        {
            if (world.Slack.Count("post") == 2 && call.Key.StartsWith("member", StringComparison.Ordinal)) answer.TrySetResult(new Sending.NotSent("429", Seconds(90)));
            return Fault.None;
        };
        await bot.TickAsync();
        Assert.True(answer.Task.IsCompleted);
        Assert.Equal(0, world.Slack.Count("update"));

        await ServeAsync(world, bot);
        Assert.Equal(90, Assert.Single(world.Slack.Calls, call => call.Call.StartsWith("update", StringComparison.Ordinal)).At.Minus(World.At("2026-03-02T09:01:00Z")).TotalSeconds);
    }

    /// <summary>What no limit remembers any more is forgotten, and nothing else.</summary>
    [Fact]
    public async Task A_channels_limit_holds_however_many_channels_there_are()
    {
        var (world, bot) = await ManyAsync(1100, new([new(1, Seconds(600))], []), cohort => cohort with { Schedule = cohort.Schedule with { Summary = cohort.Id == World.Mornings ? new(IsoDayOfWeek.Monday, new(9, 5)) : null } });
        await bot.TickAsync();
        Assert.Equal(1100, world.Slack.Posts.Count);

        world.MoveTo("2026-03-02T09:05:00Z");
        await ServeAsync(world, bot);

        var summary = Assert.Single(world.Slack.Posts, post => post.Post.Delivery.Kind is DeliveryKind.Summary);
        Assert.Equal(World.At("2026-03-02T09:10:00Z"), summary.At);
    }

    private static Duration Seconds(int seconds) => Duration.FromSeconds(seconds);

    /// <summary>So many cohorts, C1 and on, at the hour of their first lesson.</summary>
    private static async Task<(World World, World.Process Bot)> ManyAsync(int cohorts, Limits limits, Func<Cohort, Cohort>? with = null)
    {
        // Whoever waits goes on inside Pass.
        SynchronizationContext.SetSynchronizationContext(null);
        var world = new World();
        for (var number = 1; number <= cohorts; number++) await world.WithAsync(new("slack", "T1", $"C{number}"), with);
        world.Slack.Limits = limits;
        world.MoveTo(Slot);
        return (world, world.Start());
    }

    /// <summary>A look at what is due, for as long as it takes.</summary>
    private static async Task ServeAsync(World world, World.Process bot)
    {
        await bot.Poster.TickAsync(default);
        var serving = bot.Poster.DrainAsync(default);
        while (!serving.IsCompleted) world.Pass(Duration.FromMilliseconds(500));
        await serving;
    }

    private static double[] Posted(World world) => [.. world.Slack.Posts.Select(post => (post.At - World.At(Slot)).TotalSeconds)];
}
