using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Host.Running;
using StudyBot.Host.Running.Cluster;
using StudyBot.Ports;
using StudyBot.Tests.Doors;
using StudyBot.Tests.Storage;

namespace StudyBot.Tests.Hosting;

/// <summary>Instances that share their ticks: what each does for its shard, and what it does when no tick comes to anybody.</summary>
public class SharedTicksTests
{
    /// <summary>Nobody listens there.</summary>
    private const string Away = "Host=127.0.0.1;Port=1;Username=studybot;Database=quartz";

    [Fact]
    public async Task The_rounds_over_the_shards_of_a_minute_look_at_each_once_and_are_one_beat_of_the_heart()
    {
        var world = new World();
        var (one, two) = (world.Start(shards: 3), world.Start(shards: 3));
        world.MoveTo("2026-03-02T09:00:00Z");

        await one.Rounds.RoundAsync(0, default);
        world.Pass(Duration.FromSeconds(2));
        await two.Rounds.RoundAsync(1, default);
        await one.Rounds.RoundAsync(2, default);

        Assert.Equal(["due|000", "due|001", "due|002"], new[] { one, two }.SelectMany(bot => bot.Table.Calls).Where(call => call.Partition.StartsWith("due|", StringComparison.Ordinal)).Select(call => call.Partition).Order(StringComparer.Ordinal));
        Assert.Single(new[] { one, two }.SelectMany(bot => bot.Table.Calls), call => call.Kind == "write");
        Assert.Equal(World.At("2026-03-02T09:00:00Z"), await world.Store.LastBeatAsync(default));
    }

    [Fact]
    public async Task An_outage_is_seen_by_the_first_round_over_any_shard()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.RoundAsync();

        world.Pass(Duration.FromMinutes(6));
        await bot.Rounds.RoundAsync(0, default);

