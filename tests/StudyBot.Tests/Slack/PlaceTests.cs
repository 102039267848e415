using NodaTime;
using StudyBot.Fakes.Slack;
using StudyBot.Wording;

namespace StudyBot.Tests.Slack;

/// <summary>Where the bot is and where it is not: a cohort lives in a channel that it was invited to, and stops with it.</summary>
public class PlaceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_channel_that_the_bot_is_removed_from_stops_its_cohort(bool isPrivate)
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, lea) = await StudyAsync(host, isPrivate);

        await lea.RemovesAsync(channel, channel.Team.Bot);
        await host.SettledAsync();

        Assert.Equal("I was removed from the channel", (await host.CohortAsync(channel)).Broken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_channel_that_is_deleted_stops_its_cohort(bool isPrivate)
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, lea) = await StudyAsync(host, isPrivate);

        await lea.DeletesAsync(channel);
        await host.SettledAsync();

        Assert.Equal("the channel was deleted", (await host.CohortAsync(channel)).Broken);
    }

    /// <summary>Nobody took the news when it was new, and Slack tells it again.</summary>
    [Fact]
    public async Task A_channel_that_the_bot_was_removed_from_by_mistake_goes_on()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, lea) = await StudyAsync(host);
        host.Slack.App.EventsUrl = "http://127.0.0.1:1/slack/events";
        await lea.RemovesAsync(channel, channel.Team.Bot);
        host.BeginHearing();
        await lea.InvitesAsync(channel, channel.Team.Bot);

        await host.PassAsync(Duration.FromMinutes(2));

        Assert.All(host.Slack.Deliveries.Where(delivery => delivery.Type is "member_left_channel" or "channel_left"), delivery => Assert.True(delivery.Acknowledged));
        Assert.Null((await host.CohortAsync(channel)).Broken);
    }

    [Fact]
    public async Task A_channel_that_another_app_archives_stops_its_cohort()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, lea) = await StudyAsync(host);

        await lea.Team.OtherBot("tidy").ArchivesAsync(channel);
        await host.SettledAsync();

        Assert.Equal("the channel was archived", (await host.CohortAsync(channel)).Broken);
    }

    [Fact]
    public async Task It_greets_whoever_invited_it_be_it_another_app()
    {
        await using var host = await SlackHost.StartAsync();
        var team = host.Slack.Teams[0];
        var channel = team.ChannelWithoutBot("study", team.User("lea"));

        await team.OtherBot("welcome").InvitesAsync(channel, team.Bot);
        await host.SettledAsync();

        Assert.Contains(channel.Messages[^1].Buttons, button => button.Label == "Set up a cohort");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_it_was_not_invited_the_form_says_so_and_sets_nothing_up(bool isPrivate)
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, lea) = await AwayAsync(host, isPrivate);

        await OpensAsync(lea, channel);
        var errors = await lea.SubmitsAsync(lea.Modal!, new Dictionary<string, string> { ["start"] = "2026-03-05" });

        Assert.Contains("/invite @StudyBot", Assert.Single(errors).Value);
        Assert.Null(await host.Store.FindCohortAsync(Cohorts.Id(channel), CancellationToken.None));
        await lea.InvitesAsync(channel, channel.Team.Bot);
        Assert.Empty(await lea.SubmitsAsync(lea.Modal!, new Dictionary<string, string> { ["start"] = "2026-03-05" }));
    }

    /// <summary>A command can be typed in a group message, where the bot hears nobody.</summary>
    [Fact]
    public async Task In_a_group_message_the_form_asks_for_a_channel_and_sets_nothing_up()
    {
        await using var host = await SlackHost.StartAsync();
        var lea = host.Slack.Teams[0].User("lea");
        var group = lea.Team.PrivateChannel("mpdm-lea--ana--ben-1", lea);
        host.Slack.Faults.Next("conversations.info", new() { Status = 200, Body = """{"ok":false,"error":"missing_scope","needed":"mpim:read","provided":"chat:write"}""" });

        await OpensAsync(lea, group);
        var errors = await lea.SubmitsAsync(lea.Modal!, new Dictionary<string, string> { ["start"] = "2026-03-05" });

        Assert.Equal(Say.CohortsLiveInChannels(), Assert.Single(errors).Value);
        Assert.Null(await host.Store.FindCohortAsync(Cohorts.Id(group), CancellationToken.None));
    }

    /// <summary>They may be a guest, and guests lead nothing.</summary>
    [Fact]
    public async Task Whoever_Slack_does_not_tell_of_in_time_is_asked_to_send_the_form_again()
    {
        await using var host = await SlackHost.StartAsync();
        var lea = host.Slack.Teams[0].User("lea");
        var channel = lea.Team.Channel("study", lea);
        host.Slack.Faults.Next("users.info", SlackFault.TooMany("60") with { Times = 2 });

        await OpensAsync(lea, channel);
        var errors = await lea.SubmitsAsync(lea.Modal!, new Dictionary<string, string> { ["start"] = "2026-03-05" });

        Assert.Equal(0, host.Slack.Faults.Left);
        Assert.Equal(Say.WhoAreYou(), Assert.Single(errors).Value);
        Assert.Null(await host.Store.FindCohortAsync(Cohorts.Id(channel), CancellationToken.None));
        Assert.Empty(await lea.SubmitsAsync(lea.Modal!, new Dictionary<string, string> { ["start"] = "2026-03-05" }));
    }

    /// <summary>Nobody is kept from setting up because Slack does not say.</summary>
    [Theory]
    [InlineData("missing_scope")]
    [InlineData("fatal_error")]
    [InlineData("invalid_auth")]
    public async Task Where_Slack_does_not_say_whether_it_is_there_setup_goes_on(string error)
    {
        await using var host = await SlackHost.StartAsync();
        var lea = host.Slack.Teams[0].User("lea");
        var channel = lea.Team.Channel("study", lea);
        host.Slack.Faults.Next("conversations.info", SlackFault.Error(error));

        await OpensAsync(lea, channel);
        Assert.Empty(await lea.SubmitsAsync(lea.Modal!, new Dictionary<string, string> { ["start"] = "2026-03-05" }));

        Assert.Equal(0, host.Slack.Faults.Left);
        Assert.NotNull(await host.Store.FindCohortAsync(Cohorts.Id(channel), CancellationToken.None));
    }

    private static async Task OpensAsync(SlackUser user, SlackChannel channel)
    {
        await user.SlashAsync("/study", "setup", channel);
        await SlackHost.OpenedAsync(user);
    }

    private static async Task<(SlackChannel Channel, SlackUser Lea)> AwayAsync(SlackHost host, bool isPrivate)
    {
        var lea = host.Slack.Teams[0].User("lea");
        if (!isPrivate) return (lea.Team.ChannelWithoutBot("study", lea), lea);
        var channel = lea.Team.PrivateChannel("study", lea);
        await lea.RemovesAsync(channel, lea.Team.Bot);
        return (channel, lea);
    }

    private static async Task<(SlackChannel Channel, SlackUser Lea)> StudyAsync(SlackHost host, bool isPrivate = false)
    {
        var lea = host.Slack.Teams[0].User("lea");
        var channel = isPrivate ? lea.Team.PrivateChannel("study", lea) : lea.Team.Channel("study", lea);
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return (channel, lea);
    }
}
