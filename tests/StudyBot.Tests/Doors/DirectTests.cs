using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

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

    /// <summary>Slack sends it once more, or it is read back after an outage: by then another cohort would be the only one with an open lesson.</summary>
    [Fact]
    public async Task A_message_that_was_asked_about_means_nothing_more_when_it_comes_again()
    {
        var (world, bot) = await InTwoAsync();
        var said = Directly(world.Says("U5", "done"));
        Assert.Contains("Which one do you mean?", Told(await bot.HearAsync(said)), StringComparison.Ordinal);
        var pressed = Directly(world.Does("U5", new Did.Pressed("done 1")));
        await bot.HearAsync(pressed with { Where = pressed.Where with { Cohort = World.Evenings } });

        var again = await bot.HearAsync(said);

        Assert.True(again.Duplicate);
        Assert.Empty(again.Replies);
        Assert.Equal(("", "o"), await MarksAsync(world));
    }

    [Theory]
    [InlineData("done!", true)]
    [InlineData("good morning", false)]
    public async Task An_edit_of_what_nobody_counted_is_asked_about_and_guessed_at_never(string edited, bool asks)
    {
        var (world, bot) = await InTwoAsync();
        await bot.HearAsync(world.Says("U5", "done", World.Evenings));
        var said = await bot.HearAsync(Directly(world.Does("U5", new Did.Edited("d1", edited))));

        Assert.Equal(asks, said.Replies.Count == 1 && Told(said).Contains("Which one do you mean?", StringComparison.Ordinal));
        Assert.Equal(("", "o"), await MarksAsync(world));
    }

    [Fact]
    public async Task A_lesson_of_before_that_is_still_open_counts_as_open()
    {
        var (world, bot) = await InTwoAsync();
        world.Pass(Duration.FromDays(1));
        await bot.RoundAsync();
        foreach (var cohort in (CohortId[])[World.Mornings, World.Evenings]) await bot.HearAsync(world.Says("U5", "done 2", cohort));

        // Day 1 is open in both.
        Assert.Contains("Which one do you mean?", Told(await bot.HearAsync(Directly(world.Says("U5", "me")))), StringComparison.Ordinal);
    }

    /// <summary>Day 1 is done in one of them, and open in the other: that is no ground to change anything there.</summary>
    [Theory]
    [InlineData("done", false)]
    [InlineData("today", false)]
    [InlineData("remind me", false)]
    [InlineData("pause until 2026-12-24", true)]
    [InlineData("undo", true)]
    [InlineData("mute", true)]
    [InlineData("hide me", true)]
    [InlineData("leave", true)]
    [InlineData("time 10:00", true)]
    [InlineData("stop", true)]
    public async Task What_changes_a_cohort_is_asked_about_where_it_may_be_about_either(string words, bool asks)
    {
        var (world, bot) = await InTwoAsync();
        await bot.HearAsync(world.Says("U5", "done", World.Evenings));

        var said = await bot.HearAsync(Directly(world.Says("U5", words)));

        Assert.Equal(asks, said.Replies.Any(reply => PlainText.Render(reply.Card).Contains("Which one do you mean?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cohort_is_set_up_in_its_channel_and_not_in_private()
    {
        var (world, bot) = await InTwoAsync();

        var said = await bot.HearAsync(Directly(world.Does("U5", new Did.Submitted(SetUpFields.Form, new Dictionary<string, string>(StringComparer.Ordinal)))));

        Assert.Equal("A cohort lives in a channel. To set one up, add me to a channel and say \"@StudyBot setup\" there.", Told(said));
    }

    [Fact]
    public async Task Whoever_left_one_of_several_comes_back_to_that_one()
    {
        var (world, bot) = await InTwoAsync();
        await bot.HearAsync(world.Says("U5", "leave", World.Evenings, mentioned: true));

        await bot.HearAsync(Directly(world.Says("U5", "join")));

        Assert.False((await world.MemberAsync(World.Evenings, "U5"))!.Left);
    }

    [Fact]
    public async Task Setup_is_no_question_of_which_one()
    {
        var (world, bot) = await InTwoAsync();

        Assert.StartsWith("A cohort lives in a channel.", Told(await bot.HearAsync(Directly(world.Says("U5", "setup")))), StringComparison.Ordinal);
    }

    /// <summary>Who leads without taking part has nothing open there.</summary>
    [Fact]
    public async Task A_cohort_that_somebody_only_leads_is_not_the_one_they_learn_in()
    {
        var (world, bot) = await InTwoAsync();
        await bot.HearAsync(world.Says("U1", "mute", mentioned: true));
        await bot.HearAsync(world.Says("U1", "join", World.Evenings, mentioned: true));

        await bot.HearAsync(Directly(world.Says("U1", "done")));

        Assert.Null((await world.MemberAsync(World.Mornings, "U1"))!.JoinedAt);
        Assert.Equal("o", (await world.MemberAsync(World.Evenings, "U1"))!.Ledger.Marks);
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

    /// <summary>U5 is in two cohorts, with day 1 open in both.</summary>
    private static async Task<(World World, World.Process Bot)> InTwoAsync()
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings);
        var bot = world.Start();
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.RoundAsync();
        foreach (var cohort in (CohortId[])[World.Mornings, World.Evenings]) await bot.HearAsync(world.Says("U5", "join", cohort, mentioned: true));
        return (world, bot);
    }

    private static string Told(Handled handled) => PlainText.Render(Assert.Single(handled.Replies).Card);

    private static async Task<(string Mornings, string Evenings)> MarksAsync(World world) =>
        ((await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks, (await world.MemberAsync(World.Evenings, "U5"))!.Ledger.Marks);

    private static Incoming Directly(Incoming said) => said with { Where = said.Where with { Channel = "D5", Direct = true } };
}
