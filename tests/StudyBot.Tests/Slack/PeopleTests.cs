using NodaTime;
using StudyBot.Cards;
using StudyBot.Fakes.Slack;
using StudyBot.Wording;

namespace StudyBot.Tests.Slack;

/// <summary>Who somebody is in Slack, and what they may and see.</summary>
public class PeopleTests
{
    [Fact]
    public async Task App_Home_shows_where_somebody_stands_and_its_buttons_work()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await StudyAsync(host);
        Assert.Contains("You are in no cohort yet", (await HomeAsync(host, ana)).Shown);
        await ana.SaysAsync(channel, $"{channel.Team.Bot.Mention} join");
        await host.SettledAsync();

        var home = await HomeAsync(host, ana);
        Assert.Contains("Day 1", home.Shown);
        Assert.Contains("1 open", home.Shown);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ana.PressesAsync(home, "Done");
        await host.SettledAsync();

        Assert.NotNull(await host.CheckInAsync(channel, ana, 1));
        Assert.Contains("1 on time", ana.Home!.Shown);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ana.PressesAsync(ana.Home!, "Nudges off");
        await host.SettledAsync();
        Assert.True((await host.MemberAsync(channel, ana))!.Muted);
        Assert.Contains("Nudges on", ana.Home!.Buttons.Select(button => button.Label));
    }

    [Fact]
    public async Task Who_has_left_or_leads_without_taking_part_finds_the_way_in_on_their_page()
    {
        await using var host = await SlackHost.StartAsync();
        var ben = host.Slack.Teams[0].User("ben");
        var (channel, ana) = await StudyAsync(host, ben);
        await ana.SaysAsync(channel, "done");
        await host.SettledAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ana.SlashAsync("/study", "leave", channel);
        await channel.Team.User("lea").SaysAsync(channel, $"{channel.Team.Bot.Mention} lead {ben.Mention}");
        await host.SettledAsync();

        foreach (var (user, told) in ((SlackUser, string)[])[(ana, "You have left"), (ben, "You lead this cohort.")])
        {
            var home = await HomeAsync(host, user);
            Assert.Contains(told, home.Shown);
            Assert.DoesNotContain("in no cohort", home.Shown);
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await user.PressesAsync(home, "Join");
            await host.SettledAsync();
            Assert.True((await host.MemberAsync(channel, user))!.IsActive);
            Assert.Contains("Longest streak", user.Home!.Shown);
        }
    }

    [Fact]
    public async Task A_new_name_stands_in_the_table_at_once()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await StudyAsync(host);
        await ana.SaysAsync(channel, "done");
        await host.SettledAsync();

        await ana.ChangesAsync(user => (user.DisplayName, user.Zone) = ("Ana B.", "Asia/Kathmandu"));
        await host.SettledAsync();

        Assert.Equal(("Ana B.", "Asia/Kathmandu"), ((await host.MemberAsync(channel, ana))!.Name, (await host.MemberAsync(channel, ana))!.Zone));
    }

    /// <summary>A slash command tells a handle alone.</summary>
    [Fact]
    public async Task A_handle_stands_in_for_a_name_that_Slack_does_not_tell_and_for_no_other()
    {
        await using var host = await SlackHost.StartAsync();
        var (ana, ben) = (host.Slack.Teams[0].User("ana"), host.Slack.Teams[0].User("ben"));
        (ana.DisplayName, ben.DisplayName) = ("Ana Beispiel", "Ben Muster");
        var (channel, _) = await StudyAsync(host, ben);
        await ana.SlashAsync("/study", "join", channel);
        await host.SettledAsync();
        // What was known of people is known no more.
        await host.EndAsync();
        await host.BeginAsync();
        host.Slack.Faults.Next("users.info", SlackFault.Error("fatal_error") with { Times = 2 });

        await ana.SlashAsync("/study", "done", channel);
        await ben.SlashAsync("/study", "done", channel);
        await host.SettledAsync();

        Assert.Equal(0, host.Slack.Faults.Left);
        Assert.Equal(("Ana Beispiel", "ben"), ((await host.MemberAsync(channel, ana))!.Name, (await host.MemberAsync(channel, ben))!.Name));
    }

    [Fact]
    public async Task An_admin_may_lead_and_a_guest_may_not()
    {
        await using var host = await SlackHost.StartAsync();
        var (admin, guest) = (host.Slack.Teams[0].User("ada"), host.Slack.Teams[0].User("gus"));
        (admin.Admin, guest.Guest) = (true, true);
        var (channel, _) = await StudyAsync(host, admin, guest);

        await admin.SlashAsync("/study", "time 10:00", channel);
        await guest.SlashAsync("/study", "time 11:00", channel);
        await host.SettledAsync();

        Assert.Equal(new LocalTime(10, 0), (await host.CohortAsync(channel)).Schedule.LessonTime);
    }

    /// <summary>In an Enterprise organisation a person has one home workspace, and belongs to several.</summary>
    [Fact]
    public async Task Who_belongs_to_the_workspace_through_the_enterprise_is_no_guest_and_who_does_not_is_one()
    {
        await using var host = await SlackHost.StartAsync();
        var team = host.Slack.Teams[0];
        var (colleague, stranger) = (team.User("cora"), team.User("stan"));
        (colleague.Admin, stranger.Admin) = (true, true);
        colleague.EnterpriseTeams = ["T999", team.Id];
        stranger.EnterpriseTeams = ["T999"];
        var (channel, _) = await StudyAsync(host, colleague, stranger);

        await colleague.SlashAsync("/study", "time 10:00", channel);
        await stranger.SlashAsync("/study", "time 11:00", channel);
        await host.SettledAsync();

        Assert.Equal(new LocalTime(10, 0), (await host.CohortAsync(channel)).Schedule.LessonTime);
    }

    [Fact]
    public async Task Who_is_deactivated_has_left()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await StudyAsync(host);
        await ana.SaysAsync(channel, "done");
        await host.SettledAsync();

        await ana.ChangesAsync(user => user.Deactivated = true);
        await host.SettledAsync();

        Assert.True((await host.MemberAsync(channel, ana))!.Left);
        Assert.NotNull(await host.CheckInAsync(channel, ana, 1));
    }

    [Fact]
    public async Task A_lead_is_named_by_mention()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await StudyAsync(host);
        await ana.SaysAsync(channel, "done");
        await host.SettledAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await channel.Team.User("lea").SaysAsync(channel, $"{channel.Team.Bot.Mention} lead {ana.Mention}");
        await host.SettledAsync();

        Assert.Contains(ana.Id, (await host.CohortAsync(channel)).Leads);
    }

    [Fact]
    public async Task A_plan_of_one_s_own_is_checked_in_the_form_and_then_runs()
    {
        await using var host = await SlackHost.StartAsync();
        var team = host.Slack.Teams[0];
        var lea = team.User("lea");
        var channel = team.Channel("bread", lea);
        await lea.SlashAsync("/study", "setup", channel);
        await SlackHost.OpenedAsync(lea);
        var broken = await lea.UploadsAsync("bread.md", "# Bread\n\n### Day 1\n\n- **Doable:** Knead.\n\n### Day 3\n\n- **Doable:** Bake.\n");
        var whole = await lea.UploadsAsync("bread.md", "# Bread\n\n### Day 1\n\n- **Learning:** Flour.\n- **Doable:** Knead.\n");

        var errors = await lea.SubmitsAsync(lea.Modal!, new Dictionary<string, string> { ["file"] = broken.Id, ["start"] = "2026-03-05" });
        Assert.Contains("Line 7", errors["file"]);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await lea.SubmitsAsync(lea.Modal!, new Dictionary<string, string> { ["file"] = whole.Id, ["start"] = "2026-03-05" }));
        await host.SettledAsync();

        Assert.Equal("Bread", (await host.CohortAsync(channel)).Curriculum.Title);
        Assert.Contains("Knead", channel.SeenBy(lea)[^1].Text);
    }

    [Fact]
    public async Task My_data_comes_as_files_in_the_direct_conversation_alone()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await StudyAsync(host);
        await ana.SaysAsync(channel, "done");
        await host.SettledAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await ana.SlashAsync("/study", "my data", channel);
        await host.SettledAsync();

        Assert.Contains(channel.Team.Direct(ana).Messages, message => message.Files.Any(file => file.Name.EndsWith(".json", StringComparison.Ordinal)));
        Assert.Empty(channel.Messages.SelectMany(message => message.Files));
    }

    /// <summary>A command can be typed in a direct message between two people.</summary>
    [Fact]
    public async Task My_data_asked_for_in_a_conversation_with_somebody_else_comes_in_private_and_is_said_there()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await StudyAsync(host);
        await ana.SaysAsync(channel, "done");
        await host.SettledAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var two = channel.Team.DirectBetween(ana, channel.Team.User("lea"));

        await ana.SlashAsync("/study", "my data", two);
        await host.SettledAsync();

        Assert.Contains(channel.Team.Direct(ana).Messages, message => message.Files.Count > 0);
        Assert.Equal(PlainText.Render(Say.SentDirectly()), Assert.Single(two.SeenBy(ana)).Text);
    }

    private static async Task<SlackView> HomeAsync(SlackHost host, SlackUser user)
    {
        await user.OpensHomeAsync();
        await host.SettledAsync();
        return user.Home!;
    }

    private static async Task<(SlackChannel Channel, SlackUser Ana)> StudyAsync(SlackHost host, params SlackUser[] people)
    {
        var team = host.Slack.Teams[0];
        var channel = team.Channel("study", [team.User("lea"), team.User("ana"), .. people]);
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return (channel, team.User("ana"));
    }
}
