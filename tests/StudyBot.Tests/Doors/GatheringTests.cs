using NodaTime;
using StudyBot.Cards;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>What is read for an answer: all that it speaks of, and no more.</summary>
public class GatheringTests
{
    /// <summary>Also for who has done lessons before; whoever is new is written down besides.</summary>
    [Fact]
    public async Task A_check_in_costs_four_calls_and_less_where_the_message_is_its_own_mark()
    {
        var (world, bot) = await World.MorningAsync();
        foreach (var user in (string[])["U5", "U6"]) await bot.HearAsync(world.Says(user, "done 2"));

        Assert.Equal(4, await CostAsync(bot, world.Says("U5", "done")));
        Assert.Equal(3, await CostAsync(bot, world.Message("U6", "p77", "done")));
        Assert.Equal(5, await CostAsync(bot, world.Says("U9", "done")));
        Assert.Equal(5, await CostAsync(bot, world.Says("U5", "done: https://example.org/bread")));
        Assert.Equal(0, await CostAsync(bot, world.Says("U5", "has anybody seen my spoon?")));
    }

    [Theory]
    [InlineData("mute", 3)]
    [InlineData("me", 3)]
    [InlineData("settings", 3)]
    [InlineData("leaderboard all", 3)]
    [InlineData("undo", 4)]
    public async Task A_command_costs_what_it_speaks_of(string command, int calls)
    {
        var (world, bot) = await World.MorningAsync();
        await bot.HearAsync(world.Says("U5", "done"));
        await bot.HearAsync(world.Says("U6", "done"));

        Assert.Equal(calls, await CostAsync(bot, world.Says("U5", command, mentioned: true)));
    }

    [Fact]
    public async Task Status_tells_of_the_newest_delivery_and_of_the_next_one_while_that_is_on_its_way()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        Assert.Equal("none yet", await LastDeliveryAsync(world, bot));

        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        Assert.Equal("day 1, planned for Mon 2 Mar, 09:00 (UTC): sent at 09:00", await LastDeliveryAsync(world, bot));

        world.Slack.Next.Enqueue(_ => Task.FromResult<Sending>(new Sending.NotSent("ratelimited", Duration.FromMinutes(10))));
        world.MoveTo("2026-03-03T09:00:00Z");
        Assert.StartsWith("day 1,", await LastDeliveryAsync(world, bot));
        await bot.TickAsync();
        Assert.Equal("day 2, planned for Tue 3 Mar, 09:00 (UTC): not there yet after 1 try (ratelimited), next at 09:10", await LastDeliveryAsync(world, bot));

        world.Pass(Duration.FromMinutes(10));
        await bot.TickAsync();
        Assert.Equal("day 2, planned for Tue 3 Mar, 09:00 (UTC): sent at 09:10", await LastDeliveryAsync(world, bot));
    }

    [Fact]
    public async Task Not_done_means_the_lesson_it_names_wherever_it_is_said()
    {
        var (world, bot) = await World.MorningAsync();
        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "done 1 and 2"));
        Assert.Equal("oo", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);

        var said = world.Says("U5", "not done 1");
        await bot.HearAsync(said with { Where = said.Where with { Thread = "m2" } });
        Assert.Equal(".o", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);
        Assert.Equal([2], (await world.Store.CheckInsAsync(World.Mornings, 1, 1, 9, default)).Select(checkIn => checkIn.Value.Lesson));

        said = world.Says("U5", "not done");
        await bot.HearAsync(said with { Where = said.Where with { Thread = "m2" } });
        Assert.Empty(await world.Store.CheckInsAsync(World.Mornings, 1, 1, 9, default));
    }

    /// <summary>Of a cohort that was here before, people's own rows are kept and nothing of its plan.</summary>
    [Fact]
    public async Task My_data_holds_every_private_message_and_what_is_kept_from_a_cohort_that_was_here_before()
    {
        var (world, bot) = await World.MorningAsync();
        foreach (var words in (string[])["join", "remind me at 20:00"]) await bot.HearAsync(world.Says("U5", words, mentioned: true));
        await bot.HearAsync(world.Says("U6", "join", mentioned: true));
        world.MoveTo("2026-03-02T20:00:00Z");
        await bot.TickAsync();
        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();
        world.MoveTo("2026-03-03T18:00:00Z");
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "remind me at 22:00", mentioned: true));
        var stored = (await world.Store.FindCohortAsync(World.Mornings, default))!;
        await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(stored.Value with { Run = 2, Posted = [], Schedule = stored.Value.Schedule with { Start = new(2026, 3, 9) } }, stored.ETag)], default);
        await bot.HearAsync(world.Says("U5", "join", mentioned: true));

        var files = (await bot.HearAsync(world.Says("U5", "my data", mentioned: true))).Replies.SelectMany(reply => reply.Files).ToDictionary(file => file.Name, file => file.Content);

        Assert.Equal(["run 1 nudge 0002 U5", "run 1 reminder 0002 U5"], Rows(files["my-messages.csv"]).Select(row => $"run {row[1]} {row[2]} {row[3]}"));
        Assert.Equal(["run 1, plan  by U5 by name", "run 2, plan bread by U5 by name"], Rows(files["my-cohorts.csv"]).Select(row => $"run {row[3]}, plan {row[4]} by {row[5]}"));
        Assert.DoesNotContain("U6", string.Concat(files.Values));
    }

    private static IEnumerable<string[]> Rows(string csv) => csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1).Select(line => line.Split(','));

    private static async Task<string> LastDeliveryAsync(World world, World.Process bot)
    {
        const string Label = "Last delivery: ";
        var status = PlainText.Render(Assert.Single((await bot.HearAsync(world.Says("U1", "status", mentioned: true))).Replies).Card);
        return Assert.Single(status.Split('\n'), line => line.StartsWith(Label, StringComparison.Ordinal))[Label.Length..];
    }

    private static async Task<int> CostAsync(World.Process bot, Incoming incoming)
    {
        bot.Table.Calls.Clear();
        await bot.HearAsync(incoming);
        return bot.Table.Calls.Count;
    }
}
