using StudyBot.Cards;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>A cohort that is over leaves its posts in the channel, with their buttons and threads, to the next one there.</summary>
public class EarlierPostTests
{
    private const string Refused = "That lesson is of an earlier cohort";

    [Theory]
    [InlineData("m1", "")] // day 1 of the earlier cohort
    [InlineData("m2", "o")]
    [InlineData("p7", "o")] // some other thread
    [InlineData(null, "o")]
    public async Task A_button_counts_for_the_cohort_that_posted_it(string? stands, string marks)
    {
        var (world, bot) = await SecondRunAsync();

        await CountsAsync(world, bot, Below(world.Does("U5", new Did.Pressed("done 1")), stands), marks);
    }

    [Theory]
    [InlineData("done", "m1", "")]
    [InlineData("done 1", "m1", "")]
    [InlineData("done 1-2 https://bread.example", "m1", "")]
    [InlineData("done", "m2", "o")]
    [InlineData("done", "p7", "o")]
    [InlineData("done 2", "m1", ".o")] // it is named, wherever it is written
    public async Task So_does_a_reply(string words, string stands, string marks)
    {
        var (world, bot) = await SecondRunAsync();

        await CountsAsync(world, bot, Below(world.Says("U5", words), stands), marks);
    }

    [Theory]
    [InlineData("undo", "m1", "o")]
    [InlineData("undo 1", "m1", "o")]
    [InlineData("not done 1", "m1", "o")]
    [InlineData("undo", "m2", "")]
    [InlineData("undo", "p7", "")]
    public async Task And_what_takes_one_back(string words, string stands, string marks)
    {
        var (world, bot) = await SecondRunAsync();
        await bot.HearAsync(Below(world.Says("U5", "done"), "m2"));

        var handled = await bot.HearAsync(Below(world.Says("U5", words), stands));

        Assert.Equal(marks, await MarksAsync(world));
        Assert.Equal(marks == "o", IsRefused(handled));
    }

    [Fact]
    public async Task No_reminder_is_planned_from_there_and_all_else_is_answered()
    {
        var (world, bot) = await SecondRunAsync();

        Assert.True(IsRefused(await bot.HearAsync(Below(world.Does("U5", new Did.Pressed("remind me")), "m1"))));
        Assert.False(IsRefused(await bot.HearAsync(Below(world.Does("U5", new Did.Pressed("remind me")), "m2"))));
        Assert.False(IsRefused(await bot.HearAsync(Below(world.Says("U5", "today", mentioned: true), "m1"))));
        Assert.Empty((await bot.HearAsync(Below(world.Says("U5", "not done yet"), "m1"))).Replies);
    }

    /// <summary>While the next lesson's post is in doubt, any post that is not known may be it.</summary>
    [Fact]
    public async Task A_check_mark_there_counts_for_no_lesson_on_its_way()
    {
        var (world, bot) = await SecondRunAsync();
        world.Slack.Next.Enqueue(world.Slack.LostOnTheWay);
        world.MoveTo("2026-03-04T09:00:00Z");
        await bot.TickAsync();

        await bot.HearAsync(world.Does("U5", new Did.Reacted("m1", "white_check_mark", On: true)));
        Assert.Equal("", await MarksAsync(world));
        await bot.HearAsync(world.Does("U5", new Did.Reacted("m3", "white_check_mark", On: true)));
        Assert.Equal(".o", await MarksAsync(world));
    }

    /// <summary>Counted for the cohort that runs, or refused.</summary>
    private static async Task CountsAsync(World world, World.Process bot, Incoming said, string marks)
    {
        var handled = await bot.HearAsync(said);

        Assert.Equal(marks, await MarksAsync(world));
        Assert.Equal(marks.Length == 0, IsRefused(handled));
    }

    private static async Task<(World World, World.Process Bot)> SecondRunAsync()
    {
        var (world, bot) = await World.MorningAsync();
        var stored = (await world.Store.FindCohortAsync(World.Mornings, default))!;
        await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(stored.Value with { Run = 2, Posted = [], Schedule = stored.Value.Schedule with { Start = new(2026, 3, 3) } }, stored.ETag)], default);
        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();
        Assert.Equal("m2", (await world.Store.FindCohortAsync(World.Mornings, default))!.Value.Lesson(1)!.MessageId);
        return (world, bot);
    }

    private static Incoming Below(Incoming said, string? post) => said with { Where = said.Where with { Thread = post } };

    private static bool IsRefused(Handled handled) => handled.Replies.Any(reply => PlainText.Render(reply.Card).StartsWith(Refused, StringComparison.Ordinal));

    private static async Task<string> MarksAsync(World world) =>
        (await world.Store.FindMemberAsync(World.Mornings, 2, new(World.Mornings.Platform, World.Mornings.Tenant, "U5"), default))?.Value.Ledger.Marks ?? "";
}
