using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>Somebody learns in two cohorts and writes in private: what they say of a message goes where it was counted.</summary>
public class DirectTests
{
    [Theory]
    [InlineData("")]
    [InlineData("done 1 https://example.org/1")]
    public async Task A_private_done_that_is_edited_or_deleted_changes_in_the_cohort_in_which_it_was_counted(string edited)
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings, cohort => cohort with { Schedule = cohort.Schedule with { Start = new(2026, 3, 3) } });
        var bot = world.Start();
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        world.Pass(Duration.FromDays(1));
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "done 2"));
        await bot.HearAsync(world.Says("U5", "join", World.Evenings, mentioned: true));
        await bot.HearAsync(Directly(world.Does("U5", new Did.Said("d1", "done 1"))));
        Assert.Equal((".o", "o"), await MarksAsync(world));

        await bot.HearAsync(Directly(world.Does("U5", edited.Length > 0 ? new Did.Edited("d1", edited) : new Did.Deleted("d1", world.Now))));

        Assert.Equal((".o", edited.Length > 0 ? "o" : ""), await MarksAsync(world));
    }

    [Fact]
    public async Task A_plan_that_is_over_is_not_meant_while_another_goes_on()
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings, cohort => cohort with { Schedule = cohort.Schedule with { Start = new(2026, 3, 20) } });
        var bot = world.Start();
        for (var day = 2; day <= 20; day++)
        {
            world.MoveTo($"2026-03-{day:00}T09:00:00Z");
            await world.Store.BeatAsync(world.Now, default);
            await bot.RoundAsync();
            if (day == 2) await bot.HearAsync(world.Says("U5", "join", mentioned: true));
        }

        await bot.HearAsync(world.Says("U5", "done", World.Evenings));
        await bot.HearAsync(Directly(world.Says("U5", "pause until 2026-03-25")));

        Assert.Empty((await world.MemberAsync(World.Mornings, "U5"))!.Pauses);
        Assert.Single((await world.MemberAsync(World.Evenings, "U5"))!.Pauses);
    }

    [Fact]
    public async Task Whoever_left_several_is_asked_which_one_to_come_back_to()
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings);
        var bot = world.Start();
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        foreach (var cohort in (CohortId[])[World.Mornings, World.Evenings])
            foreach (var words in (string[])["join", "leave"]) await bot.HearAsync(world.Says("U5", words, cohort, mentioned: true));

        var asked = await bot.HearAsync(Directly(world.Says("U5", "join")));

        Assert.Contains("Which one do you mean?", PlainText.Render(Assert.Single(asked.Replies).Card), StringComparison.Ordinal);
    }

    private static async Task<(string Mornings, string Evenings)> MarksAsync(World world) =>
        ((await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks, (await world.MemberAsync(World.Evenings, "U5"))!.Ledger.Marks);

    private static Incoming Directly(Incoming said) => said with { Where = said.Where with { Channel = "D5", Direct = true } };
}