        Assert.Equal(world.Now, (await world.CohortAsync(World.Mornings)).OutageSettled);
    }

    [Fact]
    public async Task Where_nobody_makes_a_round_an_instance_makes_one_by_itself_and_only_then()
    {
        var world = await new World().WithAsync(World.Mornings);
        var (here, elsewhere) = (world.Start(), world.Start());
        await using var database = new Database(Away);
        using var standby = Standby(world, here, database);
        world.MoveTo("2026-03-02T08:59:00Z");
        await here.Rounds.RoundAsync(default);

        world.Pass(Duration.FromMinutes(1));
        await elsewhere.Rounds.RoundAsync(0, default);
        world.Pass(Duration.FromSeconds(45));
        await standby.LookAsync(default);
        await here.Poster.DrainAsync(default);
        Assert.Empty(world.Slack.Of(World.Mornings));

        world.Pass(Duration.FromMinutes(1));
        await standby.LookAsync(default);
        await here.Poster.DrainAsync(default);
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        Assert.Equal(world.Now, await world.Store.LastBeatAsync(default));
    }

    [Fact]
    public async Task A_shard_that_no_tick_comes_to_is_looked_at_within_ten_minutes_all_the_same()
    {
        var world = await new World().WithAsync(World.Mornings);
        var (here, elsewhere) = (world.Start(), world.Start(shards: 2));
        await using var database = new Database(Away);
        using var standby = Standby(world, here, database);
        world.MoveTo("2026-03-02T08:59:00Z");
        await here.Rounds.RoundAsync(default);

        for (var minute = 1; minute <= 10; minute++)
        {
            world.Pass(Duration.FromMinutes(1));
            await elsewhere.Rounds.RoundAsync(1, default);
            await standby.LookAsync(default);
            await here.Poster.DrainAsync(default);
            Assert.Equal(minute == 10 ? 1 : 0, world.Slack.Count("post"));
        }
    }

    [Fact]
    public async Task After_its_clock_was_set_back_an_instance_makes_rounds_and_says_so()
    {
        var world = new World();
        var clock = new SetClock(world.Clock);
        var here = world.Start(clock: clock);
        await using var database = new Database(Away);
        var runner = new RoundRunner(here.Rounds, NullLogger<RoundRunner>.Instance);
        using var standby = new Standby(runner, here.Rounds, here.Poster, database, here.Store, clock, NullLogger<Standby>.Instance);
        await here.Rounds.RoundAsync(default);
        clock.Offset = -TimeSpan.FromHours(1);
        world.Pass(Duration.FromMinutes(1));

        await standby.LookAsync(default);

        Assert.Equal(clock.Now(), here.Rounds.Last);
        var health = await new SharedScheduleHealth(here.Store, runner, database, clock).CheckHealthAsync(new());
        Assert.Equal((HealthStatus.Degraded, "The last round of any instance was at 2026-03-02T08:00:00Z. This machine's clock is not there yet: it was set back, or another's is ahead."), (health.Status, health.Description));
    }

    /// <summary>Others take the next ticks, and it would be called ill for as long.</summary>
    [Fact]
    public async Task An_instance_whose_round_failed_makes_another_by_the_next_minute()
    {
        var world = new World();
        var (here, elsewhere) = (world.Start(), world.Start());
        var runner = new RoundRunner(here.Rounds, NullLogger<RoundRunner>.Instance);
        await using var database = new Database(Away);
        using var standby = new Standby(runner, here.Rounds, here.Poster, database, here.Store, world.Clock, NullLogger<Standby>.Instance);
        await runner.RoundAsync(default);
        here.Table.Meets = _ => Fault.Down;
        world.Pass(Duration.FromMinutes(1));
        await runner.RoundAsync(default);
        Assert.NotNull(runner.Fault);

        here.Table.Meets = _ => Fault.None;
        await elsewhere.Rounds.RoundAsync(default);
        await standby.LookAsync(default);

        Assert.Null(runner.Fault);
    }

    [Fact]
    public async Task An_instance_that_gets_no_tick_is_as_well_as_the_bot()
    {
        var world = new World();
        var (here, elsewhere) = (world.Start(), world.Start());
        await using var database = new Database(Away);
        var health = new SharedScheduleHealth(here.Store, new(here.Rounds, NullLogger<RoundRunner>.Instance), database, world.Clock);
        await elsewhere.Rounds.RoundAsync(0, default);
        world.Pass(Duration.FromMinutes(2));

        var without = await health.CheckHealthAsync(new());
        Assert.Equal(HealthStatus.Degraded, without.Status);
        Assert.Equal(
            "The last round of any instance was at 2026-03-02T08:00:00Z. Ticks are not shared just now, and come a little later: " +
            "the database quartz at 127.0.0.1:1 is away: it cannot be reached (Connection refused). Check Host and Port, that it runs, and this machine's way to it.",
            without.Description);

        world.Pass(Duration.FromMinutes(2));
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync(new())).Status);
    }

    /// <summary>And it shows no secret; <c>doctor</c> says the same.</summary>
    [Theory]
    [InlineData("serve", 4, "Quartz:ConnectionString: the database quartz at 127.0.0.1:1 is of no use")]
    [InlineData("doctor", 3, "BAD schedule: the database quartz at 127.0.0.1:1 is of no use")]
    public async Task A_start_without_the_database_ends_with_a_line_that_says_why(string command, int exit, string line)
    {
        using var folder = new TempFolder();
        string[] settings = ["--urls", "http://127.0.0.1:0", "--Storage:SqlitePath", folder.File("studybot.db"), "--Quartz:Provider", "Postgres", "--Quartz:ConnectionString", $"{Away};Password=canary"];

        var ran = await Shell.RunAsync([command, .. settings]);

        Assert.Equal(exit, ran.Exit);
        Assert.Contains($"{line}: it cannot be reached (Connection refused). Check Host and Port, that it runs, and this machine's way to it.\n", ran.Output + ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", ran.Output + ran.Error, StringComparison.Ordinal);
    }

    private static Standby Standby(World world, World.Process bot, Database database) =>
        new(new(bot.Rounds, NullLogger<RoundRunner>.Instance), bot.Rounds, bot.Poster, database, bot.Store, world.Clock, NullLogger<Standby>.Instance);
}
