using NodaTime;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>What things cost, in calls of the table, and that the cost does not grow with what was recorded before.</summary>
public class StoreCallsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task An_idle_tick_costs_one_call_a_shard(int shards)
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings);
        var bot = world.Start(shards: shards);
        await bot.TickAsync();
        Assert.Equal(shards, bot.Table.Calls.Count);
    }

    /// <param name="days">How many lessons have been, each done by everybody.</param>
    /// <param name="members">How many people.</param>
    [Theory]
    [InlineData(1, 3)]
    [InlineData(5, 3)]
    [InlineData(5, 300)]
    [InlineData(300, 30)]
    public async Task A_check_in_costs_four_calls_and_the_first_of_a_person_one_more(int days, int members)
    {
        var (world, bot) = await LongRun.StartAsync(days, members);

        Assert.Equal(5, await CallsAsync(bot, world.Says("U9999", "done")));
        Assert.Equal(4, await CallsAsync(bot, world.Says("U0001", "done")));

        // Where the message is its own mark nobody looks for it first.
        Assert.Equal(3, await CallsAsync(bot, world.Message("U0003", "p77", "done")));

        // Said again, what stands is read too.
        Assert.Equal(5, await CallsAsync(bot, world.Says("U0001", "done: https://example.org/bread")));
        Assert.Equal(4, await CallsAsync(bot, world.Says("U0002", $"done {days}")));
    }

    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(300, 3, 1)]
    [InlineData(5, 999, 1)]
    [InlineData(5, 1000, 2)]
    [InlineData(5, 2345, 3)]
    public async Task A_leaderboard_reads_the_cohort_and_a_page_for_each_thousand_members(int days, int members, int pages)
    {
        var (world, bot) = await LongRun.StartAsync(days, members);
        await bot.HearAsync(world.Says("U0001", "leaderboard all", mentioned: true));
        var reads = bot.Table.Calls.Where(c => c.Kind != "write").ToArray();
        Assert.Equal(1 + pages, reads.Length);
        Assert.Single(bot.Table.Calls, c => c.Kind == "write");
    }

    [Theory]
    [InlineData("me")]
    [InlineData("why")]
    [InlineData("today")]
    [InlineData("open")]
    [InlineData("help")]
    [InlineData("settings")]
    [InlineData("leaderboard")]
    public async Task What_is_asked_costs_the_same_early_and_late(string command)
    {
        var (early, first) = await LongRun.StartAsync(1, 3);
        var (late, last) = await LongRun.StartAsync(300, 3);
        Assert.Equal(
            await CallsAsync(first, early.Says("U0001", command, mentioned: true)),
            await CallsAsync(last, late.Says("U0001", command, mentioned: true)));
    }

    [Fact]
    public async Task A_lesson_costs_the_same_early_and_late()
    {
        var costs = new List<int>();
        foreach (var days in new[] { 1, 300 })
        {
            var (world, bot) = await LongRun.StartAsync(days, 3);
            var next = (await world.CohortAsync(World.Mornings)).Posted[^1].Slot + Duration.FromDays(1);
            world.Clock.Advance((next - world.Now).ToTimeSpan());
            await bot.TickAsync();
            Assert.Equal(days + 1, (await world.CohortAsync(World.Mornings)).Day);
            costs.Add(bot.Table.Calls.Count);
        }

        Assert.Equal(costs[0], costs[1]);
        Assert.Equal(10, costs[0]);
    }

    [Fact]
    public async Task A_nudge_more_costs_five_calls_more()
    {
        var costs = new List<int>();
        foreach (var members in new[] { 10, 30 })
        {
            var (world, bot) = await LongRun.StartAsync(3, members);
            world.Pass(Duration.FromDays(1) - Duration.FromHours(1));
            await bot.TickAsync();
            world.Pass(Duration.FromHours(9));
            bot.Table.Calls.Clear();
            await bot.TickAsync();
            Assert.Equal(members, world.Slack.Posts.Count(post => post.Post.To is not null));
            costs.Add(bot.Table.Calls.Count);
        }

        Assert.Equal(5, (costs[1] - costs[0]) / 20);
    }

    [Fact]
    public async Task Chatter_costs_nothing()
    {
        var (world, bot) = await LongRun.StartAsync(3, 3);
        Assert.Equal(0, await CallsAsync(bot, world.Says("U0001", "good morning, has anybody seen my spoon?")));
    }

    private static async Task<int> CallsAsync(World.Process bot, Incoming incoming)
    {
        bot.Table.Calls.Clear();
        await bot.HearAsync(incoming);
        return bot.Table.Calls.Count;
    }
}
