using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Quartz;
using StudyBot.Host.Running;
using StudyBot.Tests.Days;

namespace StudyBot.Tests.Doors;

/// <summary>What wakes the bot: Quartz, by the one clock, a round a minute and never two at once.</summary>
public class ScheduleTests
{
    [Fact]
    public async Task A_round_comes_each_minute_by_the_hosts_own_clock_and_a_sweep_each_night()
    {
        await using var app = await App.StartAsync("2026-03-02T09:00:30Z");
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();

        var round = (await scheduler.GetTrigger(new TriggerKey("round")))!;
        Assert.Equal(World.At("2026-03-02T09:01:00Z").ToDateTimeOffset(), round.NextFireTimeUtc);
        Assert.Equal(World.At("2026-03-02T09:02:00Z").ToDateTimeOffset(), round.GetFireTimeAfter(round.NextFireTimeUtc));
        var sweep = (await scheduler.GetTrigger(new TriggerKey("sweep")))!;
        Assert.Equal(Duration.FromDays(1), Duration.FromTimeSpan(sweep.GetFireTimeAfter(sweep.NextFireTimeUtc)!.Value - sweep.NextFireTimeUtc!.Value));
    }

    [Theory]
    [InlineData(typeof(RoundJob))]
    [InlineData(typeof(SweepJob))]
    public void No_job_overtakes_itself(Type job) => Assert.NotEmpty(job.GetCustomAttributes(typeof(DisallowConcurrentExecutionAttribute), inherit: false));

    /// <summary>The first round at the start and the one of the full minute may meet.</summary>
    [Fact]
    public async Task Two_rounds_asked_for_at_once_come_one_after_the_other()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        Task? second = null;
        var between = 0;
        bot.Table.Meanwhile = call =>
        {
            second ??= bot.Rounds.RoundAsync(default);
            Assert.False(second.IsCompleted);
            between++;
            return Task.CompletedTask;
        };
        await bot.Rounds.RoundAsync(default);
        bot.Table.Meanwhile = null;
        await second!;
        Assert.True(between > 0);
        Assert.Equal(2, bot.Table.Calls.Count(call => call.Partition == "due|000" && call.Kind == "range"));
    }
}
