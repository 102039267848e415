using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;

namespace StudyBot.Tests.Doors;

/// <summary>A person's own page.</summary>
public class HomeTests
{
    [Fact]
    public async Task Who_takes_part_sees_the_newest_lesson_how_they_stand_and_what_is_open()
    {
        var (world, bot) = await World.MorningAsync();
        await bot.HearAsync(world.Says("U5", "done"));
        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();

        var page = Assert.Single(await PageAsync(world, "U5"));

        Assert.Contains("Day 2 · Step 2", page);
        Assert.Contains("Streak: 1", page);
        Assert.Contains("Completed: 1 lesson", page);
        Assert.DoesNotContain("Still open", page);
    }

    [Fact]
    public async Task An_older_lesson_that_can_still_be_done_stands_below_the_newest()
    {
        var (world, bot) = await World.MorningAsync();
        await bot.HearAsync(world.Says("U5", "join", mentioned: true));
        await bot.HearAsync(world.Says("U5", "done 3"));
        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();

        Assert.Contains("Still open: Day 1 · Step 1", Assert.Single(await PageAsync(world, "U5")));
    }

    [Fact]
    public async Task Who_left_and_who_only_leads_see_that_and_who_is_in_none_how_to_begin()
    {
        var (world, bot) = await World.MorningAsync();
        foreach (var words in (string[])["join", "leave"]) await bot.HearAsync(world.Says("U5", words, mentioned: true));
        await bot.HearAsync(world.Says("U1", "settings", mentioned: true));
        await bot.HearAsync(world.Says("U1", "unmute", mentioned: true));

        Assert.Contains("You have left Bread", Assert.Single(await PageAsync(world, "U5")));
        Assert.Contains("You lead this cohort", Assert.Single(await PageAsync(world, "U1")));
        Assert.Contains("You are in no cohort yet", Assert.Single(await PageAsync(world, "U9")));
    }

    private static async Task<string[]> PageAsync(World world, string user)
    {
        var home = new Home(world.Store, new Library(world.Store), world.Clock);
        return [.. (await home.OfAsync(new PersonId("slack", "T1", user), default)).Select(card => PlainText.Render(card))];
    }
}
