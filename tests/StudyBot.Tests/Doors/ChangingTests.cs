using NodaTime;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>A change of a cohort, over whatever others change meanwhile.</summary>
public class ChangingTests
{
    [Fact]
    public async Task Over_somebody_faster_it_is_decided_anew_and_both_changes_stand()
    {
        var (world, bot, changing) = await StartAsync();
        var decisions = 0;
        bot.Table.Meanwhile = async call =>
        {
            if (!call.Partition.StartsWith("cohort", StringComparison.Ordinal)) return;
            bot.Table.Meanwhile = null;
            await world.Start().HearAsync(world.Says("U1", "nudge 20:00", mentioned: true));
        };

        await changing.CommitAsync(World.Mornings, now =>
        {
            decisions++;
            return now with { NudgedThrough = now.NudgedThrough + 1 };
        }, CancellationToken.None);

        var cohort = await world.CohortAsync(World.Mornings);
        Assert.Equal((2, 1, new LocalTime(20, 0)), (decisions, cohort.NudgedThrough, cohort.Schedule.Nudge));
    }

    [Fact]
    public async Task After_eight_times_it_is_an_error_and_nothing_is_changed()
    {
        var (world, bot, changing) = await StartAsync();
        var (other, times) = (world.Start(), 0);
        bot.Table.Meanwhile = async call =>
        {
            if (call.Partition.StartsWith("cohort", StringComparison.Ordinal))
                await other.HearAsync(world.Says("U1", $"nudge 20:{++times:00}", mentioned: true));
        };

        var fault = await Assert.ThrowsAsync<TableUnavailableException>(() => changing.CommitAsync(World.Mornings, now => now with { NudgedThrough = 1 }, CancellationToken.None));

        Assert.Equal(8, times);
        Assert.Contains("slack/T1/C1", fault.Message);
        Assert.Equal(0, (await world.CohortAsync(World.Mornings)).NudgedThrough);
    }

    [Fact]
    public async Task Where_there_is_nothing_to_change_or_no_cohort_nothing_is_written()
    {
        var (_, bot, changing) = await StartAsync();

        await changing.CommitAsync(World.Mornings, now => now, CancellationToken.None);
        await changing.CommitAsync(World.Elsewhere, now => now with { NudgedThrough = 1 }, CancellationToken.None);

        Assert.DoesNotContain(bot.Table.Calls, call => call.Kind == "write");
    }

    [Fact]
    public async Task A_cohort_that_was_read_just_now_is_not_read_again_and_its_version_tells_whether_it_is_still_the_same()
    {
        var (world, bot, changing) = await StartAsync();
        var read = await world.Store.FindCohortAsync(World.Mornings, CancellationToken.None);
        await world.Start().HearAsync(world.Says("U1", "nudge 20:00", mentioned: true));

        var changes = await changing.ReadAsync(World.Mornings, now => now with { NudgedThrough = 1 }, CancellationToken.None, read);

        Assert.DoesNotContain(bot.Table.Calls, call => call.Kind == "get");
        Assert.Equal(Commit.Conflict, await world.Store.CommitAsync(World.Mornings, changes, CancellationToken.None));
    }

    [Fact]
    public async Task Told_to_end_it_decides_nothing()
    {
        var (_, bot, _) = await StartAsync();
        var decisions = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bot.Store.CommitAsync(
            World.Mornings,
            () =>
            {
                decisions++;
                return Task.FromResult<IReadOnlyList<Change>>([]);
            },
            new CancellationToken(canceled: true)));

        Assert.Equal(0, decisions);
    }

    private static async Task<(World World, World.Process Bot, Changing Changing)> StartAsync()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        return (world, bot, new(bot.Store, world.Clock));
    }
}
