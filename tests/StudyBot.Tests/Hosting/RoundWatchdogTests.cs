using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Host.Running;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.Hosting;

/// <summary>What goes by the time of day stands still after a machine's clock was set back; rounds come all the same.</summary>
public class RoundWatchdogTests
{
    [Fact]
    public async Task After_the_clock_was_set_back_an_hour_rounds_come_and_until_then_health_says_that_they_do_not()
    {
        var world = new World();
        var clock = new SetClock(world.Clock);
        var bot = world.Start(clock: clock);
        var runner = new RoundRunner(bot.Rounds, NullLogger<RoundRunner>.Instance);
        var health = new ScheduleHealth(bot.Rounds, runner, clock);
        await runner.RoundAsync(default);
        clock.Offset = -TimeSpan.FromHours(1);
        world.Pass(Duration.FromMinutes(4));
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync(new())).Status);

        using var watch = new RoundWatchdog(runner, bot.Rounds, clock);
        await watch.StartAsync(default);
        await world.Clock.FirstWait;
        world.Pass(Duration.FromMinutes(1));
        var started = TimeProvider.System.GetTimestamp();
        while (bot.Rounds.Last != clock.Now())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "No round came.");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }

        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new())).Status);
        await watch.StopAsync(default);
    }

    /// <summary>A round that comes by the schedule is no reason for another.</summary>
    [Fact]
    public async Task While_rounds_come_it_makes_none()
    {
        var world = new World();
        var bot = world.Start();
        var runner = new RoundRunner(bot.Rounds, NullLogger<RoundRunner>.Instance);
        using var watch = new RoundWatchdog(runner, bot.Rounds, world.Clock);
        await watch.StartAsync(default);
        await world.Clock.FirstWait;
        for (var minute = 0; minute < 5; minute++)
        {
            world.Pass(Duration.FromSeconds(30));
            await runner.RoundAsync(default);
            world.Pass(Duration.FromSeconds(30));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        await watch.StopAsync(default);
        Assert.Equal(5, bot.Table.Calls.Count(call => call.Partition.StartsWith("due|", StringComparison.Ordinal)));
    }
}
