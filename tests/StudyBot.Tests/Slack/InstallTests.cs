using System.Net;
using NodaTime;
using StudyBot.Fakes.Slack;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.Slack;

/// <summary>Many workspaces: each installs the bot itself, and is served with its own token.</summary>
public class InstallTests
{
    private const string Key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /// <summary>The settings of the fake's app, for the install flow.</summary>
    public static Dictionary<string, string?> Settings(params (string Name, string Value)[] further)
    {
        var settings = new Dictionary<string, string?> { ["Slack:ClientId"] = "1.1", ["Slack:ClientSecret"] = "client-secret-of-the-fake", ["Slack:TokenKey"] = Key };
        foreach (var (name, value) in further) settings[name] = value;
        return settings;
    }

    /// <summary>In a browser: to Slack, agreed, and back.</summary>
    public static async Task<HttpResponseMessage> InstallAsync(SlackHost host, SlackUser by)
    {
        var start = await host.Http.GetAsync("/slack/install");
        Assert.Equal(HttpStatusCode.Redirect, start.StatusCode);
        return await BackAsync(host, by.AgreesTo(start.Headers.Location!), Cookie(start));
    }

    [Fact]
    public async Task A_workspace_that_installs_the_bot_gets_its_lessons_with_a_token_that_the_store_does_not_show()
    {
        await using var host = await HostAsync();
        var team = host.Slack.Teams[0];

        var installed = await InstallAsync(host, team.User("lea"));

        Assert.Equal(HttpStatusCode.OK, installed.StatusCode);
        Assert.Contains("installed in Acme", await installed.Content.ReadAsStringAsync());
        var channel = team.Channel("study", team.User("lea"));
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        _ = channel.Lesson(1);
        Assert.DoesNotContain(team.BotToken, host.StoredBytes());
        Assert.DoesNotContain(Key, host.StoredBytes());

        await host.EndAsync();
        await host.BeginAsync();
        await host.JumpAsync(Instant.FromUtc(2026, 3, 6, 9, 0));
        _ = channel.Lesson(2);
    }

    [Fact]
    public async Task A_state_is_good_once_for_ten_minutes_in_its_own_browser()
    {
        await using var host = await HostAsync();
        var lea = host.Slack.Teams[0].User("lea");
        var start = await host.Http.GetAsync("/slack/install");
        var back = lea.AgreesTo(start.Headers.Location!);

        Assert.Equal(HttpStatusCode.BadRequest, (await BackAsync(host, back, "")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await BackAsync(host, back, Cookie(start))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await BackAsync(host, back, Cookie(start))).StatusCode);

        var late = await host.Http.GetAsync("/slack/install");
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.BadRequest, (await BackAsync(host, lea.AgreesTo(late.Headers.Location!), Cookie(late))).StatusCode);

