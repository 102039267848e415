using System.Text.Json.Nodes;
using System.Web;

namespace StudyBot.Tests.Slack.Fake;

/// <summary>Channels, people, the app itself: what happens to them and what the app hears of it.</summary>
public class WorkspaceLifeTests
{
    /// <summary>A doing, and the events it makes, in order: type, or type/subtype of a message.</summary>
    public static TheoryData<string, string[]> Doings() => new()
    {
        { "join", ["message/channel_join", "member_joined_channel"] },
        { "leave", ["message/channel_leave", "member_left_channel"] },
        { "remove bot", ["channel_left"] },
        { "rename", ["message/channel_name", "channel_rename"] },
        { "archive", ["message/channel_archive", "channel_archive"] },
        { "unarchive", ["message/channel_archive", "channel_archive", "message/channel_unarchive", "channel_unarchive"] },
        { "delete", ["channel_deleted"] },
        { "private join", ["message/group_join", "member_joined_channel"] },
        { "private rename", ["message/group_name", "group_rename"] },
        { "private archive", ["message/group_archive", "group_archive"] },
        { "private remove bot", ["group_left"] },
        { "rename where the bot is not", ["channel_rename"] },
        { "private rename where the bot is not", [] },
        { "new name", ["user_change"] },
        { "uninstall", ["tokens_revoked", "app_uninstalled"] },
        { "revoke", ["tokens_revoked"] },
        { "home", ["app_home_opened"] },
        { "file", ["message/file_share", "file_shared"] },
        { "direct", ["message"] },
        { "other bot", ["message"] },
        { "classic bot", ["message/bot_message"] },
        { "rate limit", ["app_rate_limited"] },
    };

    [Theory]
    [MemberData(nameof(Doings))]
    public async Task The_app_hears_of(string doing, string[] events)
    {
        await using var workspace = await Workspace.StartAsync();
        var (team, ana, learn) = (workspace.Team, workspace.Ana, workspace.Learn);
        var secret = team.PrivateChannel("secret", ana);
        var far = team.ChannelWithoutBot("far", ana);
        var ben = team.User("ben");

        await (doing switch
        {
            "join" => ben.JoinsAsync(learn),
            "leave" => ana.LeavesAsync(learn),
            "remove bot" => ana.RemovesAsync(learn, team.Bot),
            "rename" => ana.RenamesAsync(learn, "learning"),
            "archive" => ana.ArchivesAsync(learn),
            "unarchive" => TwiceAsync(ana.ArchivesAsync(learn), () => ana.UnarchivesAsync(learn)),
            "delete" => ana.DeletesAsync(learn),
            "private join" => ana.InvitesAsync(secret, ben),
            "private rename" => ana.RenamesAsync(secret, "whispers"),
            "private archive" => ana.ArchivesAsync(secret),
            "private remove bot" => ana.RemovesAsync(secret, team.Bot),
            "rename where the bot is not" => ana.RenamesAsync(far, "farther"),
            "private rename where the bot is not" => FarAsync(),
            "new name" => ana.ChangesAsync(user => user.RealName = "Ana Lee"),
            "uninstall" => ana.UninstallsAsync(),
            "revoke" => ana.RevokesTokensAsync(),
            "home" => ana.OpensHomeAsync(),
            "file" => ana.UploadsAsync("plan.md", "# Day 1", learn, "here it is"),
            "direct" => ana.SaysToBotAsync("done"),
            "other bot" => SaidByBotAsync(classic: false),
            "classic bot" => SaidByBotAsync(classic: true),
            _ => team.HoldsEventsBackAsync(),
        });

        Assert.Equal(events, workspace.App.All.Select(came => Name(came.Json["event"] ?? came.Json)));

        async Task FarAsync()
        {
            secret = team.PrivateChannel("vault", ana);
            await ana.RemovesAsync(secret, team.Bot);
            var before = workspace.App.All.Count;
            await ana.RenamesAsync(secret, "cellar");
            Assert.Equal(before, workspace.App.All.Count);
            workspace.App.Forget();
        }

        Task SaidByBotAsync(bool classic)
        {
            var bot = team.OtherBot("github");
            bot.Classic = classic;
            team.Channel("learn", bot);
            return bot.SaysAsync(learn, "done");
        }
    }

    [Fact]
    public async Task An_event_comes_only_to_who_subscribed_and_has_its_scope()
    {
        await using var workspace = await Workspace.StartAsync();
        workspace.Slack.App.Events = ["message.channels", "reaction_added"];
        workspace.Team.Scopes = ["channels:history"];

        var said = await workspace.Ana.SaysAsync(workspace.Learn, "done");
        await workspace.Ana.ReactsAsync(said, "tada");
        await workspace.Ana.SaysToBotAsync("done");

        Assert.Equal(["message"], workspace.App.Events.Select(e => e["type"]!.ToString()));
    }

