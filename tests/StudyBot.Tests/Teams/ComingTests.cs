using StudyBot.Fakes.Teams;
using StudyBot.Teams;

namespace StudyBot.Tests.Teams;

/// <summary>The bot comes and goes; who may set a cohort up; and whether plain words reach the bot.</summary>
public class ComingTests
{
    private static readonly Dictionary<string, string> Form = new() { ["start"] = "2026-03-05", ["zone"] = "Europe/Berlin", ["time"] = "10:00" };

    /// <summary>Teams tells of an installation twice, and the Playground with every page load.</summary>
    [Fact]
    public async Task It_greets_once_and_again_only_after_it_was_gone()
    {
        await using var school = await School.OpenAsync(cohort: false);

        await school.DoAsync(() => school.Lea.InstallsAsync(school.Team));
        foreach (var delivery in school.Host.Teams.Deliveries.ToList()) await school.DoAsync(() => school.Host.Teams.RedeliverAsync(delivery, newId: true));
        Assert.Contains("Hello, I am StudyBot", Assert.Single(school.Channel.Messages).Words());
        foreach (var delivery in school.Host.Teams.Deliveries.ToList()) await school.DoAsync(() => school.SendsAsync(delivery.Activity));
        Assert.Single(school.Channel.Messages);

        await school.DoAsync(() => school.Lea.UninstallsAsync(school.Team));
        await school.DoAsync(() => school.Lea.InstallsAsync(school.Team));
        Assert.Equal(2, school.Channel.Messages.Count);
    }

    /// <summary>Teams may move a tenant; the newest address is told with whatever somebody does.</summary>
    [Fact]
    public async Task A_channel_is_reached_where_it_was_last_heard_of()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        await school.DoAsync(() => school.Ana.RepliesAsync(school.Lesson, "done"));

        await school.DoAsync(() => school.SendsAsync(school.Host.Teams.Deliveries[^1].Activity, "https://smba.trafficmanager.net/amer/"));

