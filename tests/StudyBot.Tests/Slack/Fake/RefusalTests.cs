using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyBot.Fakes.Slack;

namespace StudyBot.Tests.Slack.Fake;

/// <summary>What Slack refuses, one line a rule: method, arguments, error. What stands in braces is made by <see cref="Scene"/>.</summary>
public sealed partial class RefusalTests(RefusalTests.Scene scene) : IClassFixture<RefusalTests.Scene>
{
    private const string Rows =
        """
        no.such.method               |                                                              | unknown_method
        chat.postMessage             | text=x                                                       | invalid_arguments
        chat.postMessage             | channel=C404 & text=x                                        | channel_not_found
        chat.postMessage             | channel={learn}                                              | no_text
        chat.postMessage             | channel={learn} & text=x & colour=red                        | invalid_arguments
        chat.postMessage             | channel={other} & text=x                                     | not_in_channel
        chat.postMessage             | channel={secret} & text=x                                    | channel_not_found
        chat.postMessage             | channel={archived} & text=x                                  | is_archived
        chat.postMessage             | channel={deleted} & text=x                                   | channel_not_found
        chat.postMessage             | channel={bot} & text=x                                       | cannot_dm_bot
        chat.postMessage             | channel={learn} & blocks={not json                           | invalid_blocks_format
        chat.postMessage             | channel={learn} & blocks={"type":"divider"}                  | invalid_blocks_format
        chat.postMessage             | channel={learn} & blocks=[{"type":"carousel_of_dreams"}]     | invalid_blocks
        chat.postMessage             | channel={learn} & text=x & thread_ts=1.000000                | cannot_reply_to_message
        chat.postMessage             | channel={learn} & text=x & thread_ts={private}               | cannot_reply_to_message
        chat.postMessage             | channel={learn} & text=x & metadata={not json                | invalid_metadata_format
        chat.postMessage             | channel={learn} & text=x & metadata={"event_type":"a"}       | invalid_metadata_schema
        chat.postMessage             | channel={learn} & text=x & metadata={"event_type":"","event_payload":{}} | invalid_metadata_schema
        chat.update                  | channel={learn} & ts=1.000000 & text=x                       | message_not_found
        chat.update                  | channel={learn} & ts={private} & text=x                      | message_not_found
        chat.update                  | channel={learn} & ts={said} & text=x                         | cant_update_message
        chat.update                  | channel={learn} & ts={lesson}                                | no_text
        chat.update                  | channel={learn} & ts={lesson} & text={4001 characters}       | msg_too_long
        chat.update                  | channel={archived} & ts={old} & text=x                       | is_inactive
        chat.delete                  | channel={learn} & ts={said}                                  | cant_delete_message
        chat.delete                  | channel={learn} & ts={private}                               | message_not_found
        chat.postEphemeral           | channel={learn} & user={stranger} & text=x                   | user_not_in_channel
        chat.postEphemeral           | channel={other} & user={ana} & text=x                        | not_in_channel
        chat.postEphemeral           | channel={learn} & text=x                                     | invalid_arguments
        reactions.add                | channel={learn} & timestamp={said} & name=tada               | already_reacted
        reactions.add                | channel={learn} & timestamp={said} & name=Not Emoji          | invalid_name
        reactions.add                | channel={learn} & timestamp=yesterday & name=eyes            | bad_timestamp
        reactions.add                | channel={learn} & timestamp=1795507200.999999 & name=eyes    | message_not_found
        reactions.add                | channel={learn} & timestamp={private} & name=eyes            | message_not_found
        reactions.add                | timestamp={said} & name=eyes                                 | no_item_specified
        reactions.add                | channel={archived} & timestamp={old} & name=eyes             | is_archived
        reactions.remove             | channel={learn} & timestamp={said} & name=eyes               | no_reaction
        users.info                   | user=U404                                                    | user_not_found
        conversations.open           |                                                              | users_list_not_supplied
        conversations.open           | users=U404                                                   | user_not_found
        conversations.open           | users={bot}                                                  | cannot_dm_bot
        conversations.open           | users={deactivated}                                          | user_disabled
        conversations.open           | channel={learn}                                              | method_not_supported_for_channel_type
        conversations.info           | channel={secret}                                             | channel_not_found
        conversations.members        | channel={learn} & limit=0                                    | invalid_limit
        conversations.members        | channel={learn} & cursor=here                                | invalid_cursor
        conversations.history        | channel={other}                                              | not_in_channel
        conversations.history        | channel={learn} & oldest=yesterday                           | invalid_ts_oldest
        conversations.history        | channel={learn} & latest=now                                 | invalid_ts_latest
        conversations.replies        | channel={learn} & ts=1.000000                                | thread_not_found
        views.open                   | trigger_id=1.2.3 & view={modal}                              | invalid_trigger_id
        views.open                   | trigger_id={used trigger} & view={modal}                     | exchanged_trigger_id
        views.open                   | trigger_id={stale trigger} & view={modal}                    | expired_trigger_id
        views.open                   | trigger_id={trigger} & view={"type":"home","blocks":[]}      | invalid_arguments
        views.open                   | trigger_id={trigger} & view={"type":"modal","blocks":[]}     | invalid_arguments
        views.open                   | trigger_id={trigger} & view={250 kB}                         | view_too_large
        views.open                   | trigger_id={trigger} & view={modal known as set-up}          | duplicate_external_id
        views.update                 | view_id=V404 & view={modal}                                  | not_found
        views.update                 | view={modal}                                                 | invalid_arguments
        views.update                 | view_id={open view} & hash=old & view={modal}                | hash_conflict
        views.publish                | user_id={ana} & view={modal}                                 | invalid_arguments
        views.publish                | user_id=U404 & view={"type":"home","blocks":[]}              | invalid_arguments
        files.info                   | file=F404                                                    | file_not_found
        files.getUploadURLExternal   | filename=a.md & length=0                                     | missing_argument
        files.completeUploadExternal | files=[{"id":"F404"}]                                        | file_not_found
        files.completeUploadExternal |                                                              | invalid_arguments
        oauth.v2.access              | client_id=no & client_secret=no & code=x                     | invalid_client_id
        oauth.v2.access              | client_id={client} & client_secret=no & code=x               | bad_client_secret
        oauth.v2.access              | client_id={client} & client_secret={client secret} & code=x  | invalid_code
        oauth.v2.access              | client_id={client} & client_secret={client secret} & grant_type=password | invalid_grant_type
        oauth.v2.access              | client_id={client} & client_secret={client secret} & grant_type=refresh_token & refresh_token=x | invalid_refresh_token
        apps.connections.open        |                                                              | not_allowed_token_type
        """;

