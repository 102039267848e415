using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Doors;
using StudyBot.Storage;

namespace StudyBot.Tests.Doors;

/// <summary>The bot was alive and heard nothing of a platform: for its people that is as if it had been away.</summary>
public class DeafTests
{
    private static readonly Instant Nine = World.At("2026-03-02T09:00:00Z");

    [Theory]
    [InlineData(3, 0)]
    [InlineData(40, 1)]
    public async Task What_was_written_while_nothing_was_heard_is_read_back_once_it_can_be_heard(int minutes, int reads)
    {
        var (world, bot) = await NineAsync(canReadBack: true);
        Instant? from = null;
        world.Slack.Heard = (_, since, _) =>
        {
            from = since;
            return Task.CompletedTask;
        };

        await DeafAsync(world, bot, minutes);
        Assert.Equal(0, world.Slack.Count("read"));
        for (var minute = 0; minute < 3; minute++) await MinuteAsync(world, bot);

        Assert.Equal(reads, world.Slack.Count("read"));
        if (reads > 0) Assert.Equal(Nine - Duration.FromMinutes(1), from);
        Assert.Null((await world.CohortAsync(World.Mornings)).UnheardSince);
        Assert.Null((await world.Store.FindBeatAsync(default))!.Value.Deaf);
    }

    [Fact]
    public async Task Where_it_cannot_be_read_back_what_is_open_stays_open_longer_and_one_line_says_so()
    {
        var (world, bot) = await NineAsync(canReadBack: false);
        var before = (await world.CohortAsync(World.Mornings)).Posted[0].GraceEnd;

        await DeafAsync(world, bot, 40);
        for (var minute = 0; minute < 3; minute++) await MinuteAsync(world, bot);

        Assert.Equal(before + Duration.FromMinutes(42), (await world.CohortAsync(World.Mornings)).Posted[0].GraceEnd);
        Assert.Single(world.Slack.Posts, post => post.Post.Delivery.Kind is DeliveryKind.Notice);
    }

    /// <summary>What stood before the bot was broken: an operator says so, and the heart makes it good as if it had noticed.</summary>
    [Fact]
    public async Task What_an_operator_marks_is_read_back_by_the_next_round()
    {
        var (world, bot) = await NineAsync(canReadBack: true);
        Instant? from = null;
        world.Slack.Heard = (_, since, _) =>
        {
            from = since;
            return Task.CompletedTask;
        };

        var marked = Nine - Duration.FromHours(3);
        var beat = (await world.Store.FindBeatAsync(default))!;
        Assert.True(await world.Store.BeatAsync(beat.Value with { Deaf = new Dictionary<string, Instant> { ["slack"] = marked } }, beat.ETag, default));
        for (var minute = 0; minute < 3; minute++) await MinuteAsync(world, bot);

        Assert.Equal(marked, from);
        Assert.Equal(1, world.Slack.Count("read"));
        Assert.Null((await world.Store.FindBeatAsync(default))!.Value.Deaf);
    }

    /// <summary>The bot itself was stopped for half an hour of the time for which nothing came through, and made that good by itself.</summary>
    [Fact]
    public async Task What_an_operator_marks_around_an_outage_that_was_noticed_is_made_good_once()
    {
        var (world, bot) = await NineAsync(canReadBack: false);
        var before = (await world.CohortAsync(World.Mornings)).Posted[0].GraceEnd;
        world.Pass(Duration.FromMinutes(60));
        await world.Store.BeatAsync(world.Now, default);
        world.Pass(Duration.FromMinutes(30));
        await bot.RoundAsync();
        Assert.Equal(before + Duration.FromMinutes(30), (await world.CohortAsync(World.Mornings)).Posted[0].GraceEnd);

        world.Pass(Duration.FromMinutes(20));
        await world.Store.BeatAsync(new(world.Now, new Dictionary<string, Instant> { ["slack"] = Nine }), (await world.Store.FindBeatAsync(default))!.ETag, default);
        await bot.RoundAsync();

        Assert.Equal(before + Duration.FromMinutes(110), (await world.CohortAsync(World.Mornings)).Posted[0].GraceEnd);
    }

    /// <summary>Whoever cannot be heard may start the bot anew, and that mends it.</summary>
    [Fact]
    public async Task It_is_known_after_a_start_and_until_the_first_connection()
    {
        var (world, bot) = await NineAsync(canReadBack: true);
        await DeafAsync(world, bot, 40);

        var next = world.Start();
        await DeafAsync(world, next, 2);
        Assert.Equal(0, world.Slack.Count("read"));
        world.Slack.Hears = true;
        await MinuteAsync(world, next);

        Assert.Equal(1, world.Slack.Count("read"));
    }