    [Fact]
    public async Task One_thing_may_come_under_another_event_id()
    {
        await using var workspace = await Workspace.StartAsync();
        await workspace.Ana.SaysAsync(workspace.Learn, "done");

        await workspace.Team.RepeatsAsync(workspace.Slack.Deliveries[0]);

        Assert.Equal(workspace.App.Events[0].ToJsonString(), workspace.App.Events[1].ToJsonString());
        Assert.NotEqual(workspace.App.All[0].Json["event_id"]!.ToString(), workspace.App.All[1].Json["event_id"]!.ToString());
    }

    [Fact]
    public async Task A_request_url_is_verified_by_its_challenge()
    {
        await using var workspace = await Workspace.StartAsync();
        Assert.False(await workspace.Slack.App.VerifiesEventsUrlAsync());

        workspace.App.Answers.Enqueue(new() { Content = new StringContent("challenge-2") });
        Assert.True(await workspace.Slack.App.VerifiesEventsUrlAsync());
        Assert.Equal(("url_verification", "challenge-2"), (workspace.App.All[^1].Json["type"]!.ToString(), workspace.App.All[^1].Json["challenge"]!.ToString()));
    }

    [Fact]
    public async Task Somebody_installs_the_app_and_its_code_works_once_and_for_ten_minutes()
    {
        await using var workspace = await Workspace.StartAsync();
        var slack = workspace.Slack;
        slack.App.RedirectUrls.Add("https://app.example/slack/oauth");
        var other = slack.AddTeam("Other", installed: false);
        var owner = other.User("owner");
        Uri Authorize(string query) => new($"{slack.Address}oauth/v2/authorize?{query}");
        var good = $"client_id={slack.App.ClientId}&scope=chat:write,users:read&state=s%201&redirect_uri=https%3A%2F%2Fapp.example%2Fslack%2Foauth";

        Assert.Contains("invalid_client_id", Assert.Throws<InvalidOperationException>(() => owner.AgreesTo(Authorize("client_id=9"))).Message);
        Assert.Contains("no_scopes", Assert.Throws<InvalidOperationException>(() => owner.AgreesTo(Authorize($"client_id={slack.App.ClientId}"))).Message);
        Assert.Contains("invalid_scope", Assert.Throws<InvalidOperationException>(() => owner.AgreesTo(Authorize($"client_id={slack.App.ClientId}&scope=admin"))).Message);
        Assert.Contains("bad_redirect_uri", Assert.Throws<InvalidOperationException>(() => owner.AgreesTo(Authorize($"client_id={slack.App.ClientId}&scope=chat:write&redirect_uri=https%3A%2F%2Fevil.example"))).Message);
        Assert.Equal("access_denied", HttpUtility.ParseQueryString(owner.Declines(Authorize(good)).Query)["error"]);

        var back = owner.AgreesTo(Authorize(good));
        var query = HttpUtility.ParseQueryString(back.Query);
        Assert.Equal(("app.example", "s 1"), (back.Host, query["state"]));
        Assert.Equal("bad_redirect_uri", (await ExchangeAsync(query["code"]!, null))["error"]!.ToString());
        var installed = await ExchangeAsync(query["code"]!, "https://app.example/slack/oauth");
        Assert.Equal((other.BotToken, "chat:write,users:read", other.Id, other.Bot.Id), (installed["access_token"]!.ToString(), installed["scope"]!.ToString(), installed["team"]!["id"]!.ToString(), installed["bot_user_id"]!.ToString()));
        Assert.Null(installed["refresh_token"]);
        Assert.Equal("invalid_code", (await ExchangeAsync(query["code"]!, "https://app.example/slack/oauth"))["error"]!.ToString());

        var late = HttpUtility.ParseQueryString(owner.AgreesTo(Authorize(good)).Query)["code"]!;
        workspace.Clock.Advance(TimeSpan.FromMinutes(10.1));
        Assert.Equal("invalid_code", (await ExchangeAsync(late, "https://app.example/slack/oauth"))["error"]!.ToString());

        async Task<JsonObject> ExchangeAsync(string code, string? redirect)
        {
            (string, string)[] arguments = [("client_id", slack.App.ClientId), ("client_secret", slack.App.ClientSecret), ("code", code)];
            return (await workspace.SendAsync("oauth.v2.access", null, redirect is null ? arguments : [.. arguments, ("redirect_uri", redirect)])).Body;
        }
    }