    public static TheoryData<string, string, string> Refusals()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in Rows.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries))) data.Add(row[0], row[1], row[2]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Slack_refuses(string method, string arguments, string error)
    {
        var calls = scene.Workspace.Slack.Calls.Count;

        var answer = await scene.Workspace.CallAsync(method, scene.Read(arguments));

        Assert.False(answer["ok"]!.GetValue<bool>());
        Assert.Equal(error, answer["error"]!.ToString());
        Assert.Equal((calls + 1, method, error), (scene.Workspace.Slack.Calls.Count, scene.Workspace.Slack.Calls[^1].Method, scene.Workspace.Slack.Calls[^1].Error));
    }

    /// <summary>Every method but those that need none is closed to whoever has no good token, or lacks the scope.</summary>
    [Theory]
    [InlineData("chat.postMessage", "channel={learn} & text=x", "chat:write")]
    [InlineData("chat.postEphemeral", "channel={learn} & user={ana} & text=x", "chat:write")]
    [InlineData("chat.update", "channel={learn} & ts={lesson} & text=x", "chat:write")]
    [InlineData("chat.delete", "channel={learn} & ts={lesson}", "chat:write")]
    [InlineData("reactions.add", "channel={learn} & timestamp={said} & name=eyes", "reactions:write")]
    [InlineData("reactions.remove", "channel={learn} & timestamp={said} & name=tada", "reactions:write")]
    [InlineData("users.info", "user={ana}", "users:read")]
    [InlineData("conversations.open", "users={ana}", "im:write")]
    [InlineData("conversations.info", "channel={learn}", "channels:read")]
    [InlineData("conversations.members", "channel={learn}", "channels:read")]
    [InlineData("conversations.history", "channel={learn}", "channels:history")]
    [InlineData("conversations.replies", "channel={learn} & ts={lesson}", "channels:history")]
    [InlineData("files.info", "file=F404", "files:read")]
    [InlineData("files.getUploadURLExternal", "filename=a.md & length=3", "files:write")]
    [InlineData("files.completeUploadExternal", "files=[]", "files:write")]
    public async Task A_token_needs_its_scope(string method, string arguments, string scope)
    {
        var team = scene.Workspace.Team;
        var granted = team.Scopes;
        team.Scopes = [.. granted.Except([scope])];

        var answer = await scene.Workspace.SendAsync(method, team.BotToken, scene.Read(arguments));

        team.Scopes = granted;
        Assert.Equal(("missing_scope", scope), (answer.Body["error"]!.ToString(), answer.Body["needed"]!.ToString()));
        Assert.DoesNotContain(scope, answer.Body["provided"]!.ToString().Split(','));
    }

    [Theory]
    [InlineData(null, "not_authed")]
    [InlineData("xoxb-nobody", "invalid_auth")]
    [InlineData("{app token}", "not_allowed_token_type")]
    public async Task A_stranger_is_sent_away(string? token, string error)
    {
        var answer = await scene.Workspace.SendAsync("auth.test", token is null ? null : scene.Read($"t={token}")[0].Value);

        Assert.Equal(error, answer.Body["error"]!.ToString());
    }

    [Fact]
    public async Task Revoked_expired_and_uninstalled_tokens_say_which_they_are()
    {
        await using var workspace = await Workspace.StartAsync();
        workspace.Slack.App.TokenRotation = true;
        workspace.Slack.App.RedirectUrls.Add("https://app.example/");
        var other = workspace.Slack.AddTeam("Other", installed: false);
        var back = other.User("owner").AgreesTo(new Uri($"{workspace.Slack.Address}oauth/v2/authorize?client_id={workspace.Slack.App.ClientId}&scope=chat:write"));
        var code = System.Web.HttpUtility.ParseQueryString(back.Query)["code"]!;
        await workspace.SendAsync("oauth.v2.access", null, ("client_id", workspace.Slack.App.ClientId), ("client_secret", workspace.Slack.App.ClientSecret), ("code", code));
        workspace.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal("token_expired", (await workspace.SendAsync("auth.test", other.BotToken)).Body["error"]!.ToString());

        await workspace.Ana.RevokesTokensAsync();
        Assert.Equal("token_revoked", (await workspace.CallAsync("auth.test"))["error"]!.ToString());

        var third = workspace.Slack.AddTeam("Third");
        await third.User("owner").UninstallsAsync();
        Assert.Equal("account_inactive", (await workspace.SendAsync("auth.test", third.BotToken)).Body["error"]!.ToString());
        Assert.Equal(["tokens_revoked", "tokens_revoked", "app_uninstalled"], workspace.App.Events.Select(e => e["type"]!.ToString()));
    }

    /// <summary>What only reads takes a form; JSON there is not looked at. Whoever sends JSON puts the token into the header.</summary>
    [Fact]
    public async Task Bodies_are_forms_or_json_where_the_method_takes_it()
    {
        var workspace = scene.Workspace;
        var posted = await workspace.CallJsonAsync("chat.postMessage", new { channel = workspace.Learn.Id, text = "by JSON", unfurl_links = false });
        var read = await workspace.CallJsonAsync("conversations.info", new { channel = workspace.Learn.Id });
        using var inside = await workspace.Client.PostAsync("auth.test", new StringContent($$"""{"token":"{{workspace.Team.BotToken}}"}""", null, "application/json"));
        using var broken = await workspace.Client.PostAsync("auth.test", new StringContent("{", null, "application/json"));
        using var list = await workspace.Client.PostAsync("auth.test", new StringContent("[]", null, "application/json"));
        using var xml = await workspace.Client.PostAsync("auth.test", new StringContent("<a/>", null, "text/xml"));

        Assert.True(posted["ok"]!.GetValue<bool>());
        Assert.False(workspace.Slack.CallsOf("chat.postMessage")[^1].Arguments["unfurl_links"]!.GetValue<bool>());
        Assert.Equal("invalid_arguments", read["error"]!.ToString());
        Assert.Equal(["not_authed", "invalid_json", "json_not_object", "invalid_post_type"], await Task.WhenAll(new[] { inside, broken, list, xml }.Select(Error)));

        static async Task<string> Error(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!.ToString();
    }

    /// <summary>A workspace in which everything that is refused is there to be refused.</summary>
    public sealed partial class Scene : IAsyncLifetime
    {
        private readonly Dictionary<string, string> _things = [];

        public Workspace Workspace { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Workspace = await Workspace.StartAsync();
            var (slack, team, ana, learn) = (Workspace.Slack, Workspace.Team, Workspace.Ana, Workspace.Learn);
            slack.Rates = SlackRates.None;
            var archived = team.Channel("archived", ana);
            _things["old"] = (await Workspace.CallAsync("chat.postMessage", ("channel", archived.Id), ("text", "old")))["ts"]!.ToString();
            await ana.ArchivesAsync(archived);
            var deleted = team.Channel("deleted", ana);
            await ana.DeletesAsync(deleted);
            var deactivated = team.User("deactivated");
            deactivated.Deactivated = true;
            _things["learn"] = learn.Id;
            _things["archived"] = archived.Id;
            _things["deleted"] = deleted.Id;
            _things["other"] = team.ChannelWithoutBot("other", ana).Id;
            var secret = team.PrivateChannel("secret", ana);
            await ana.RemovesAsync(secret, team.Bot);
            _things["secret"] = secret.Id;
            _things["ana"] = ana.Id;
            _things["bot"] = team.Bot.Id;
            _things["deactivated"] = deactivated.Id;
            _things["stranger"] = team.User("stranger").Id;
            _things["client"] = slack.App.ClientId;
            _things["client secret"] = slack.App.ClientSecret;
            _things["app token"] = slack.App.AppToken;
            _things["lesson"] = (await Workspace.PostAsync())["ts"]!.ToString();
            _things["private"] = (await Workspace.CallAsync("chat.postEphemeral", ("channel", learn.Id), ("user", ana.Id), ("text", "only you")))["message_ts"]!.ToString();
            var said = await ana.SaysAsync(learn, "done");
            _things["said"] = said.Ts;
            await Workspace.CallAsync("reactions.add", ("channel", learn.Id), ("timestamp", said.Ts), ("name", "tada"));
            _things["modal"] = Modal("");
            _things["modal known as set-up"] = Modal("set-up");
            _things["250 kB"] = $$"""{"type":"modal","title":{"type":"plain_text","text":"Long"},"private_metadata":"{{new string('x', 250_000)}}","blocks":[]}""";
            _things["4001 characters"] = new string('x', 4001);
            _things["stale trigger"] = (await ana.SlashAsync("/study", "setup", learn)).Id;
            Workspace.Clock.Advance(TimeSpan.FromSeconds(3.001));
            _things["used trigger"] = (await ana.SlashAsync("/study", "setup", learn)).Id;
            var opened = await Workspace.CallAsync("views.open", ("trigger_id", _things["used trigger"]), ("view", _things["modal known as set-up"]));
            _things["open view"] = opened["view"]!["id"]!.ToString();
            _things["trigger"] = (await ana.SlashAsync("/study", "setup", learn)).Id;
        }

        /// <summary>The arguments of a row.</summary>
        public (string Name, string Value)[] Read(string arguments) =>
            [.. from pair in arguments.Split(" & ", StringSplitOptions.RemoveEmptyEntries)
                let split = pair.Split('=', 2)
                select (split[0], Named().Replace(split[1], match => _things.GetValueOrDefault(match.Groups[1].Value, match.Value)))];

        public ValueTask DisposeAsync() => Workspace.DisposeAsync();

        private static string Modal(string external) => $$"""{"type":"modal","external_id":"{{external}}","title":{"type":"plain_text","text":"Set up"},"blocks":[]}""";

        [GeneratedRegex("\\{([a-z0-9 A-Z-]+)\\}")]
        private static partial Regex Named();
    }
}
