using StudyBot.Fakes.Teams;
using StudyBot.Storage;
using StudyBot.Teams;
using StudyBot.Tests.Doors;

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

        CardAnswer? answer = null;
        await school.DoAsync(async () => answer = await person.PressesAsync(greeting, "Set up a cohort"));
        if (may) await school.DoAsync(async () => answer = await person.SubmitsAsync(greeting, Form));

        Assert.Equal(may, await school.Host.FindCohortAsync(school.Channel) is not null);
        Assert.Contains(may ? "is set up" : "Whoever added me here sets a cohort up", answer!.Card!["speak"]!.GetValue<string>());
    }

    /// <summary>Teams' dialog asks for a channel, and names it as the conversation the bot comes to.</summary>
    [Theory]
    [InlineData("Ben", true)]
    [InlineData("Ana", false)]
    public async Task Whoever_brought_the_bot_sets_up_in_each_channel_whichever_one_they_picked(string who, bool may)
    {
        await using var school = await School.OpenAsync(cohort: false);
        school.Team.GrantsMembers = false;
        var (person, picked) = (school.Host.Teams.Tenant.Person(who), school.Team.Channel("Picked"));
        await school.DoAsync(() => school.Ben.InstallsAsync(school.Team, picked));
        Assert.Contains("Hello, I am StudyBot", Assert.Single(picked.Messages).Words());

        foreach (var channel in (TeamsConversation[])[picked, school.Channel, school.Team.Channel("Another")])
        {
            await SetUpAsync(school, person, channel);
            Assert.Equal(may, await school.Host.FindCohortAsync(channel) is not null);
        }
    }

    /// <summary>They were an owner when they asked for it.</summary>
    [Fact]
    public async Task The_form_is_taken_from_nobody_who_may_set_up_no_longer()
    {
        await using var school = await School.OpenAsync(cohort: false);
        await school.DoAsync(() => school.Ben.InstallsAsync(school.Team));
        await school.DoAsync(() => school.Lea.MentionsAsync(school.Channel, "setup"));
        var form = school.Lea.Chat.LastOfBot;
        school.Team.GrantsMembers = false;
        school.Host.Clock.Advance(TimeSpan.FromHours(2));

        CardAnswer? answer = null;
        await school.DoAsync(async () => answer = await school.Lea.SubmitsAsync(form, Form));

        Assert.Contains("Whoever added me here sets a cohort up", answer!.Card!["speak"]!.GetValue<string>());
        Assert.Null(await school.Host.FindCohortAsync(school.Channel));
    }

    [Fact]
    public async Task Who_sends_the_form_in_their_own_chat_is_asked_for_a_plain_word_in_the_channel()
    {
        await using var school = await School.OpenAsync(cohort: false);
        await school.DoAsync(() => school.Lea.InstallsAsync(school.Team));
        await school.DoAsync(() => school.Lea.MentionsAsync(school.Channel, "setup"));

        CardAnswer? answer = null;
        await school.DoAsync(async () => answer = await school.Lea.SubmitsAsync(school.Lea.Chat.LastOfBot, Form));

        Assert.Contains("write something in the cohort's channel without mentioning me", answer!.Card!["speak"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_greeting_tells_who_presses_it_what_can_be_said_and_lets_them_set_up_all_the_same()
    {
        await using var school = await School.OpenAsync(cohort: false);
        await school.DoAsync(() => school.Lea.InstallsAsync(school.Team));
        var greeting = school.Channel.Messages[0];

        CardAnswer? answer = null;
        await school.DoAsync(async () => answer = await school.Lea.PressesAsync(greeting, "What can I say?"));
        Assert.Contains("What you can say", answer!.Card!["speak"]!.GetValue<string>());
        await school.DoAsync(() => school.Lea.PressesAsync(greeting, "Set one up"));
        await school.DoAsync(() => school.Lea.SubmitsAsync(greeting, Form));

        Assert.NotNull(await school.Host.FindCohortAsync(school.Channel));
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
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_it_comes_back_cards_ask_for_the_button_again_until_a_plain_word_has_come(bool elsewhere)
    {
        await using var school = await School.OpenAsync(cohort: false);
        await SetUpAsync(school);
        await school.DoAsync(() => school.Ana.SaysAsync(school.Channel, "hi"));
        Assert.False((await school.Host.FindCohortAsync(school.Channel))!.ShowButtonsFirst);

        await school.DoAsync(() => school.Lea.UninstallsAsync(school.Team));
        await school.DoAsync(() => elsewhere ? school.Lea.InstallsAsync(school.Team, school.Team.Channel("Picked")) : school.Lea.InstallsAsync(school.Team));
        Assert.True((await school.Host.FindCohortAsync(school.Channel))!.ShowButtonsFirst);

        await school.DoAsync(() => school.Ana.SaysAsync(school.Channel, "hi"));
        Assert.False((await school.Host.FindCohortAsync(school.Channel))!.ShowButtonsFirst);
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

    /// <summary>A private channel has members of its own, and the bot comes to it and leaves it by itself.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_private_channel_that_lets_the_bot_go_ends_its_own_cohort_alone(bool removes)
    {
        await using var school = await School.OpenAsync(settings: new() { ["Teams:RemoveDataOnUninstall"] = removes ? "true" : "false" });
        var quiet = await PrivateAsync(school);

        await school.DoAsync(() => school.Lea.UninstallsAsync(quiet));
        await school.NineAsync();

        var ended = await school.Host.FindCohortAsync(quiet);
        Assert.Equal(removes ? null : "I am no longer installed here", ended?.Broken);
        Assert.Equal(removes, ended is null);
        Assert.Empty(quiet.Lessons(1));
        Assert.Null((await school.Host.FindCohortAsync(school.Channel))!.Broken);
        _ = school.Lesson;
    }

    [Fact]
    public async Task Somebody_who_leaves_a_private_channel_leaves_its_cohort_alone()
    {
        await using var school = await School.OpenAsync();
        var quiet = await PrivateAsync(school);
        await school.NineAsync();
        foreach (var channel in (TeamsConversation[])[school.Channel, quiet])
            foreach (var person in (TeamsPerson[])[school.Ana, school.Ben]) await school.DoAsync(() => person.RepliesAsync(channel.Lessons(1)[0], "done"));

        await school.DoAsync(() => school.Ana.LeavesAsync(quiet));

        foreach (var (channel, stays) in ((TeamsConversation, bool)[])[(quiet, false), (school.Channel, true)])
        {
            await school.DoAsync(() => school.Ben.MentionsAsync(channel, "leaderboard"));
            Assert.Equal(stays, channel.LastOfBot.Words().Contains("Ana", StringComparison.Ordinal));
        }
    }

    /// <summary>With whom a channel is shared changes nothing about who studies in it.</summary>
    [Fact]
    public async Task A_channel_may_be_shared_and_unshared()
    {
        await using var school = await School.OpenAsync();
        await PrivateAsync(school);
        foreach (var on in (bool[])[true, false]) await school.DoAsync(() => school.Lea.SharesAsync(school.Channel, on));

        await school.NineAsync();

        _ = school.Lesson;
        Assert.All(school.Host.Teams.Deliveries, delivery => Assert.True(delivery.Acknowledged));
    }

    [Fact]
    public async Task Whoever_brought_the_bot_is_forgotten_when_they_ask()
    {
        await using var school = await School.OpenAsync(cohort: false);
        await school.DoAsync(() => school.Lea.InstallsAsync(school.Team, school.Team.Channel("Picked")));
        await school.Host.AddCohortAsync(school.Channel, school.Lea, School.Start);
        Assert.Contains(school.Lea.Id, school.Host.StoredRows());

        await school.DoAsync(() => school.Lea.MentionsAsync(school.Channel, "forget me"));
        await school.DoAsync(() => school.Lea.PressesAsync(school.Lea.Chat.LastOfBot, "Forget me now"));

        Assert.DoesNotContain(school.Lea.Id, school.Host.StoredRows());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_brought_the_bot_and_joined_nothing_is_forgotten_when_they_ask(bool directly)
    {
        await using var school = await School.OpenAsync(cohort: false);
        await school.DoAsync(() => school.Lea.InstallsAsync(school.Team, school.Team.Channel("Picked")));
        await school.DoAsync(() => school.Lea.InstallsAsync());
        Assert.Contains(school.Lea.Id, school.Host.StoredRows());

        await school.DoAsync(() => directly ? school.Lea.SaysToBotAsync("forget me") : school.Lea.MentionsAsync(school.Channel, "forget me"));
        await school.DoAsync(() => school.Lea.PressesAsync(school.Lea.Chat.LastOfBot, "Forget me now"));

        Assert.DoesNotContain(school.Lea.Id, school.Host.StoredRows());
    }

    [Fact]
    public async Task Whoever_brought_the_bot_is_forgotten_though_the_place_is_written_in_the_same_instant()
    {
        var inner = new MemoryTable();
        var table = new ScriptedTable(inner, new Fuse());
        await using var school = await School.OpenAsync(table: table);
        var (tenant, channel, places) = (school.Team.Tenant.Id, school.Channel.Id, new Places(inner));
        await school.DoAsync(() => school.Lea.MentionsAsync(school.Channel, "forget me"));
        var races = 0;
        table.Meanwhile = async call =>
        {
            if (!call.Key.StartsWith("place|", StringComparison.Ordinal) || ++races > 1) return;
            var (place, etag) = (await places.FindAsync(tenant, channel, CancellationToken.None))!.Value;
            Assert.True(await places.ReplaceAsync(tenant, place with { HearsAll = true }, etag, CancellationToken.None));
        };

        await school.DoAsync(() => school.Lea.PressesAsync(school.Lea.Chat.LastOfBot, "Forget me now"));

        Assert.True(races > 1);
        Assert.All(await places.AllAsync(tenant, CancellationToken.None), found => Assert.Null(found.Place.Installer));
    }

    /// <summary>In this process it had been heard before; the team may not have agreed to it again.</summary>
    [Fact]
    public async Task Whether_plain_words_reach_the_bot_is_found_out_anew_where_it_was_removed_in_between()
    {
        var (table, id) = (new MemoryTable(), new StudyBot.Cohorts.CohortId("teams", "tenant", "channel"));
        var places = new Places(table);
        var reach = new Reach(places, new StudyStore(table), TimeProvider.System);
        var place = new ChatPlace(id.Channel, StudyBot.Teams.ConversationKind.Channel, "https://teams.example");
        await places.AddAsync(id.Tenant, place, CancellationToken.None);
        await reach.HeardAsync(id.Tenant, id.Channel, CancellationToken.None);
        Assert.True(await reach.BeginAsync(id, CancellationToken.None));

        await places.RemoveAsync(id.Tenant, id.Channel, CancellationToken.None);
        await places.AddAsync(id.Tenant, place, CancellationToken.None);
        Assert.False(await reach.BeginAsync(id, CancellationToken.None));

        await reach.HeardAsync(id.Tenant, id.Channel, CancellationToken.None);
        Assert.True(await reach.BeginAsync(id, CancellationToken.None));
    }

    private static async Task<string> SetUpAsync(School school)
    {
        await school.DoAsync(() => school.Lea.InstallsAsync(school.Team));
        var greeting = school.Channel.Messages[0];
        await school.DoAsync(() => school.Lea.PressesAsync(greeting, "Set up a cohort"));
        await school.DoAsync(() => school.Lea.SubmitsAsync(greeting, Form));
        return greeting.CardFor(school.Lea)!["speak"]!.GetValue<string>();
    }

    /// <summary>By a mention, in any channel.</summary>
    private static async Task SetUpAsync(School school, TeamsPerson person, TeamsConversation channel)
    {
        await school.DoAsync(() => person.MentionsAsync(channel, "setup"));
        var answer = person.Chat.LastOfBot;
        if (answer.Words().Contains("Whoever added me here sets a cohort up", StringComparison.Ordinal)) return;
        await school.DoAsync(() => person.SubmitsAsync(answer, Form));
    }

    /// <summary>A private channel of the team with all three in it, and a cohort like the team's.</summary>
    private static async Task<TeamsConversation> PrivateAsync(School school)
    {
        var channel = school.Team.PrivateChannel("Quiet", school.Lea, school.Ana, school.Ben);
        await school.DoAsync(() => school.Lea.InstallsAsync(channel));
        await school.Host.AddCohortAsync(channel, school.Lea, School.Start);
        return channel;
    }
}
