using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Tests.Doors;

/// <summary>A channel's next cohort begins with rows of its own; whoever wished to be hidden or muted has not changed their mind.</summary>
public class NextRunTests
{
    [Fact]
    public async Task Whoever_was_hidden_and_muted_stays_so()
    {
        var (world, bot) = await HiddenAsync();
        await NextRunAsync(world);
        await NextRunAsync(world);

        foreach (var user in (string[])["U5", "U6"]) await bot.HearAsync(world.Says(user, "done 1"));

        Assert.Equal((true, true), await ChosenAsync(world, 3, "U5"));
        Assert.Equal((false, false), await ChosenAsync(world, 3, "U6"));
    }

    /// <summary>Perhaps they are in the channel no more, and a direct message does not tell.</summary>
    [Fact]
    public async Task Whoever_left_is_told_nothing_of_those_who_came_after()
    {
        var (world, bot) = await HiddenAsync();
        await bot.HearAsync(world.Says("U6", "leave", mentioned: true));
        await NextRunAsync(world);
        await bot.HearAsync(world.Says("U7", "done 1"));

        async Task<string> BoardAsync()
        {
            var asked = world.Says("U6", "leaderboard");
            return PlainText.Render(Assert.Single((await bot.HearAsync(asked with { Where = asked.Where with { Direct = true } })).Replies).Card);
        }

        var notJoined = PlainText.Render(Say.NotJoined("Bread"));
        Assert.Equal(notJoined, await BoardAsync());
        await bot.HearAsync(world.Says("U6", "done 1"));
        Assert.NotEqual(notJoined, await BoardAsync());
    }

    /// <summary>They took part before, are gone from the channel, and a direct message leads to its cohort all the same.</summary>
    [Theory]
    [InlineData("U6", true)]
    [InlineData("U9", false)] // nobody here ever knew them
    public async Task Whoever_leaves_the_channel_before_they_have_joined_the_new_run_is_told_nothing_of_it(string user, bool isKnown)
    {
        var (world, bot) = await HiddenAsync();
        await NextRunAsync(world);

        await bot.HearAsync(world.Does(user, new Did.LeftChannel()));

        Assert.Equal(isKnown ? true : null, (await world.Store.FindMemberAsync(World.Mornings, 2, new("slack", "T1", user), default))?.Value.Left);
        if (!isKnown) return;
        var asked = world.Says(user, "leaderboard");
        Assert.Equal(PlainText.Render(Say.NotJoined("Bread")), PlainText.Render(Assert.Single((await bot.HearAsync(asked with { Where = asked.Where with { Direct = true } })).Replies).Card));
    }

    /// <summary>They are here again, or never were gone.</summary>
    [Fact]
    public async Task Whoever_left_before_may_be_reminded_and_may_lead()
    {
        var (world, bot) = await HiddenAsync();
        await bot.HearAsync(world.Says("U6", "leave", mentioned: true));
        await NextRunAsync(world);
        world.MoveTo("2026-03-09T09:00:00Z");
        await bot.TickAsync();

        await bot.HearAsync(world.Says("U6", "remind me", mentioned: true));
        await bot.HearAsync(world.Says("U1", "lead <@U6|Udo>", mentioned: true));
        Assert.False((await world.Store.FindMemberAsync(World.Mornings, 2, new("slack", "T1", "U6"), default))!.Value.Left);
        world.MoveTo("2026-03-09T18:00:00Z");
        await bot.TickAsync();

        Assert.Contains("reminder 0001 u6", world.Slack.Of(World.Mornings));
    }

    [Fact]
    public async Task What_was_chosen_last_holds()
    {
        var (world, bot) = await HiddenAsync();
        await NextRunAsync(world);
        await bot.HearAsync(world.Says("U5", "show me", mentioned: true));
        await NextRunAsync(world);

        await bot.HearAsync(world.Says("U5", "join", mentioned: true));

        Assert.Equal((false, true), await ChosenAsync(world, 3, "U5"));
    }

    [Fact]
    public async Task Whoever_is_named_as_a_lead_or_sets_it_up_stays_so_too()
    {
        var (world, bot) = await HiddenAsync();
        await NextRunAsync(world);
        await bot.HearAsync(world.Says("U1", "lead <@U5|Ulla>", mentioned: true));
        Assert.Equal((true, true), await ChosenAsync(world, 2, "U5"));

        var running = (await world.Store.FindCohortAsync(World.Mornings, default))!;
        var past = world.Now - Duration.FromDays(20);
        PostedLesson[] posted = [.. Enumerable.Range(1, 5).Select(day => new PostedLesson(day, new(2026, 2, day), past, past, past, past, past, $"old {day}"))];
        await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(running.Value with { Posted = posted, NudgedThrough = 5, Schedule = running.Value.Schedule with { Summary = null } }, running.ETag)], default);
        await bot.HearAsync(world.Does("U5", new Did.Submitted(SetUpFields.Form, new Dictionary<string, string>
        {
            [SetUpFields.Curriculum] = "bread",
            [SetUpFields.Start] = "2026-03-09",
            [SetUpFields.Time] = "09:00",
            [SetUpFields.Zone] = "Europe/Berlin",
            [SetUpFields.Days] = "mon-fri",
        })));

        Assert.Equal((true, true), await ChosenAsync(world, 3, "U5"));
    }

    /// <summary>A row of an earlier run is read for whoever has none yet, and for nobody else.</summary>
    [Fact]
    public async Task Whoever_has_a_row_costs_no_more_than_in_the_first_run()
    {
        var (world, bot) = await HiddenAsync();
        await NextRunAsync(world);

        await bot.HearAsync(world.Says("U6", "done 1"));

        Assert.Equal(6, await CostAsync(bot, world.Says("U5", "done 1")));
        await bot.HearAsync(world.Says("U5", "undo 1"));
        Assert.Equal(4, await CostAsync(bot, world.Says("U5", "done 1")));
    }

    /// <summary>In the first run U5 is hidden and muted, and U6 is neither.</summary>
    private static async Task<(World World, World.Process Bot)> HiddenAsync()
    {
        var (world, bot) = await World.MorningAsync();
        foreach (var words in (string[])["join", "hide me", "mute"]) await bot.HearAsync(world.Says("U5", words, mentioned: true));
        await bot.HearAsync(world.Says("U6", "join", mentioned: true));
        return (world, bot);
    }

    private static async Task NextRunAsync(World world)
    {
        var stored = (await world.Store.FindCohortAsync(World.Mornings, default))!;
        var next = stored.Value with { Run = stored.Value.Run + 1, Posted = [], Schedule = stored.Value.Schedule with { Start = new(2026, 3, 9) } };
        await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(next, stored.ETag)], default);
    }

    private static async Task<(bool Hidden, bool Muted)> ChosenAsync(World world, int run, string user)
    {
        var member = (await world.Store.FindMemberAsync(World.Mornings, run, new("slack", "T1", user), default))!.Value;
        return (member.Hidden, member.Muted);
    }

    private static async Task<int> CostAsync(World.Process bot, Incoming incoming)
    {
        bot.Table.Calls.Clear();
        await bot.HearAsync(incoming);
        return bot.Table.Calls.Count;
    }
}
