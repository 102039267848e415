using NodaTime;
using StudyBot.Cards;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Tests.Doors;

/// <summary>The bot comes to a channel, and somebody sets a cohort up there: once, whoever is faster and however often it is delivered.</summary>
public class SettingUpInAChannelTests
{
    [Fact]
    public async Task The_greeting_is_for_the_whole_channel_and_comes_only_where_none_learns_yet()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();

        Assert.False(Assert.Single((await bot.HearAsync(world.Does("U1", new Did.BotAdded(), World.Elsewhere))).Replies).Private);
        Assert.Empty((await bot.HearAsync(world.Does("U1", new Did.BotAdded()))).Replies);
    }

    /// <summary>Whoever brought the bot back need not have been told that this is not all.</summary>
    [Fact]
    public async Task Where_a_cohort_stopped_the_greeting_says_what_starts_it_again()
    {
        var world = await new World().WithAsync(World.Mornings);
        var stored = (await world.Store.FindCohortAsync(World.Mornings, default))!;
        await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(stored.Value with { Broken = Say.Reasons.Removed }, stored.ETag)], default);

        var answer = await world.Start().HearAsync(world.Does("U1", new Did.BotAdded()));

        Assert.False(Assert.Single(answer.Replies).Private);
        Assert.Equal("I am here again. Bread has stopped posting before its first lesson. A lead can say \"@StudyBot resume cohort\" to start it again.", Told(answer));
    }

    [Theory]
    [InlineData("Europe/Lisbon", "Europe/Lisbon")]
    [InlineData("Mars/Base", "UTC")]
    [InlineData(null, "UTC")]
    public async Task The_form_proposes_the_zone_of_whoever_asks_for_it(string? own, string proposed)
    {
        var world = new World();
        var asked = world.Says("U7", "setup", mentioned: true);

        var answer = await world.Start().HearAsync(asked with { From = asked.From with { Zone = own } });

        var form = Assert.Single(Assert.Single(answer.Replies).Card.Parts.OfType<Part.Form>());
        Assert.Equal(proposed, form.Fields.Single(field => field.Name == SetUpFields.Zone).Value);
    }

    [Fact]
    public async Task A_guest_is_told_that_they_cannot_lead_and_sets_nothing_up()
    {
        var world = new World();
        var form = Form(world);

        var answer = await world.Start().HearAsync(form with { From = form.From with { Guest = true } });

        Assert.Equal(PlainText.Render(Say.GuestCannotLead()), Told(answer));
        Assert.Null(await world.Store.FindCohortAsync(World.Mornings, default));
    }

    [Fact]
    public async Task Who_sets_up_leads_and_learns_when_the_first_lesson_comes()
    {
        var world = new World();
        var bot = world.Start();

        var answer = await bot.HearAsync(Form(world));

        Assert.Contains("Day 1 comes on Mon 9 Mar, 09:00", Told(answer));
        Assert.Equal(World.Mornings, answer.Cohort);
        Assert.Equal(["U7"], (await world.CohortAsync(World.Mornings)).Leads);
        world.MoveTo("2026-03-09T08:00:00Z");
        await bot.TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
    }

    [Fact]
    public async Task A_first_lesson_whose_time_is_past_today_is_told_to_come_now()
    {
        var world = new World();
        world.MoveTo("2026-03-09T14:00:00Z");
        var bot = world.Start();

        Assert.Contains("Day 1 comes now. This is what it holds:", Told(await bot.HearAsync(Form(world))));

        await bot.TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
    }

    /// <summary>Also a day later, when the night's sweep has gone over it.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_form_that_is_delivered_again_says_and_changes_nothing_and_another_is_told_what_runs_there(int days)
    {
        var world = new World();
        var bot = world.Start();
        var form = Form(world);
        await bot.HearAsync(form);
        world.Pass(Duration.FromDays(days));
        await bot.Store.SweepAsync(world.Now, default);

        Assert.True((await bot.HearAsync(form)).Duplicate);
        Assert.StartsWith("Bread is set up here and has not started yet", Told(await bot.HearAsync(Form(world, "U8"))));
        Assert.Equal((1, "U7"), ((await world.CohortAsync(World.Mornings)).Run, Assert.Single((await world.CohortAsync(World.Mornings)).Leads)));
    }

    /// <summary>The cohort was written, and the bot died before it could say so: whoever set it up is not told that somebody else has.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_form_whose_cohort_was_written_before_a_crash_is_known_when_it_comes_again(int days)
    {
        var (world, bot) = Start();
        var form = Form(world);
        bot.Table.Meets = call => call is { Kind: "write", Partition: "events" } ? Fault.Down : Fault.None;
        await Assert.ThrowsAsync<TableUnavailableException>(() => bot.HearAsync(form));
        world.Pass(Duration.FromDays(days));
        await world.Store.SweepAsync(world.Now, default);

        var again = await world.Start().HearAsync(form);

        Assert.True(again.Duplicate);
        Assert.Empty(again.Replies);
        Assert.Equal(["U7"], (await world.CohortAsync(World.Mornings)).Leads);
    }

    [Fact]
    public async Task Of_two_who_set_up_at_once_one_leads_and_the_other_is_told_so()
    {
        var (world, bot) = Start();
        var other = world.Start();
        bot.Table.Meanwhile = Before(bot, () => other.HearAsync(Form(world, "U8")));

        Assert.StartsWith("Bread is set up here and has not started yet", Told(await bot.HearAsync(Form(world))));

        Assert.Equal(["U8"], (await world.CohortAsync(World.Mornings)).Leads);
    }

    [Fact]
    public async Task Of_one_form_that_two_bots_hear_at_once_one_answers()
    {
        var (world, bot) = Start();
        var (other, form) = (world.Start(), Form(world));
        Handled? first = null;
        bot.Table.Meanwhile = Before(bot, async () => first = await other.HearAsync(form));

        var second = await bot.HearAsync(form);

        Assert.Single(first!.Replies);
        Assert.True(second.Duplicate);
    }

    private static (World World, World.Process Bot) Start()
    {
        var world = new World();
        return (world, world.Start());
    }

    /// <summary>Somebody else is heard from beginning to end when this one is about to write the cohort.</summary>
    private static Func<TableCall, Task> Before(World.Process bot, Func<Task> act) => async call =>
    {
        if (!call.Partition.StartsWith("cohort", StringComparison.Ordinal)) return;
        bot.Table.Meanwhile = null;
        await act();
    };

    private static string Told(Handled handled) => PlainText.Render(Assert.Single(handled.Replies).Card);

    private static Incoming Form(World world, string user = "U7") => world.Does(user, new Did.Submitted(SetUpFields.Form, new Dictionary<string, string>
    {
        [SetUpFields.Curriculum] = "bread",
        [SetUpFields.Start] = "2026-03-09",
        [SetUpFields.Time] = "09:00",
        [SetUpFields.Zone] = "Europe/Berlin",
        [SetUpFields.Days] = "mon-fri",
    }));
}
