using NodaTime;
using StudyBot.Cards;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>Whatever changes a lesson's count comes to its card.</summary>
public class CountTests
{
    [Fact]
    public async Task Whoever_joins_with_an_earlier_lesson_counts_on_the_newest_card_too()
    {
        var (world, bot) = await World.MorningAsync();
        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();

        await bot.HearAsync(world.Says("U5", "done 1"));
        await bot.TickAsync();

        Assert.Equal("1 of 1 done: that is the whole team.", Count(world, 1));
        Assert.StartsWith("0 of 1 done.", Count(world, 2));
    }

    /// <summary>It is delivered again, changes nothing, and asks for no card.</summary>
    [Fact]
    public async Task A_check_in_whose_answer_the_store_lost_comes_to_the_card_all_the_same()
    {
        var (world, bot) = await World.MorningAsync();
        var said = world.Message("U5", "p1", "done");
        bot.Table.Meets = call => call.Kind == "write" && call.Partition.StartsWith("cohort", StringComparison.Ordinal) ? Fault.ReplyLost : Fault.None;
        await Assert.ThrowsAsync<TableUnavailableException>(() => bot.HearAsync(said));
        bot.Table.Meets = _ => Fault.None;
        await bot.HearAsync(said);

        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();

        Assert.Equal("1 of 1 done: that is the whole team.", Count(world, 1));
    }

    [Fact]
    public async Task An_older_card_that_comes_over_another_bots_newer_one_does_not_stay()
    {
        var (world, bot) = await World.MorningAsync();
        var other = world.Start();
        await bot.HearAsync(world.Says("U5", "done"));
        world.Slack.NextUpdate.Enqueue(() =>
        {
            other.HearAsync(world.Says("U6", "done")).GetAwaiter().GetResult();
            other.TickAsync().GetAwaiter().GetResult();
            Assert.StartsWith("2 of 2 done", Count(world, 1));
            return true;
        });

        await bot.TickAsync();

        Assert.StartsWith("2 of 2 done", Count(world, 1));
        Assert.Equal(3, world.Slack.Count("update"));
    }

    [Fact]
    public async Task A_check_in_for_a_post_that_is_not_recorded_yet_comes_to_the_card_once_it_is()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "done"));
        await bot.Poster.DrainAsync(default);
        Assert.Equal(0, world.Slack.Count("update"));

        for (var minute = 0; minute < 2; minute++)
        {
            world.Pass(Duration.FromMinutes(1));
            await bot.TickAsync();
        }

        Assert.Equal("1 of 1 done: that is the whole team.", Count(world, 1));
    }

    [Fact]
    public async Task Whoever_joins_while_a_post_is_not_recorded_yet_counts_on_its_card_too()
    {
        var (world, bot) = await World.MorningAsync();
        world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "join", mentioned: true));

        for (var minute = 0; minute < 2; minute++)
        {
            world.Pass(Duration.FromMinutes(1));
            await bot.TickAsync();
        }

        Assert.StartsWith("0 of 1 done.", Count(world, 2));
    }

    /// <summary>Its members are read, and its post is not claimed yet.</summary>
    [Fact]
    public async Task A_check_in_ahead_that_comes_while_the_lessons_card_is_made_comes_to_that_card()
    {
        var (world, bot) = await World.MorningAsync();
        var other = world.Start();
        await bot.HearAsync(world.Says("U5", "join", mentioned: true));
        world.MoveTo("2026-03-03T09:00:00Z");
        bot.Table.Meanwhile = async call =>
        {
            if (!call.Key.StartsWith("delivery|", StringComparison.Ordinal)) return;
            bot.Table.Meanwhile = null;
            await other.HearAsync(world.Says("U5", "done 2"));
            await other.Poster.DrainAsync(default);
        };
        await bot.TickAsync();
        Assert.StartsWith("0 of 1 done.", Count(world, 2));

        world.Pass(Duration.FromMinutes(1));
        await other.TickAsync();

        Assert.StartsWith("1 of 1 done", Count(world, 2));
    }

    private static string Count(World world, int lesson) => $"{world.Slack.Posts[lesson - 1].Card.Parts.OfType<Part.Note>().Last().Text}";
}
