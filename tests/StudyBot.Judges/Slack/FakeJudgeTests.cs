using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using StudyBot.Fakes.Slack;
using Signature = StudyBot.Slack.Signature;
using Verdict = StudyBot.Slack.Verdict;

namespace StudyBot.Judges.Slack;

/// <summary>Slack's own clients judge the fake that StudyBot is tested against.</summary>
public class FakeJudgeTests
{
    [Fact]
    public async Task Slacks_web_client_posts_reads_reacts_and_uploads_and_knows_each_refusal()
    {
        await using var slack = await SlackFake.StartAsync();
        var team = slack.AddTeam("Acme");
        var other = slack.AddTeam("Other", installed: false);
        var ana = team.User("ana");
        var channel = team.Channel("learn", ana, team.User("ben"));
        slack.App.RedirectUrls.Add("https://app.example/slack/oauth");
        var back = other.User("owner").AgreesTo(new Uri($"{slack.Address}oauth/v2/authorize?client_id={slack.App.ClientId}&scope=chat:write,users:read&state=s"));
        slack.App.Scopes = ["channels:read"];
        var readOnly = slack.AddTeam("Readers");

        var lines = await Node.RunAsync("Slack/web-api.mjs", new
        {
            apiUrl = slack.ApiUrl, token = team.BotToken, readOnlyToken = readOnly.BotToken, channel = channel.Id, user = ana.Id, code = back.Query.Split("code=")[1].Split('&')[0],
            clientId = slack.App.ClientId, clientSecret = slack.App.ClientSecret,
        });

        string[] expected =
        [
            """{"step":"auth.test","team":"Acme","scopes":15}""",
            """{"step":"posted","text":"Lesson 1","bot":"string"}""",
            """{"step":"updated","text":"Lesson 1: 1 done","same":true,"edited":"string"}""",
            """{"step":"history","text":"Lesson 1: 1 done","delivery":"c1/1"}""",
            """{"step":"replies","texts":["Lesson 1: 1 done","a reply"]}""",
            """{"step":"reacted twice","code":"slack_webapi_platform_error","error":"already_reacted"}""",
            """{"step":"members","count":3,"distinct":3}""",
            """{"step":"person","name":"ana","zone":"Europe/Berlin"}""",
            """{"step":"direct","ok":true,"im":true}""",
            """{"step":"home","type":"home"}""",
            """{"step":"file","name":"plan.md","content":"# Day 1"}""",
            """{"step":"no such channel","code":"slack_webapi_platform_error","error":"channel_not_found"}""",
            """{"step":"no text","code":"slack_webapi_platform_error","error":"no_text"}""",
            """{"step":"empty header","code":"slack_webapi_platform_error","error":"invalid_blocks","messages":["[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"]}""",
            """{"step":"no such method","code":"slack_webapi_platform_error","error":"unknown_method"}""",
            """{"step":"bad token","code":"slack_webapi_platform_error","error":"invalid_auth"}""",
            """{"step":"missing scope","code":"slack_webapi_platform_error","error":"missing_scope","needed":"chat:write"}""",
            """{"step":"stale trigger","code":"slack_webapi_platform_error","error":"invalid_trigger_id"}""",
            """{"step":"too fast","code":"slack_webapi_rate_limited_error","retryAfter":""",
            """{"step":"installed","type":"bot","works":true}""",
        ];
        Assert.Equal(expected.Length, lines.Count);
        Assert.All(expected.Zip(lines), pair => Assert.StartsWith(pair.First, pair.Second));
        Assert.Contains(channel.Messages, message => message.Files is [{ Name: "plan.md" }] && message.Text == "The plan");
        Assert.Equal("only you", Assert.Single(channel.SeenBy(ana), message => message.PrivateTo is not null).Text);
    }

