using NodaTime;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>The store fails once, at every single call of a morning in turn, and the same bot goes on.</summary>
public class StoreFaultTests
{
    [Theory]
    [InlineData(Fault.Down, true)]
    [InlineData(Fault.Down, false)]
    [InlineData(Fault.ReplyLost, true)]
    [InlineData(Fault.ReplyLost, false)]
    public async Task A_store_that_fails_at_any_call_costs_no_lesson_and_doubles_none(Fault fault, bool canFind)
    {
        for (var call = 1; ; call++)
        {
            var world = await new World().WithAsync(World.Mornings);
            await world.WithAsync(World.Evenings);
            world.Slack.CanFind = canFind;
            var bot = world.Start();
            bot.Table.Meets = _ => bot.Table.Calls.Count == call ? fault : Fault.None;

            world.MoveTo("2026-03-02T09:00:00Z");
            await Record.ExceptionAsync(bot.RoundAsync);
            if (bot.Table.Calls.Count < call) break;
            bot.Table.Meets = _ => Fault.None;
            for (var minute = 0; minute < 4; minute++)
            {
                world.Pass(Duration.FromMinutes(1));
                await bot.RoundAsync();
            }

            try
            {
                foreach (var cohort in new[] { World.Mornings, World.Evenings })
                {
                    Assert.Equal(["lesson 0001"], world.Slack.Of(cohort));
                    await world.CheckAsync(cohort);
                }
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException($"{fault} at call {call}, {bot.Table.Calls[call - 1]}: {wrong.Message}", wrong);
            }
        }
    }

    [Fact]
    public async Task A_store_that_is_down_for_ten_minutes_delays_a_lesson_and_no_more()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        bot.Table.Meets = _ => Fault.Down;
        world.MoveTo("2026-03-02T09:00:00Z");
        for (var minute = 0; minute < 10; minute++)
        {
            await Assert.ThrowsAsync<TableUnavailableException>(bot.RoundAsync);
            await Assert.ThrowsAsync<TableUnavailableException>(() => bot.HearAsync(world.Says("U5", "done")));
            world.Pass(Duration.FromMinutes(1));
        }

        bot.Table.Meets = _ => Fault.None;
        await bot.RoundAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task Somebody_who_is_always_faster_ends_in_an_error_and_not_in_a_loop()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var (bot, other) = (world.Start(), world.Start());
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "done"));
        var times = 0;
        bot.Table.Meanwhile = async call =>
        {
            if (!call.Partition.StartsWith("cohort", StringComparison.Ordinal)) return;
            times++;
            await other.HearAsync(world.Says("U5", times % 2 == 0 ? "mute" : "unmute", mentioned: true));
        };

        var fault = await Assert.ThrowsAsync<TableUnavailableException>(() => bot.HearAsync(world.Says("U5", "hide me", mentioned: true)));
        Assert.Equal("slack/T1/C1 was changed by others 8 times in a row.", fault.Message);
        Assert.Equal(8, times);
        Assert.False((await world.MemberAsync(World.Mornings, "U5"))!.Hidden);
    }

    /// <summary>The members' row changes each time a nudge is to be recorded: it gives up, and the next tick finds the post and records it.</summary>
    [Fact]
    public async Task A_post_whose_record_meets_somebody_faster_every_time_is_not_sent_again()
    {
        var world = await new World().WithAsync(World.Mornings);
        var (bot, other) = (world.Start(), world.Start());
        var busy = false;
        world.Slack.Next.Enqueue(post =>
        {
            busy = true;
            return Task.FromResult(world.Slack.Take(post));
        });
        var minute = 0;
        bot.Table.Meanwhile = async call =>
        {
            if (busy && call.Partition.StartsWith("cohort", StringComparison.Ordinal))
                await other.HearAsync(world.Says("U1", $"nudge 18:{++minute:00}", mentioned: true));
        };

        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        Assert.Equal(0, (await world.CohortAsync(World.Mornings)).Day);
        Assert.Equal(8, minute);

        busy = false;
        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }
}
