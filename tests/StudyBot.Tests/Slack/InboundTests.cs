using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Fakes.Slack;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Slack;

/// <summary>What Slack sends: proven, heard once, and nothing read that nobody said to us.</summary>
public class InboundTests(ITestOutputHelper output)
{
    private static readonly LocalDate Start = new(2026, 3, 5);

    [Fact]
    public async Task What_does_not_prove_to_come_from_Slack_is_refused_and_counted()
    {
        using var logs = new Logs();
        await using var host = await SlackHost.StartAsync(settings: new() { ["Logging:LogLevel:StudyBot.Doors"] = "Warning" }, logs: logs);
        var counted = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "studybot.refusals") l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            if (tags[0].Value is "slack")
                lock (counted) counted[$"{tags[1].Value}"] = counted.GetValueOrDefault($"{tags[1].Value}") + value;
        });
        listener.Start();
        const string body = """{"type":"url_verification","challenge":"let me in"}""";
        var now = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        var secret = host.Slack.App.SigningSecret;

        (string Reason, long At, string? Signature, int Times)[] requests =
        [
            ("missing", now, null, 1),
            ("malformed", now, Sign(secret, now, body)[..^2], 1),
            ("stale", now - 301, Sign(secret, now - 301, body), 1),
            ("stale", now - 2_592_000, Sign(secret, now - 2_592_000, body), 1),
            ("future", now + 301, Sign(secret, now + 301, body), 1),
            ("forged", now, Sign("another secret", now, body), 1),
            ("forged", now, Sign("", now, body), 1),
            ("forged", now, Sign(secret, now, body + " "), 1),
            ("malformed", now, Sign(secret, now, body), 2),
        ];
        foreach (var path in (string[])["/slack/events", "/slack/commands", "/slack/interactions"])
        {
            foreach (var (_, at, signature, times) in requests)
                Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(host, path, body, at, signature, times)).StatusCode);
        }

        listener.Dispose();
        // Hosts of other tests count beside this one.
        foreach (var reason in requests.GroupBy(r => r.Reason)) Assert.InRange(counted[reason.Key], 3L * reason.Count(), long.MaxValue);
        // Each kind once at each of the three doors.
        foreach (var reason in requests.Select(r => r.Reason).Distinct()) Assert.Equal(3, logs.Lines.Count(line => line.StartsWith("A call to /slack/", StringComparison.Ordinal) && line.Contains($" was turned away: {reason};", StringComparison.Ordinal)));
        foreach (var (reason, count) in counted) output.WriteLine($"{reason}: {count} refused");
        var genuine = await PostAsync(host, "/slack/events", body, now, Sign(secret, now, body));
        Assert.Equal("let me in", await genuine.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/slack/events", "{\"type\":\"event_callback\"", HttpStatusCode.BadRequest)]
    [InlineData("/slack/events", "[]", HttpStatusCode.OK)]
    [InlineData("/slack/events", "null", HttpStatusCode.OK)]
    [InlineData("/slack/events", "{\"event\":7,\"team_id\":[]}", HttpStatusCode.OK)]
    [InlineData("/slack/events", "{\"type\":\"event_callback\",\"team_id\":\"T999\",\"event\":{\"type\":\"message\"}}", HttpStatusCode.OK)]
    [InlineData("/slack/interactions", "payload=%7B", HttpStatusCode.BadRequest)]
    [InlineData("/slack/interactions", "nothing", HttpStatusCode.BadRequest)]
    [InlineData("/slack/commands", "\uFFFD=%%%&&&=", HttpStatusCode.OK)]
    public async Task Bodies_that_make_no_sense_do_no_harm(string path, string body, HttpStatusCode status)
    {
        await using var host = await SlackHost.StartAsync();
        Assert.Equal(status, await SignedAsync(host, path, body));
        Assert.Equal(HttpStatusCode.BadRequest, await SignedAsync(host, "/slack/events", new string('[', 10_000)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SignedAsync(host, "/slack/events", new string(' ', 1024 * 1024 + 1)));
    }

    [Fact]
    public async Task One_message_under_eleven_event_ids_and_with_four_retries_is_one_check_in_and_one_check_mark()
    {
        await using var host = await SlackHost.StartAsync(settings: null);
        var (channel, ana) = await CohortAsync(host);

        await ana.SaysAsync(channel, $"{channel.Team.Bot.Mention} done");
        var first = host.Slack.Deliveries.Last(delivery => delivery.Type == "message");
        for (var i = 0; i < 10; i++) await channel.Team.RepeatsAsync(first);
        for (var i = 0; i < 4; i++) await channel.Team.RepeatsAsync(first);
        await host.SettledAsync();

        Assert.Contains(host.Slack.Deliveries, delivery => delivery.Type == "app_mention");
        Assert.Single((await host.CheckInAsync(channel, ana, 1))!.Sources);
        Assert.Single(host.Slack.CallsOf("reactions.add"));
        Assert.Empty(host.Slack.CallsOf("chat.postEphemeral"));
    }

    [Fact]
    public async Task A_command_that_is_answered_outside_a_cohort_is_answered_once()
    {
        await using var host = await SlackHost.StartAsync();
        var ana = host.Slack.Teams[0].User("ana");
        var channel = ana.Team.Channel("random", ana);

        await ana.SaysAsync(channel, $"{channel.Team.Bot.Mention} me");
        await host.SettledAsync();

        Assert.Single(host.Slack.CallsOf("chat.postEphemeral"));
    }

    [Fact]
    public async Task What_came_while_nobody_listened_Slack_delivers_again_and_it_counts_once_with_its_own_instant()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await CohortAsync(host);
        host.Slack.App.EventsUrl = "http://127.0.0.1:1/slack/events";
        var said = await ana.SaysAsync(channel, "done");
        Assert.Null(await host.CheckInAsync(channel, ana, 1));

        await host.EndAsync();
        await host.BeginAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await SlackHost.UntilAsync(async () => await host.CheckInAsync(channel, ana, 1) is not null);

        Assert.Equal(StudyBot.Slack.Timestamp.Read(said.Ts), (await host.CheckInAsync(channel, ana, 1))!.At);
    }

    [Fact]
    public async Task What_bots_say_what_we_say_and_what_unfolds_is_never_read()
    {
        await using var host = await SlackHost.StartAsync();
        var other = host.Slack.Teams[0].OtherBot("deploys");
        var (channel, ana) = await CohortAsync(host, other);
        var said = await ana.SaysAsync(channel, "done https://example.org/x");
        await host.SettledAsync();
        var before = host.Slack.Calls.Count;

        await channel.Team.UnfurlsAsync(said, "https://example.org/x");
        await other.SaysAsync(channel, "done");
        await host.SettledAsync();

        Assert.Equal(before, host.Slack.Calls.Count);

        // Of a reaction Slack tells only whose it is, so who that is has to be asked.
        await other.ReactsAsync(channel.Lesson(1), "white_check_mark");
        await host.SettledAsync();
        Assert.Null(await host.CheckInAsync(channel, other, 1));
        Assert.Equal(["https://example.org/x"], (await host.CheckInAsync(channel, ana, 1))!.Links);
    }

    [Fact]
    public async Task A_reply_that_is_also_sent_to_the_channel_and_one_with_a_picture_count()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await CohortAsync(host);
        var ben = channel.Team.User("ben");
        var picture = await ben.UploadsAsync("notebook.png", "…");

        await ana.RepliesAsync(channel.Lesson(1), "done", broadcast: true);
        await ben.SaysAsync(channel, "done, see the picture", thread: null, broadcast: false, picture);
        await host.SettledAsync();

        Assert.NotNull(await host.CheckInAsync(channel, ana, 1));
        Assert.NotNull(await host.CheckInAsync(channel, ben, 1));
    }

    /// <summary>In a shared channel the envelope names the workspace of whoever wrote or of whoever hosts the channel; the bot is installed in another.</summary>
    [Theory]
    [InlineData("""{"team_id":"{team}","context_team_id":"T999","authorizations":[{"team_id":"{team}"}]}""")]
    [InlineData("""{"team_id":"T999","context_team_id":"T999","authorizations":[{"team_id":"{team}"}]}""")]
    [InlineData("""{"team_id":"{team}","context_team_id":"T999","authorizations":[{"team_id":"T999"}]}""")]
    [InlineData("""{"team_id":"T999","context_team_id":"{team}","authorizations":[{"team_id":"T999"}]}""")]
    [InlineData("""{"team_id":"T999","authorizations":[{"team_id":"{team}"}]}""")]
    [InlineData("""{"team_id":"T999","context_team_id":null,"authorizations":[{"team_id":"{team}"}]}""")]
    [InlineData("""{"team_id":"{team}"}""")]
    [InlineData("""{"team_id":"{team}","authorizations":[]}""")]
    [InlineData("""{"team_id":"{team}","authorizations":[{"team_id":null,"enterprise_id":"E1"}]}""")]
    public async Task An_event_belongs_to_the_workspace_that_the_bot_hears_it_in(string names)
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await CohortAsync(host);
        var envelope = (JsonObject)JsonNode.Parse(names.Replace("{team}", channel.Team.Id, StringComparison.Ordinal))!;
        envelope["type"] = "event_callback";
        envelope["event"] = new JsonObject { ["type"] = "message", ["channel"] = channel.Id, ["user"] = ana.Id, ["text"] = "done", ["ts"] = $"{host.Clock.GetUtcNow().ToUnixTimeSeconds()}.000100" };

        Assert.Equal(HttpStatusCode.OK, await SignedAsync(host, "/slack/events", envelope.ToJsonString()));

        Assert.NotNull(await host.CheckInAsync(channel, ana, 1));
    }

    /// <summary>Their bot is in other channels: of this one the authorization tells which bot sees it, not whoever hosts the channel.</summary>
    [Fact]
    public async Task In_a_channel_whose_host_has_a_bot_of_its_own_the_bot_hears_that_is_in_it()
    {
        await using var host = await SlackHost.StartAsync(
            prepare: slack =>
            {
                slack.App.RedirectUrls.Add("http://127.0.0.1");
                slack.AddTeam("Acme");
                slack.AddTeam("Host", installed: false);
            },
            settings: InstallTests.Settings());
        await InstallTests.InstallAsync(host, host.Slack.Teams[1].User("otto"));
        var (channel, ana) = await CohortAsync(host);
        var envelope = new JsonObject
        {
            ["type"] = "event_callback", ["team_id"] = host.Slack.Teams[1].Id, ["context_team_id"] = host.Slack.Teams[1].Id, ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = channel.Team.Id }),
            ["event"] = new JsonObject { ["type"] = "message", ["channel"] = channel.Id, ["user"] = ana.Id, ["text"] = "done", ["ts"] = $"{host.Clock.GetUtcNow().ToUnixTimeSeconds()}.000100" },
        };

        Assert.Equal(HttpStatusCode.OK, await SignedAsync(host, "/slack/events", envelope.ToJsonString()));

        Assert.NotNull(await host.CheckInAsync(channel, ana, 1));
    }

    [Fact]
    public async Task A_modal_belongs_to_the_workspace_that_the_app_is_installed_in()
    {
        await using var host = await SlackHost.StartAsync();
        var team = host.Slack.Teams[0];
        var channel = team.Channel("study", team.User("lea"));
        var view = new JsonObject { ["callback_id"] = "setup", ["private_metadata"] = channel.Id, ["app_installed_team_id"] = team.Id, ["state"] = new JsonObject { ["values"] = new JsonObject() } };
        var payload = new JsonObject
        {
            ["type"] = "view_submission", ["trigger_id"] = "1.1.1", ["team"] = new JsonObject { ["id"] = "T999" }, ["user"] = new JsonObject { ["id"] = team.User("lea").Id, ["team_id"] = "T999" }, ["view"] = view,
        };

        Assert.Equal(HttpStatusCode.OK, await SignedAsync(host, "/slack/interactions", $"payload={Uri.EscapeDataString(payload.ToJsonString())}"));
        await host.SettledAsync();

        Assert.NotEmpty(host.Slack.CallsOf("users.info"));
    }

    [Fact]
    public async Task What_Slackbot_says_is_never_read()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, _) = await CohortAsync(host);
        var before = host.Slack.Calls.Count;
        var said = new JsonObject { ["type"] = "message", ["channel"] = channel.Id, ["user"] = "USLACKBOT", ["text"] = "done", ["ts"] = $"{host.Clock.GetUtcNow().ToUnixTimeSeconds()}.000100" };
        var envelope = new JsonObject { ["type"] = "event_callback", ["team_id"] = channel.Team.Id, ["event"] = said };

        Assert.Equal(HttpStatusCode.OK, await SignedAsync(host, "/slack/events", envelope.ToJsonString()));
        await host.SettledAsync();

        Assert.Equal(before, host.Slack.Calls.Count);
    }

    [Fact]
    public async Task A_lesson_s_thread_whose_reply_is_deleted_takes_the_check_in_back()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await CohortAsync(host);
        var said = await ana.RepliesAsync(channel.Lesson(1), "I'm done");
        await host.SettledAsync();
        Assert.Equal(CheckInClass.OnTime, (await host.CheckInAsync(channel, ana, 1))!.Class);

        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await ana.DeletesAsync(said);
        await host.SettledAsync();

        Assert.Null(await host.CheckInAsync(channel, ana, 1));
    }

    /// <summary>The app was taken out and put back, and the host started with its new token, before Slack told of it.</summary>
    [Theory]
    [InlineData("""{"type":"app_uninstalled"}""")]
    [InlineData("""{"type":"tokens_revoked","tokens":{"oauth":[],"bot":["U0BOT"]}}""")]
    public async Task Late_news_of_a_workspace_whose_token_is_good_again_does_nothing(string news)
    {
        await using var host = await SlackHost.StartAsync(settings: new() { ["Slack:RemoveDataOnUninstall"] = "true" });
        var (channel, _) = await CohortAsync(host);

        var told = await SignedAsync(host, "/slack/events", $$"""{"type":"event_callback","event_id":"Ev1","event_time":1,"team_id":"{{channel.Team.Id}}","event":{{news}}}""");

        Assert.Equal(HttpStatusCode.OK, told);
        Assert.Null((await host.CohortAsync(channel)).Broken);
    }

    private static async Task<(SlackChannel Channel, SlackUser Ana)> CohortAsync(SlackHost host, params SlackUser[] further)
    {
        var team = host.Slack.Teams[0];
        var channel = team.Channel("study", [team.User("lea"), team.User("ana"), team.User("ben"), .. further]);
        await host.AddCohortAsync(channel, "lea", Start);
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        _ = channel.Lesson(1);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return (channel, team.User("ana"));
    }

    private static async Task<HttpStatusCode> SignedAsync(SlackHost host, string path, string body)
    {
        var now = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        return (await PostAsync(host, path, body, now, Sign(host.Slack.App.SigningSecret, now, body))).StatusCode;
    }

    private static async Task<HttpResponseMessage> PostAsync(SlackHost host, string path, string body, long at, string? signature, int times = 1)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        // A body that is too long is refused before it is sent.
        request.Headers.ExpectContinue = body.Length > 100_000;
        request.Headers.Add("X-Slack-Request-Timestamp", $"{at}");
        for (var i = 0; i < times && signature is not null; i++) request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature);
        return await host.Http.SendAsync(request);
    }

    private static string Sign(string secret, long at, string body) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{at}:{body}")));
}
