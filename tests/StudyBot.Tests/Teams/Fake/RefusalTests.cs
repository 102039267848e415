using System.Text.Json.Nodes;

namespace StudyBot.Tests.Teams.Fake;

/// <summary>What Entra, the Connector and Graph refuse.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData(null, "wrong", "https://api.botframework.com/.default", 401, "AADSTS7000215")]
    [InlineData("99999999-0000-4000-8000-000000000000", null, "https://api.botframework.com/.default", 400, "AADSTS90002")]
    [InlineData("botframework.com", null, "https://api.botframework.com/.default", 400, "AADSTS700016")]
    [InlineData(null, null, "https://api.botframework.com/read", 400, "AADSTS1002012")]
    [InlineData(null, null, "https://vault.azure.net/.default", 400, "AADSTS500011")]
    public async Task Entra_says_why_it_gives_no_token(string? tenant, string? secret, string scope, int status, string code)
    {
        await using var there = await Organisation.StartAsync();

        var (given, body) = await there.AskTokenAsync(tenant, secret, scope);

        Assert.Equal(status, given);
        Assert.StartsWith(code + ":", body["error_description"]!.ToString());
        Assert.Null(body["access_token"]);
    }

    [Fact]
    public async Task Only_a_token_for_the_Connector_that_has_not_ended_opens_it()
    {
        await using var there = await Organisation.StartAsync();
        var url = $"https://smba.trafficmanager.net/emea/v3/teams/{Organisation.Escaped(there.Team.Id)}";
        var token = (await there.AskTokenAsync()).Body["access_token"]!.ToString();
        var graph = (await there.AskTokenAsync(scope: "https://graph.microsoft.com/.default")).Body["access_token"]!.ToString();

        Assert.Equal(200, (await there.SendAsync(HttpMethod.Get, url, token)).Status);
        Assert.Equal(401, (await there.SendAsync(HttpMethod.Get, url, null)).Status);
        Assert.Equal(401, (await there.SendAsync(HttpMethod.Get, url, graph)).Status);
        there.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(401, (await there.SendAsync(HttpMethod.Get, url, token)).Status);
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net.example.org/")]
    public async Task No_other_host_is_reached(string url)
    {
        await using var there = await Organisation.StartAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => there.Client.GetAsync(url));
    }

    [Fact]
    public async Task Nothing_is_found_where_nothing_is()
    {
        await using var there = await Organisation.StartAsync();
        var lesson = await there.PostsAsync();
        var channel = Organisation.Escaped(there.Learn.Id);

        Assert.Equal("404 ConversationNotFound", await RefusedAsync(there, HttpMethod.Post, "conversations/19%3Anone%40thread.tacv2/activities", there.Message()));
        Assert.Equal("404 ConversationNotFound", await RefusedAsync(there, HttpMethod.Post, $"conversations/{channel};messageid=1/activities", there.Message()));
        Assert.Equal("404 ActivityNotFoundInConversation", await RefusedAsync(there, HttpMethod.Put, $"conversations/{channel}/activities/1", there.Message()));
        Assert.Equal(200, (await there.CallAsync(HttpMethod.Delete, $"conversations/{channel}/activities/{lesson.Id}")).Status);
        Assert.Equal("404 ActivityNotFoundInConversation", await RefusedAsync(there, HttpMethod.Delete, $"conversations/{channel}/activities/{lesson.Id}"));
        Assert.Equal("404 MemberNotFoundInConversation", await RefusedAsync(there, HttpMethod.Get, $"conversations/{channel}/members/29%3Anobody"));
        Assert.True(lesson.Deleted);
    }

    [Fact]
    public async Task A_bot_that_was_taken_out_is_not_in_the_roster_any_more()
    {
        await using var there = await Organisation.StartAsync();
        await there.Ana.UninstallsAsync(there.Team);

        Assert.Equal("403 BotNotInConversationRoster", await RefusedAsync(there, HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message())));
        Assert.Equal("403 BotNotInConversationRoster", await RefusedAsync(there, HttpMethod.Get, $"teams/{Organisation.Escaped(there.Team.Id)}"));
        Assert.Equal(["conversationUpdate", "installationUpdate"], there.Bot.All.Select(came => came.Activity["type"]!.ToString()));
        Assert.Equal("remove", there.Bot.Last["action"]!.ToString());
    }

    [Fact]
    public async Task Who_blocked_the_bot_gets_nothing_from_it()
    {
        await using var there = await Organisation.StartAsync(installed: false);
        await there.Ben.InstallsAsync();
        there.Ben.BlocksBot = true;

        var (status, body) = await there.CallAsync(HttpMethod.Post, $"conversations/{Organisation.Escaped(there.Ben.Chat.Id)}/activities", there.Message());

        Assert.Equal((403, 209), (status, body["errorCode"]!.GetValue<int>()));
        Assert.Contains("\"subCode\": \"MessageWritesBlocked\"", body["message"]!.ToString());
    }

    [Fact]
    public async Task An_archived_team_and_a_deleted_channel_are_told_and_take_nothing()
    {
        await using var there = await Organisation.StartAsync();
        var other = there.Team.Channel("other");

        await there.Ana.DeletesAsync(other);
        Assert.Equal(("channelDeleted", other.Id), (there.Bot.Last["channelData"]!["eventType"]!.ToString(), there.Bot.Last["channelData"]!["channel"]!["id"]!.ToString()));
        Assert.Equal("404 ConversationNotFound", await RefusedAsync(there, HttpMethod.Post, "conversations", there.Thread(other, there.Message())));

        await there.Ana.ArchivesAsync(there.Team);
        Assert.Equal("teamArchived", there.Bot.Last["channelData"]!["eventType"]!.ToString());
        Assert.Equal("403 Forbidden", await RefusedAsync(there, HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message())));
        await Assert.ThrowsAsync<InvalidOperationException>(() => there.Ben.SaysAsync(there.Learn, "done"));
    }

    [Fact]
    public async Task A_tenant_may_keep_bots_from_reacting()
    {
        await using var there = await Organisation.StartAsync();
        var lesson = await there.PostsAsync();
        there.Fake.Tenant.MayReact = false;

        Assert.Equal("403 Forbidden", await RefusedAsync(there, HttpMethod.Put, $"conversations/{Organisation.Escaped(there.Learn.Id)}/activities/{lesson.Id}/reactions/like"));
        Assert.Empty(lesson.Reactions);
    }

    [Fact]
    public async Task The_roster_comes_page_by_page()
    {
        await using var there = await Organisation.StartAsync();
        foreach (var n in Enumerable.Range(1, 60)) await there.Fake.Tenant.Person($"P{n}").JoinsAsync(there.Team);
        var roster = $"conversations/{Organisation.Escaped(there.Learn.Id)}/pagedmembers?pageSize=50";

        var first = (await there.CallAsync(HttpMethod.Get, roster)).Body;
        var second = (await there.CallAsync(HttpMethod.Get, $"{roster}&continuationToken={first["continuationToken"]}")).Body;

        Assert.Equal((50, 12), (first["members"]!.AsArray().Count, second["members"]!.AsArray().Count));
        Assert.Null(second["continuationToken"]);
        Assert.Equal((there.Ana.Id, there.Ana.AadObjectId, "user"), (first["members"]![0]!["id"]!.ToString(), first["members"]![0]!["objectId"]!.ToString(), first["members"]![0]!["userRole"]!.ToString()));
    }

    [Fact]
    public async Task Graph_tells_a_teams_owners_page_by_page_where_the_team_consented()
    {
        await using var there = await Organisation.StartAsync();
        there.Fake.GraphPage = 1;
        var token = (await there.AskTokenAsync(scope: "https://graph.microsoft.com/.default")).Body["access_token"]!.ToString();
        var url = $"https://graph.microsoft.com/v1.0/teams/{there.Team.GroupId}/members";

        var first = await there.SendAsync(HttpMethod.Get, url, token);
        var second = await there.SendAsync(HttpMethod.Get, first.Body["@odata.nextLink"]!.ToString(), token);
        there.Team.GrantsMembers = false;

        Assert.Equal((there.Ana.AadObjectId, """["owner"]"""), (first.Body["value"]![0]!["userId"]!.ToString(), first.Body["value"]![0]!["roles"]!.ToJsonString()));
        Assert.Equal((there.Ben.AadObjectId, "[]"), (second.Body["value"]![0]!["userId"]!.ToString(), second.Body["value"]![0]!["roles"]!.ToJsonString()));
        Assert.Null(second.Body["@odata.nextLink"]);
        Assert.Equal(403, (await there.SendAsync(HttpMethod.Get, url, token)).Status);
    }

    private static async Task<string> RefusedAsync(Organisation there, HttpMethod method, string path, JsonObject? body = null)
    {
        var (status, answer) = await there.CallAsync(method, path, body);
        return $"{status} {answer["error"]?["code"]}";
    }
}