    /// <summary>The first connection after a start comes late.</summary>
    [Fact]
    public async Task The_time_from_a_start_to_the_first_connection_counts()
    {
        var (world, bot) = await NineAsync(canReadBack: true);
        world.Pass(Duration.FromHours(1));
        world.Slack.Hears = false;
        bot = world.Start();
        await bot.RoundAsync();
        Assert.Equal(1, world.Slack.Count("read"));

        await DeafAsync(world, bot, 10);
        world.Slack.Hears = true;
        await MinuteAsync(world, bot);

        Assert.Equal(2, world.Slack.Count("read"));
    }

    [Fact]
    public async Task What_another_instance_hears_is_heard()
    {
        var (world, bot) = await NineAsync(canReadBack: true);
        var (deaf, hearing) = (new ScriptedPlatform("slack", world.Clock) { CanReadBack = true, Hears = false }, world.Slack);
        var heart = new Heartbeat(world.Store, [deaf.For(new())], world.Clock, NullLogger<Heartbeat>.Instance);
        for (var minute = 0; minute < 40; minute++)
        {
            world.Pass(Duration.FromSeconds(30));
            await heart.BeatAsync(default);
            world.Pass(Duration.FromSeconds(30));
            await bot.RoundAsync();
        }

        Assert.Equal((0, 0), (deaf.Count("read"), hearing.Count("read")));
        Assert.Null((await world.CohortAsync(World.Mornings)).UnheardSince);
    }

    /// <summary>It had been deaf for a moment, days before another was.</summary>
    [Fact]
    public async Task A_silence_of_long_ago_is_no_part_of_one_that_another_instance_tells_of()
    {
        var (world, bot) = await NineAsync(canReadBack: true);
        var other = new ScriptedPlatform("slack", world.Clock) { CanReadBack = true };
        var heart = new Heartbeat(world.Store, [other.For(new())], world.Clock, NullLogger<Heartbeat>.Instance);
        await DeafAsync(world, bot, 1);
        for (var minute = 0; minute < 60; minute++) await MinuteAsync(world, bot);

        other.Hears = world.Slack.Hears = false;
        await heart.BeatAsync(default);
        await DeafAsync(world, bot, 2);
        other.Hears = world.Slack.Hears = true;
        await MinuteAsync(world, bot);

        Assert.Equal(0, world.Slack.Count("read"));
    }

    /// <summary>It was deaf for a moment at its start, when another beat was faster than its own.</summary>
    [Fact]
    public async Task A_silence_that_was_never_written_down_is_no_part_of_a_later_one()
    {
        var (world, bot) = await NineAsync(canReadBack: true);
        bot.Table.Meanwhile = async call =>
        {
            if (call.Partition == Keys.System) await world.Store.BeatAsync(world.Now, default);
        };
        await DeafAsync(world, bot, 1);
        bot.Table.Meanwhile = null;
        for (var minute = 0; minute < 60; minute++) await MinuteAsync(world, bot);

        await DeafAsync(world, bot, 1);
        await MinuteAsync(world, bot);

        Assert.Equal(0, world.Slack.Count("read"));
    }

    /// <summary>Of two that beat at once the one that cannot hear is faster, minute by minute.</summary>
    [Fact]
    public async Task What_is_heard_and_read_back_is_not_unheard_again_by_an_instance_that_is_faster()
    {
        var (world, bot) = await NineAsync(canReadBack: true);
        var deaf = new ScriptedPlatform("slack", world.Clock) { CanReadBack = true, Hears = false };
        var heart = new Heartbeat(world.Store, [deaf.For(new())], world.Clock, NullLogger<Heartbeat>.Instance);
        await DeafAsync(world, heart, 40);
        world.Slack.Hears = true;
        var last = world.Now;
        bot.Table.Meanwhile = async call =>
        {
            if (call.Partition != Keys.System || last == world.Now) return;
            last = world.Now;
            await heart.BeatAsync(default);
        };
        for (var minute = 0; minute < 10; minute++)
        {
            await MinuteAsync(world, bot);
            Assert.NotEqual(0, (await world.Store.FindBeatAsync(default))!.Value.Deaf?.Count);
        }

        Assert.Equal(1, world.Slack.Count("read"));
    }