        var place = await new Places(school.Host.Table).FindAsync(school.Team.Tenant.Id, school.Channel.Id, CancellationToken.None);
        Assert.Equal("https://smba.trafficmanager.net/amer/", place!.Value.Place.Service);
    }

    [Theory]
    [InlineData("Lea", true, true)] // The owner.
    [InlineData("Ana", true, false)]
    [InlineData("Lea", false, false)] // Graph may not say who owns the team, and Ben brought the bot.
    [InlineData("Ben", false, true)]
    public async Task Owners_set_a_cohort_up_and_whoever_brought_the_bot(string who, bool graphSays, bool may)
    {
        await using var school = await School.OpenAsync(cohort: false);
        school.Team.GrantsMembers = graphSays;
        await school.DoAsync(() => school.Ben.InstallsAsync(school.Team));
        var (person, greeting) = (school.Host.Teams.Tenant.Person(who), school.Channel.Messages[0]);

        await school.DoAsync(() => person.PressesAsync(greeting, "Set up a cohort"));
        CardAnswer? answer = null;
        await school.DoAsync(async () => answer = await person.SubmitsAsync(greeting, Form));

        Assert.Equal(may, await school.Host.FindCohortAsync(school.Channel) is not null);
        Assert.Contains(may ? "is set up" : "A team's owners set a cohort up", answer!.Card!["speak"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_guest_sets_nothing_up_even_as_an_owner_of_nothing()
    {
        await using var school = await School.OpenAsync(cohort: false);
        var guest = school.Host.Teams.Tenant.Person("Gus", guest: true);
        await school.DoAsync(() => guest.JoinsAsync(school.Team));
        await school.DoAsync(() => school.Lea.InstallsAsync(school.Team));

        await school.DoAsync(() => guest.PressesAsync(school.Channel.Messages[0], "Set up a cohort"));

        Assert.Null(await school.Host.FindCohortAsync(school.Channel));
    }

    [Fact]
    public async Task Until_a_plain_word_has_come_cards_ask_for_the_button_and_the_lead_learns_why_once()
    {
        await using var school = await School.OpenAsync(cohort: false);
        school.Team.GrantsMessages = false;
        var done = await SetUpAsync(school);
        Assert.Contains("write something here without mentioning me", done);
        // It does not reach the bot.
        await school.DoAsync(() => school.Ana.SaysAsync(school.Channel, "hi"));

        await school.NineAsync();
        Assert.Contains("Press Done when you have done it", school.Lesson.Words());
        Assert.Contains("What reached me in this cohort's channel so far mentioned me", Assert.Single(School.Told(school.Lea)));

        await school.Host.JumpAsync(School.Nine + NodaTime.Duration.FromHours(24));
        Assert.Contains("Press Done", Assert.Single(school.Channel.Lessons(2)).Words());
        Assert.Single(School.Told(school.Lea), told => told.Contains("mentioned me"));
    }

    [Fact]
    public async Task A_plain_word_is_enough_for_plain_replies()
    {
        await using var school = await School.OpenAsync(cohort: false);
        await SetUpAsync(school);
        await school.DoAsync(() => school.Ana.SaysAsync(school.Channel, "hi"));

        await school.NineAsync();

        Assert.Contains("Reply \"done\" when you have done it", school.Lesson.Words());
        Assert.Empty(School.Told(school.Lea));
    }

    [Theory]
    [InlineData("uninstalled", "I am no longer installed here")]
    [InlineData("archived", "the team was archived")]
    public async Task Where_it_may_not_go_on_a_cohort_stops_and_says_why(string how, string why)
    {
        await using var school = await School.OpenAsync();

        await school.DoAsync(() => how == "archived" ? school.Lea.ArchivesAsync(school.Team) : school.Lea.UninstallsAsync(school.Team));
        await school.NineAsync();

        Assert.Empty(school.Channel.Lessons(1));
        Assert.Equal(why, (await school.Host.FindCohortAsync(school.Channel))!.Broken);
    }

    [Fact]
    public async Task A_deleted_channel_stops_its_own_cohort_alone()
    {
        await using var school = await School.OpenAsync();
        var other = school.Team.Channel("Other");
        await school.Host.AddCohortAsync(other, school.Lea, School.Start);
        await school.DoAsync(() => school.Ana.MentionsAsync(other, "join"));

        await school.DoAsync(() => school.Lea.DeletesAsync(other));
        await school.NineAsync();

        Assert.Equal("the channel was deleted", (await school.Host.FindCohortAsync(other))!.Broken);
        _ = school.Lesson;
    }

    [Fact]
    public async Task Where_the_operator_wants_it_a_teams_rows_go_with_the_bot()
    {
        await using var school = await School.OpenAsync(settings: new() { ["Teams:RemoveDataOnUninstall"] = "true" });
        await school.NineAsync();
        await school.DoAsync(() => school.Ana.RepliesAsync(school.Lesson, "done"));

        await school.DoAsync(() => school.Lea.UninstallsAsync(school.Team));

        Assert.Null(await school.Host.FindCohortAsync(school.Channel));
        Assert.DoesNotContain(school.Ana.Id, school.Host.StoredRows());
    }

    [Fact]
    public async Task Somebody_who_leaves_the_team_leaves_its_cohorts()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        foreach (var person in (TeamsPerson[])[school.Ana, school.Ben]) await school.DoAsync(() => person.RepliesAsync(school.Lesson, "done"));
        Assert.Contains("2 of 2 done", school.Lesson.Words());

        await school.DoAsync(() => school.Ana.LeavesAsync(school.Team));
        await school.DoAsync(() => school.Ben.MentionsAsync(school.Channel, "leaderboard"));

        Assert.DoesNotContain("Ana", school.Channel.LastOfBot.Words());
    }

    [Fact]
    public async Task Whoever_brought_the_bot_is_forgotten_when_they_ask()
    {
        await using var school = await School.OpenAsync();
        Assert.Contains(school.Lea.Id, school.Host.StoredRows());

        await school.DoAsync(() => school.Lea.MentionsAsync(school.Channel, "forget me"));
        await school.DoAsync(() => school.Lea.PressesAsync(school.Lea.Chat.LastOfBot, "Forget me now"));

        Assert.DoesNotContain(school.Lea.Id, school.Host.StoredRows());
    }

    private static async Task<string> SetUpAsync(School school)
    {
        await school.DoAsync(() => school.Lea.InstallsAsync(school.Team));
        var greeting = school.Channel.Messages[0];
        await school.DoAsync(() => school.Lea.PressesAsync(greeting, "Set up a cohort"));
        await school.DoAsync(() => school.Lea.SubmitsAsync(greeting, Form));
        return greeting.CardFor(school.Lea)!["speak"]!.GetValue<string>();
    }
}
