using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
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
        var (world, bot) = await LongRunningAsync(days, members);

        Assert.Equal(5, await CallsAsync(bot, world.Says("U9999", "done")));
        Assert.Equal(4, await CallsAsync(bot, world.Says("U0001", "done")));

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
        var (world, bot) = await LongRunningAsync(days, members);
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
        var (early, first) = await LongRunningAsync(1, 3);
        var (late, last) = await LongRunningAsync(300, 3);
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
            var (world, bot) = await LongRunningAsync(days, 3);
            var next = (await world.CohortAsync(World.Mornings)).Posted[^1].Slot + Duration.FromDays(1);
            world.Clock.Advance((next - world.Now).ToTimeSpan());
            await bot.TickAsync();
            Assert.Equal(days + 1, (await world.CohortAsync(World.Mornings)).Day);
            costs.Add(bot.Table.Calls.Count);
        }

        Assert.Equal(costs[0], costs[1]);
        Assert.Equal(12, costs[0]);
    }

    [Fact]
    public async Task Chatter_costs_nothing()
    {
        var (world, bot) = await LongRunningAsync(3, 3);
        Assert.Equal(0, await CallsAsync(bot, world.Says("U0001", "good morning, has anybody seen my spoon?")));
    }

    private static async Task<int> CallsAsync(World.Process bot, Incoming incoming)
    {
        bot.Table.Calls.Clear();
        await bot.HearAsync(incoming);
        return bot.Table.Calls.Count;
    }

    /// <summary>A cohort on a plan of 400 days that has had so many lessons, each done on time by everybody but the newest by nobody.</summary>
    private static async Task<(World World, World.Process Bot)> LongRunningAsync(int days, int members)
    {
        var world = new World();
        await world.Store.SaveCurriculumAsync(World.LongPlan, default);
        await world.WithAsync(World.Mornings, c => c with { Curriculum = World.LongPlan.Version });
        var cohort = await world.Store.FindCohortAsync(World.Mornings, default);
        var start = cohort!.Value.Schedule.Start;
        var posted = Enumerable.Range(1, days).Select(day =>
        {
            var date = start.PlusDays(day - 1);
            var slot = Calendar.SlotOn(cohort.Value.Schedule, date);
            return Calendar.Post(cohort.Value.Schedule, day, date, slot, slot, $"m{day}");
        });
        var now = Calendar.SlotOn(cohort.Value.Schedule, start.PlusDays(days - 1)) + Duration.FromHours(1);
        var then = cohort.Value with { Posted = [.. posted], NudgedThrough = days, LastSummary = now };
        await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(then, cohort.ETag)], default);

        var changes = new List<Change>();
        for (var i = 1; i <= members; i++)
        {
            var id = new PersonId("slack", "T1", $"U{i:0000}");
            changes.Add(new Change.PutMember(1, Member.New(id, id.User) with { JoinedAt = then.Posted[0].Opens, Ledger = new(new string('o', days - 1)) }, "0"));
            for (var day = 1; day < days && members < 100; day++)
                changes.Add(new Change.PutCheckIn(1, new CheckIn(day, id, then.Posted[day - 1].Opens, CheckInClass.OnTime, ["button"], null, []), null));
        }

        foreach (var chunk in changes.Chunk(100))
            await world.Store.CommitAsync(World.Mornings, [.. chunk.Select(change => change is Change.PutMember put ? put with { ETag = null } : change)], default);
        world.Clock.Advance((now - world.Now).ToTimeSpan());
        return (world, world.Start());
    }
}