    /// <summary>A version of before wrote one that names no platform.</summary>
    [Fact]
    public async Task A_beat_that_names_nothing_deaf_is_swept_after_like_any_other()
    {
        var (world, _) = await NineAsync(canReadBack: true);
        await world.Store.BeatAsync(new(world.Now, new Dictionary<string, Instant>()), (await world.Store.FindBeatAsync(default))!.ETag, default);

        await world.Store.SweepAsync(world.Now, default);

        Assert.NotEmpty(await world.HintsAsync());
    }

    [Fact]
    public async Task Only_the_cohorts_of_that_platform_are_marked()
    {
        var (world, _) = await NineAsync(canReadBack: true);
        await world.WithAsync(new("teams", "T1", "C1"));
        var teams = new ScriptedPlatform("teams", world.Clock) { CanReadBack = true };
        var heart = new Heartbeat(world.Store, [world.Slack.For(new()), teams.For(new())], world.Clock, NullLogger<Heartbeat>.Instance);

        await DeafAsync(world, heart, 40);
        world.Slack.Hears = true;
        world.Pass(Duration.FromMinutes(1));
        await heart.BeatAsync(default);

        Assert.NotNull((await world.CohortAsync(World.Mornings)).UnheardSince);
        Assert.Null((await world.CohortAsync(new("teams", "T1", "C1"))).UnheardSince);
    }

    /// <summary>40 minutes stay 40 minutes.</summary>
    [Fact]
    public async Task A_clock_that_is_set_back_meanwhile_makes_the_time_no_shorter()
    {
        var (world, _) = await NineAsync(canReadBack: true);
        var clock = new SetClock(world.Clock);
        var heart = new Heartbeat(world.Store, [world.Slack.For(new())], clock, NullLogger<Heartbeat>.Instance);
        await heart.BeatAsync(default);

        await DeafAsync(world, heart, 30);
        clock.Offset = -TimeSpan.FromMinutes(50);
        await DeafAsync(world, heart, 10);
        world.Slack.Hears = true;
        world.Pass(Duration.FromMinutes(1));
        await heart.BeatAsync(default);

        var since = (await world.CohortAsync(World.Mornings)).UnheardSince!.Value;
        Assert.InRange((clock.Now() - since).TotalMinutes, 40, 43);
    }

    /// <summary>What was undone is remembered until it can no longer be read back as done.</summary>
    [Fact]
    public async Task A_sweep_keeps_what_is_still_to_be_read_back()
    {
        var (world, bot) = await NineAsync(canReadBack: true);
        await bot.HearAsync(world.Says("U5", "done"));
        await DeafAsync(world, bot, 1);
        world.Pass(Duration.FromDays(9));
        var beat = (await world.Store.FindBeatAsync(default))!;
        Assert.True(await world.Store.BeatAsync(beat.Value with { At = world.Now }, beat.ETag, default));

        await bot.Store.SweepAsync(world.Now, default);
        Assert.Contains(world.Rows(), row => row.Key.StartsWith("seen|", StringComparison.Ordinal));

        await world.Store.BeatAsync(world.Now, default);
        await bot.Store.SweepAsync(world.Now, default);
        Assert.DoesNotContain(world.Rows(), row => row.Key.StartsWith("seen|", StringComparison.Ordinal));
    }

    private static async Task<(World World, World.Process Bot)> NineAsync(bool canReadBack)
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = canReadBack;
        world.MoveTo("2026-03-02T08:59:00Z");
        var bot = world.Start();
        await world.Store.BeatAsync(world.Now, default);
        await MinuteAsync(world, bot);
        Assert.Equal(1, (await world.CohortAsync(World.Mornings)).Day);
        return (world, bot);
    }

    /// <summary>Ends when it hears again, before anybody knows.</summary>
    private static async Task DeafAsync(World world, World.Process bot, int minutes)
    {
        world.Slack.Hears = false;
        for (var minute = 0; minute < minutes; minute++) await MinuteAsync(world, bot);
        world.Slack.Hears = true;
    }

    private static async Task DeafAsync(World world, Heartbeat heart, int minutes)
    {
        world.Slack.Hears = false;
        for (var minute = 0; minute < minutes; minute++)
        {
            world.Pass(Duration.FromMinutes(1));
            await heart.BeatAsync(default);
        }
    }

    private static async Task MinuteAsync(World world, World.Process bot)
    {
        world.Pass(Duration.FromMinutes(1));
        await bot.RoundAsync();
    }
}
