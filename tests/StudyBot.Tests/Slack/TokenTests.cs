using NodaTime;
using StudyBot.Fakes.Slack;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Slack;

/// <summary>A token that Slack does not take. The one in the settings is the operator's to mend: until then everything waits, and health tells.</summary>
public class TokenTests
{
    private static readonly Instant Nine = Instant.FromUtc(2026, 3, 5, 9, 0);

    /// <summary>The host comes up with the token of before; the built-in chat beside it goes on meanwhile.</summary>
    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("token_revoked")]
    [InlineData("account_inactive")]
    public async Task Started_with_a_token_that_is_void_it_stops_no_cohort_and_loses_no_word(string error)
    {
        using var logs = new Logs();
        await using var host = await SlackHost.StartAsync(
            settings: new() { ["Local:Enabled"] = "true", ["Logging:LogLevel:StudyBot.Slack"] = "Warning" },
            prepare: slack => slack.Faults.Next("auth.test", Void(error)),
            logs: logs);
        var (channel, lea) = await StudyAsync(host);

        await host.JumpAsync(Nine);
        await lea.SlashAsync("/study", "status", channel);
        await lea.SaysAsync(channel, $"{channel.Team.Bot.Mention} join");

        Assert.Empty(channel.Lessons(1));
        Assert.Null((await host.CohortAsync(channel)).Broken);
        Assert.Equal([503, 503], host.Slack.Deliveries[^1].Attempts.Select(attempt => attempt.Status));
        Assert.Contains(logs.Lines, line => line.Contains($"cannot speak to now ({error})", StringComparison.Ordinal));
        await UnreadyAsync(host, error);

        host.Slack.Faults.Over("auth.test");
        await host.PassAsync(Duration.FromMinutes(2));

        _ = channel.Lesson(1);
        Assert.True((await host.MemberAsync(channel, lea))!.IsActive);
        Assert.Empty(channel.Team.Direct(lea).Messages);
    }

    [Theory]
    [InlineData("token_revoked")]
    [InlineData("token_expired")]
    public async Task A_token_that_becomes_void_is_asked_about_anew_so_that_health_tells(string error)
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, _) = await StudyAsync(host);
        host.Slack.Faults.Next("chat.postMessage", SlackFault.Error(error));
        host.Slack.Faults.Next("auth.test", Void(error));

        await host.JumpAsync(Nine);

        await UnreadyAsync(host, error);
        Assert.Null((await host.CohortAsync(channel)).Broken);

        host.Slack.Faults.Over("auth.test");
        await host.PassAsync(Duration.FromMinutes(2));
        _ = channel.Lesson(1);
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("token_revoked")]
    public async Task What_was_written_meanwhile_is_read_back_once_the_token_is_taken(string error)
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, lea) = await StudyAsync(host);
        await host.JumpAsync(Nine);
        await host.EndAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await lea.SaysAsync(channel, "done");
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        host.Slack.Faults.Next("conversations.history", SlackFault.Error(error));
        await host.BeginAsync();

        await host.RoundAsync();
        await host.PassAsync(Duration.FromMinutes(3));

        Assert.NotNull(await host.CheckInAsync(channel, lea, 1));
    }

    /// <summary>Slack delivers again for some minutes and then gives up: what it was told "not now" meanwhile is looked for, though the bot was there all the time.</summary>
    [Fact]
    public async Task What_was_turned_away_for_longer_than_Slack_delivers_again_is_read_back_too()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, lea) = await StudyAsync(host);
        await host.JumpAsync(Nine);
        host.Slack.Faults.Next("chat.postMessage", SlackFault.Error("token_revoked"));
        host.Slack.Faults.Next("auth.test", Void("token_revoked"));
        await host.JumpAsync(Nine + Duration.FromDays(1));
        await lea.SaysAsync(channel, "done 1");
        await host.PassAsync(Duration.FromMinutes(30));
        Assert.Null(await host.CheckInAsync(channel, lea, 1));

        host.Slack.Faults.Over("auth.test");
        await host.PassAsync(Duration.FromMinutes(10));

        _ = channel.Lesson(2);
        Assert.NotNull(await host.CheckInAsync(channel, lea, 1));
    }

    /// <summary>Its token goes with the installation.</summary>
    [Fact]
    public async Task A_workspace_s_own_token_that_is_revoked_stops_its_cohorts()
    {
        await using var host = await InstallTests.HostAsync();
        await InstallTests.InstallAsync(host, host.Slack.Teams[0].User("lea"));
        var (channel, _) = await StudyAsync(host);
        host.Slack.Faults.Next("chat.postMessage", SlackFault.Error("token_revoked"));

        await host.JumpAsync(Nine);

        Assert.Equal("I am no longer installed here", (await host.CohortAsync(channel)).Broken);
    }

    private static SlackFault Void(string error) => SlackFault.Error(error) with { Times = 1000 };

    private static async Task UnreadyAsync(SlackHost host, string error) =>
        Assert.Contains($"Slack does not take the bot token: {error}", await (await host.Http.GetAsync("/health/ready")).Content.ReadAsStringAsync());

    private static async Task<(SlackChannel Channel, SlackUser Lea)> StudyAsync(SlackHost host)
    {
        var lea = host.Slack.Teams[0].User("lea");
        var channel = lea.Team.Channel("study", lea);
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        return (channel, lea);
    }
}