    [Fact]
    public async Task A_rotated_token_is_renewed_with_a_refresh_token_that_works_once()
    {
        await using var workspace = await Workspace.StartAsync();
        var slack = workspace.Slack;
        slack.App.TokenRotation = true;
        slack.App.RedirectUrls.Add("https://app.example/");
        var other = slack.AddTeam("Other", installed: false);
        var code = HttpUtility.ParseQueryString(other.User("owner").AgreesTo(new Uri($"{slack.Address}oauth/v2/authorize?client_id={slack.App.ClientId}&scope=chat:write")).Query)["code"]!;

        var installed = await AccessAsync(("code", code));
        Assert.Equal(43_200, installed["expires_in"]!.GetValue<int>());
        var renewed = await AccessAsync(("grant_type", "refresh_token"), ("refresh_token", installed["refresh_token"]!.ToString()));
        Assert.NotEqual(installed["access_token"]!.ToString(), renewed["access_token"]!.ToString());
        Assert.Equal("invalid_refresh_token", (await AccessAsync(("grant_type", "refresh_token"), ("refresh_token", installed["refresh_token"]!.ToString())))["error"]!.ToString());
        Assert.True((await workspace.SendAsync("auth.test", installed["access_token"]!.ToString())).Body["ok"]!.GetValue<bool>());
        Assert.True((await workspace.SendAsync("auth.test", renewed["access_token"]!.ToString())).Body["ok"]!.GetValue<bool>());

        async Task<JsonObject> AccessAsync(params (string, string)[] arguments) =>
            (await workspace.SendAsync("oauth.v2.access", null, [("client_id", slack.App.ClientId), ("client_secret", slack.App.ClientSecret), .. arguments])).Body;
    }

    [Fact]
    public async Task A_file_goes_up_in_three_steps_and_down_with_a_token_alone()
    {
        await using var workspace = await Workspace.StartAsync();
        var first = await workspace.CallAsync("files.getUploadURLExternal", ("filename", "board.csv"), ("length", "3"));
        var id = first["file_id"]!.ToString();
        var url = new Uri(first["upload_url"]!.ToString());

        Assert.Equal(400, (int)(await workspace.Client.PostAsync(url, new StringContent("too long"))).StatusCode);
        Assert.Equal("file_not_found", (await CompleteAsync())["error"]!.ToString());
        Assert.Equal("OK - 3", await (await workspace.Client.PostAsync(url, new StringContent("a,b"))).Content.ReadAsStringAsync());
        Assert.True((await CompleteAsync())["ok"]!.GetValue<bool>());
        Assert.Equal("file_not_found", (await CompleteAsync())["error"]!.ToString());

        var file = Assert.Single(Assert.Single(workspace.Learn.Messages).Files);
        Assert.Equal(("board.csv", "The board"), (file.Name, file.Title));
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        Assert.Equal(302, (int)(await client.GetAsync(new Uri(file.Url))).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", workspace.Team.BotToken);
        Assert.Equal("a,b", await client.GetStringAsync(new Uri(file.Url)));

        Task<JsonObject> CompleteAsync() => workspace.CallAsync("files.completeUploadExternal", ("files", $$"""[{"id":"{{id}}","title":"The board"}]"""), ("channel_id", workspace.Learn.Id));
    }

    [Fact]
    public async Task Two_runs_of_the_same_day_are_the_same_to_the_letter()
    {
        Assert.Equal(await DayAsync(), await DayAsync());

        static async Task<string> DayAsync()
        {
            await using var workspace = await Workspace.StartAsync();
            var lesson = (await workspace.PostAsync())["ts"]!.ToString();
            await workspace.Slack.SettledAsync();
            await workspace.Ana.RepliesAsync(workspace.Learn.Messages[0], "done");
            workspace.Clock.Advance(TimeSpan.FromHours(1));
            await workspace.Ana.ReactsAsync(workspace.Learn.Messages[0], "tada");
            await workspace.Ana.SlashAsync("/study", "me", workspace.Learn);
            Assert.Equal("1795507200.000000", lesson);
            return string.Join('\n', workspace.App.All.Select(came => came.Body.Replace(Uri.EscapeDataString(workspace.Slack.Address.ToString()), "")));
        }
    }

    private static async Task TwiceAsync(Task first, Func<Task> second)
    {
        await first;
        await second();
    }

    private static string Name(JsonNode @event) => @event["subtype"] is { } subtype ? $"{@event["type"]}/{subtype}" : @event["type"]!.ToString();
}