    [Fact]
    public async Task Slacks_socket_client_takes_what_comes_and_lives_through_a_refresh()
    {
        // A clock that stands still: a busy machine may answer later than Slack waits.
        await using var slack = await SlackFake.StartAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        slack.App.SocketMode = true;
        var team = slack.AddTeam();
        var ana = team.User("ana");
        var channel = team.Channel("learn", ana);
        await using var node = Node.Start("Slack/socket-mode.mjs", new { apiUrl = slack.ApiUrl, appToken = slack.App.AppToken });
        await slack.Sockets.ConnectedAsync().WaitAsync(TimeSpan.FromSeconds(60));

        await ana.SaysAsync(channel, "done");
        Assert.Equal("""{"text":"done","retry":0}""", await node.LineAsync());
        Assert.True(slack.Deliveries[^1].Acknowledged);

        var first = slack.Sockets.Open[0];
        await first.RefreshesAsync();
        await slack.Sockets.ConnectedAsync(0).WaitAsync(TimeSpan.FromSeconds(60));
        await slack.Sockets.ConnectedAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.NotEqual(first.Host, slack.Sockets.Open[0].Host);

        await Posting.LessonAsync(slack, team, channel);
        await ana.PressesAsync(channel.Messages[^1], "Done");
        Assert.Equal("""{"text":"Lesson 2","retry":0}""", await node.LineAsync());
        Assert.Equal("""{"action":"done 2"}""", await node.LineAsync());

        var stop = await ana.SlashAsync("/study", "stop", channel);
        Assert.True(stop.Acknowledged);
        Assert.Equal(["""{"command":"/study","text":"stop"}"""], await node.EndAsync());
        Assert.Equal("You said stop", channel.SeenBy(ana)[^1].Text);
    }

    [Fact]
    public async Task An_app_on_bolt_lives_in_the_fake()
    {
        // A clock that stands still: a busy machine may answer later than Slack waits.
        await using var slack = await SlackFake.StartAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        var team = slack.AddTeam();
        var ana = team.User("ana");
        var channel = team.Channel("learn", ana);
        await using var node = Node.Start("Slack/bolt-app.mjs", new { apiUrl = slack.ApiUrl, token = team.BotToken, signingSecret = slack.App.SigningSecret });
        var port = JsonNode.Parse(await node.LineAsync())!["port"]!.GetValue<int>();
        slack.App.EventsUrl = slack.App.CommandsUrl = slack.App.InteractionsUrl = $"http://127.0.0.1:{port}/slack/events";

        Assert.True(await slack.App.VerifiesEventsUrlAsync());
        var done = await ana.SaysAsync(channel, "done");
        Assert.Equal($$"""{"message":"done","team":"{{team.Id}}","bot":"string"}""", await node.LineAsync());
        Assert.Contains(done.Reactions, reaction => reaction.By == team.Bot);
        Assert.Equal("Counted", Assert.Single(done.Replies).Text);

        await ana.ReactsAsync(done.Replies[0], "tada");
        Assert.Equal("""{"reaction":"tada","on":"message"}""", await node.LineAsync());
        await ana.TypesAsync(channel, "@studybot help");
        Assert.Equal("""{"mention":"help"}""", await node.LineAsync());
        await team.User("ben").JoinsAsync(channel);
        Assert.Equal("""{"joined":"string","kind":"C"}""", await node.LineAsync());
        await ana.OpensHomeAsync();
        Assert.Equal("""{"home":"home"}""", await node.LineAsync());
        Assert.Equal("Streak 3", ana.Home!.Shown);

        await ana.SlashAsync("/study", "setup", channel);
        Assert.Equal("""{"command":"setup"}""", await node.LineAsync());
        var modal = ana.Modal!;
        await ana.PressesAsync(modal, "More");
        Assert.Equal("""{"pressed":"view"}""", await node.LineAsync());
        Assert.Equal("That day is over.", (await ana.SubmitsAsync(modal, new Dictionary<string, string> { ["start"] = "2026-11-01" }))["start"]);
        Assert.Empty(await ana.SubmitsAsync(modal, new Dictionary<string, string> { ["start"] = "2026-12-01" }));
        Assert.Null(ana.Modal);
        Assert.Equal("""{"start":"2026-11-01"}""", await node.LineAsync());
        Assert.Equal("""{"start":"2026-12-01"}""", await node.LineAsync());

        await Posting.LessonAsync(slack, team, channel);
        await ana.PressesAsync(channel.Messages[^1], "Done");
        Assert.Equal("""{"pressed":"message","value":"done 2"}""", await node.LineAsync());
        Assert.Equal("Counted for done 2", channel.SeenBy(ana)[^1].Text);
        await slack.SettledAsync();
        Assert.All(slack.Deliveries, delivery => Assert.True(delivery.Acknowledged, $"{delivery.Type}: {delivery.Answer}"));
    }