        var declined = await host.Http.GetAsync("/slack/install");
        Assert.Equal(HttpStatusCode.BadRequest, (await BackAsync(host, lea.Declines(declined.Headers.Location!), Cookie(declined))).StatusCode);
    }

    [Fact]
    public async Task A_workspace_that_is_not_allowed_is_turned_away()
    {
        await using var host = await HostAsync(("Slack:AllowedTeams", "T999999999"));

        Assert.Equal(HttpStatusCode.Forbidden, (await InstallAsync(host, host.Slack.Teams[0].User("lea"))).StatusCode);
    }

    [Fact]
    public async Task Tokens_that_rotate_are_renewed_before_they_end()
    {
        await using var host = await HostAsync();
        host.Slack.App.TokenRotation = true;
        var team = host.Slack.Teams[0];
        await InstallAsync(host, team.User("lea"));
        var first = team.BotToken;
        var channel = team.Channel("study", team.User("lea"));
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));

        foreach (var day in Enumerable.Range(5, 4))
        {
            await host.JumpAsync(Instant.FromUtc(2026, 3, day, 9, 0));
            _ = channel.Lesson(day - 4);
        }

        Assert.NotEqual(first, team.BotToken);
    }

    /// <summary>Slack gives a new token once. Where the store does not take it, or says so too late, it is good all the same, and no other is asked for.</summary>
    [Theory]
    [InlineData(Fault.Down)]
    [InlineData(Fault.ReplyLost)]
    public async Task A_new_token_that_cannot_be_written_down_is_used_and_written_later(Fault fault)
    {
        var table = new ScriptedTable(new MemoryTable(), new());
        await using var host = await HostAsync(table);
        host.Slack.App.TokenRotation = true;
        var team = host.Slack.Teams[0];
        await InstallAsync(host, team.User("lea"));
        var channel = team.Channel("study", team.User("lea"));
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        table.Meets = call => call is { Kind: "write", Partition: "slack|installations" } ? fault : Fault.None;

        await host.JumpAsync(Instant.FromUtc(2026, 3, 6, 9, 0));
        _ = channel.Lesson(2);

        table.Meets = _ => Fault.None;
        await host.PassAsync(Duration.FromMinutes(6));
        await team.User("lea").SlashAsync("/study", "status", channel);
        await host.SettledAsync();
        await host.EndAsync();
        await host.BeginAsync();
        await host.JumpAsync(Instant.FromUtc(2026, 3, 7, 9, 0));
        _ = channel.Lesson(3);
        Assert.All(host.Slack.CallsOf("oauth.v2.access"), call => Assert.True(call.Ok));
    }

    /// <summary>Nobody took the news when it was new; Slack tells it again a minute later, and the bot is back.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Uninstalled_and_installed_again_late_news_of_the_first_harms_nothing(bool remove)
    {
        await using var host = await HostAsync(("Slack:RemoveDataOnUninstall", remove ? "true" : "false"));
        var team = host.Slack.Teams[0];
        var lea = team.User("lea");
        await InstallAsync(host, lea);
        var channel = team.Channel("study", lea);
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        host.Slack.App.EventsUrl = "http://127.0.0.1:1/slack/events";
        await lea.UninstallsAsync();
        host.BeginHearing();
        host.Clock.Advance(TimeSpan.FromSeconds(20));
        await InstallAsync(host, lea);

        await host.PassAsync(Duration.FromMinutes(2));
        Assert.All(host.Slack.Deliveries.Where(delivery => delivery.Type is "app_uninstalled" or "tokens_revoked"), delivery => Assert.True(delivery.Acknowledged));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 6, 9, 0));

        _ = channel.Lesson(2);

        await lea.UninstallsAsync();
        await host.SettledAsync();
        var stored = await host.Store.FindCohortAsync(Cohorts.Id(channel), CancellationToken.None);
        if (remove) Assert.Null(stored);
        else Assert.Equal("I am no longer installed here", stored!.Value.Broken);
    }

    /// <summary>A lesson was due before Slack told of it, so that the bot knows already that its token is void, and not any more whose it was.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Told_late_that_its_only_workspace_took_it_out_it_does_the_same(bool remove)
    {
        await using var host = await SlackHost.StartAsync(settings: new() { ["Slack:RemoveDataOnUninstall"] = remove ? "true" : "false" });
        var team = host.Slack.Teams[0];
        var lea = team.User("lea");
        var channel = team.Channel("study", lea);
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        host.Slack.App.EventsUrl = "http://127.0.0.1:1/slack/events";
        await lea.UninstallsAsync();
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        Assert.Null((await host.CohortAsync(channel)).Broken);
        host.BeginHearing();

        await host.PassAsync(Duration.FromMinutes(6));

        Assert.All(host.Slack.Deliveries.Where(delivery => delivery.Type is "app_uninstalled" or "tokens_revoked"), delivery => Assert.True(delivery.Acknowledged));
        var stored = await host.Store.FindCohortAsync(Cohorts.Id(channel), CancellationToken.None);
        if (remove) Assert.Null(stored);
        else Assert.Equal("I am no longer installed here", stored!.Value.Broken);
    }

    /// <summary>Its token is void from then on; health does not go on saying that it was good once.</summary>
    [Fact]
    public async Task Taken_out_of_its_only_workspace_the_bot_is_not_ready()
    {
        await using var host = await SlackHost.StartAsync();

        await host.Slack.Teams[0].User("lea").UninstallsAsync();
        await host.SettledAsync();

        Assert.Contains("Slack does not take the bot token", await (await host.Http.GetAsync("/health/ready")).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Uninstalled_its_cohorts_stop_or_go_as_the_operator_wants(bool remove)
    {
        await using var host = await HostAsync(("Slack:RemoveDataOnUninstall", remove ? "true" : "false"));
        var team = host.Slack.Teams[0];
        await InstallAsync(host, team.User("lea"));
        var channel = team.Channel("study", team.User("lea"));
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));

        await team.User("lea").UninstallsAsync();
        await host.SettledAsync();
        var calls = host.Slack.Calls.Count;
        await host.JumpAsync(Instant.FromUtc(2026, 3, 6, 9, 0));

        Assert.Equal(calls, host.Slack.Calls.Count);
        var stored = await host.Store.FindCohortAsync(Cohorts.Id(channel), CancellationToken.None);
        if (remove) Assert.Null(stored);
        else Assert.Equal("I am no longer installed here", stored!.Value.Broken);
    }

    public static Task<SlackHost> HostAsync(params (string Name, string Value)[] further) => HostAsync(null, further);

    private static Task<SlackHost> HostAsync(ITable? table, params (string Name, string Value)[] further) => SlackHost.StartAsync(
        prepare: slack =>
        {
            slack.App.RedirectUrls.Add("http://127.0.0.1");
            slack.AddTeam("Acme", installed: false);
        },
        settings: Settings([("Slack:BotToken", ""), .. further]),
        table: table);

    private static string Cookie(HttpResponseMessage start) => start.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    private static async Task<HttpResponseMessage> BackAsync(SlackHost host, Uri back, string cookie)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, back.PathAndQuery);
        if (cookie.Length > 0) request.Headers.Add("Cookie", cookie);
        return await host.Http.SendAsync(request);
    }
}