    [Fact]
    public async Task Bolt_takes_what_the_fake_signs_and_refuses_what_was_touched()
    {
        var seen = new List<(string Body, string Signature, string Timestamp)>();
        await using var slack = await SlackFake.StartAsync();
        slack.App.SendTo(new Uri("http://app.test/"));
        slack.App.Http = new HttpMessageInvoker(new Recorder(seen));
        var team = slack.AddTeam();
        var ana = team.User("ana");
        var channel = team.Channel("learn", ana);
        await Posting.LessonAsync(slack, team, channel);
        await slack.SettledAsync();
        await ana.SaysAsync(channel, "done · ✅ & 100 %");
        await ana.SlashAsync("/study", "me & you", channel);
        await ana.PressesAsync(channel.Messages[0], "Done");
        Assert.Equal(4, seen.Count);

        var now = slack.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var secret = slack.App.SigningSecret;
        var requests = new List<(string Says, Request Request)>();
        foreach (var (body, signature, timestamp) in seen)
        {
            requests.Add(("taken", new(secret, body, signature, timestamp, now)));
            requests.Add(("signature mismatch", new(secret, body + " ", signature, timestamp, now)));
            requests.Add(("signature mismatch", new(secret, body, signature, $"{long.Parse(timestamp) + 1}", now)));
            requests.Add(("signature mismatch", new("another", body, signature, timestamp, now)));
            requests.Add(("signature mismatch", new(secret, body, signature[..^1], timestamp, now)));
            requests.Add(("unknown signature version", new(secret, body, signature.Replace("v0", "v1"), timestamp, now)));
            requests.Add(("request is stale", new(secret, body, signature, timestamp, now + 301_000)));
            requests.Add(("signingSecret is empty", new("", body, signature, timestamp, now)));
        }

        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(requests.Select(request => request.Request)));
        var verdicts = await Node.RunAsync("Slack/verify.mjs", file);
        File.Delete(file);

        Assert.Equal(requests.Count, verdicts.Count);
        Assert.All(requests.Zip(verdicts), pair => Assert.Contains(pair.First.Says, pair.Second));
        Assert.All(requests, request => Assert.Equal(request.Says == "taken", request.Request.IsGenuine));
    }

    /// <param name="now">Unix milliseconds.</param>
    private sealed record Request(string secret, string body, string signature, string timestamp, long now)
    {
        /// <summary>What StudyBot says of it: it must agree with Slack's own package.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public bool IsGenuine =>
            Signature.Check([timestamp], [signature], System.Text.Encoding.UTF8.GetBytes(body), [secret], NodaTime.Instant.FromUnixTimeMilliseconds(now)) is Verdict.Genuine;
    }

    private sealed class Recorder(List<(string Body, string Signature, string Timestamp)> seen) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add((await request.Content!.ReadAsStringAsync(cancellationToken), request.Headers.GetValues(SlackSignature.Header).Single(), request.Headers.GetValues(SlackSignature.TimestampHeader).Single()));
            return new HttpResponseMessage(System.Net.HttpStatusCode.OK);
        }
    }
}

internal static class Posting
{
    /// <summary>A lesson with its button, posted as an app would.</summary>
    public static async Task LessonAsync(SlackFake slack, SlackTeam team, SlackChannel channel)
    {
        using var client = new HttpClient { BaseAddress = new Uri(slack.ApiUrl) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", team.BotToken);
        var blocks = new JsonArray(new JsonObject
        {
            ["type"] = "actions",
            ["elements"] = new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = "say", ["value"] = "done 2", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Done" } }),
        });
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("channel", channel.Id), KeyValuePair.Create("text", "Lesson 2"), KeyValuePair.Create("blocks", blocks.ToJsonString())]);
        using var response = await client.PostAsync(new Uri("chat.postMessage", UriKind.Relative), form);
        Assert.Contains("\"ok\":true", await response.Content.ReadAsStringAsync());
    }
}
