using System.Net;
using System.Text;
using StudyBot.Fakes.Slack;

namespace StudyBot.Tests.Slack.Fake;

/// <summary>What is once, for a while, or so often; and what goes wrong when a test wants it to.</summary>
public class LimitTests
{
    [Fact]
    public async Task An_answer_address_holds_for_five_answers()
    {
        await using var workspace = await Workspace.StartAsync();
        var url = await UrlAsync(workspace);

        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(workspace, url)).StatusCode);
        var sixth = await AnswerAsync(workspace, url);

        Assert.Equal((HttpStatusCode.NotFound, """{"ok":false,"error":"used_url"}"""), (sixth.StatusCode, await sixth.Content.ReadAsStringAsync()));
        Assert.Equal(5, workspace.Learn.SeenBy(workspace.Ana).Count);
    }

    [Fact]
    public async Task And_for_half_an_hour()
    {
        await using var workspace = await Workspace.StartAsync();
        var url = await UrlAsync(workspace);

        workspace.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(workspace, url)).StatusCode);
        workspace.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("""{"ok":false,"error":"expired_url"}""", await (await AnswerAsync(workspace, url)).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"text":"Counted","replace_original":true}""", "Counted")]
    [InlineData("""{"delete_original":true}""", null)]
    public async Task An_answer_replaces_or_removes_the_message_that_was_pressed(string answer, string? then)
    {
        await using var workspace = await Workspace.StartAsync();
        await workspace.PostAsync(blocks: """[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Done"},"value":"done"}]}]""");
        var pressed = await workspace.Ana.PressesAsync(workspace.Learn.Messages[0], "Done");

        using var body = new StringContent(answer, Encoding.UTF8, "application/json");
        await workspace.Client.PostAsync(new Uri(pressed.Payload["response_url"]!.ToString()), body);

        Assert.Equal(then, workspace.Learn.Messages.SingleOrDefault()?.Text);
    }

    [Fact]
    public async Task A_channel_takes_a_burst_and_then_a_message_a_second()
    {
        await using var workspace = await Workspace.StartAsync();
        workspace.Slack.Rates = new SlackRates { ChannelBurst = 2 };

        Assert.Equal([200, 200, 429], await PostAsync(workspace, 3));
        workspace.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([429], await PostAsync(workspace, 1));
        workspace.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([200, 200, 429], await PostAsync(workspace, 3));
        var refused = await workspace.SendAsync("chat.postMessage", workspace.Team.BotToken, ("channel", workspace.Learn.Id), ("text", "x"));
        Assert.Equal(("2", "ratelimited"), (refused.Headers.GetValues("Retry-After").Single(), refused.Body["error"]!.ToString()));
        Assert.Equal(4, workspace.Learn.Messages.Count);
    }

    [Fact]
    public async Task A_workspace_takes_so_many_posts_a_minute_and_another_does_not_mind()
    {
        await using var workspace = await Workspace.StartAsync();
        workspace.Slack.Rates = new SlackRates { PostsPerMinute = 3, ChannelBurst = 100 };
        var other = workspace.Slack.AddTeam("Other");
        var room = other.Channel("room");

        Assert.Equal([200, 200, 200, 429], await PostAsync(workspace, 4));
        Assert.Equal(200, (await workspace.SendAsync("chat.postMessage", other.BotToken, ("channel", room.Id), ("text", "x"))).Status);
        workspace.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([200], await PostAsync(workspace, 1));
    }

    [Fact]
    public async Task Other_methods_have_their_tier()
    {
        await using var workspace = await Workspace.StartAsync();
        var ts = (await workspace.PostAsync())["ts"]!.ToString();
        var statuses = new List<int>();

        for (var i = 0; i < 51; i++) statuses.Add((await workspace.SendAsync("chat.update", workspace.Team.BotToken, ("channel", workspace.Learn.Id), ("ts", ts), ("text", $"{i}"))).Status);

        Assert.All(statuses.Take(50), status => Assert.Equal(200, status));
        Assert.Equal(429, statuses[50]);
    }

    [Fact]
    public async Task History_may_be_scarce()
    {
        await using var workspace = await Workspace.StartAsync();
        workspace.Slack.Rates = new SlackRates { HistoryIsScarce = true };
        for (var i = 0; i < 16; i++) await workspace.Ana.SaysAsync(workspace.Learn, $"{i}");

        var first = await workspace.SendAsync("conversations.history", workspace.Team.BotToken, ("channel", workspace.Learn.Id), ("limit", "100"));
        var second = await workspace.SendAsync("conversations.history", workspace.Team.BotToken, ("channel", workspace.Learn.Id));

        Assert.Equal((15, true), (first.Body["messages"]!.AsArray().Count, first.Body["has_more"]!.GetValue<bool>()));
        Assert.Equal((429, "60"), (second.Status, second.Headers.GetValues("Retry-After").Single()));
    }

    [Theory]
    [InlineData("17", "17")]
    [InlineData("99999999", "99999999")]
    [InlineData("soon", "soon")]
    [InlineData(null, null)]
    public async Task A_429_says_when_as_the_test_wants(string? retryAfter, string? header)
    {
        await using var workspace = await Workspace.StartAsync();
        workspace.Slack.Faults.Next("chat.postMessage", SlackFault.TooMany(retryAfter));

        var refused = await workspace.SendAsync("chat.postMessage", workspace.Team.BotToken, ("channel", workspace.Learn.Id), ("text", "x"));

        Assert.Equal(429, refused.Status);
        Assert.Equal(header, refused.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
        Assert.Empty(workspace.Learn.Messages);
        Assert.True((await workspace.PostAsync())["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_goes_wrong_for_one_workspace_goes_well_for_another()
    {
        await using var workspace = await Workspace.StartAsync();
        var other = workspace.Slack.AddTeam("Other");
        workspace.Slack.Faults.Next("auth.test", SlackFault.TooMany("7") with { Of = workspace.Team });

        Assert.Equal(200, (await workspace.SendAsync("auth.test", other.BotToken)).Status);
        Assert.Equal(429, (await workspace.SendAsync("auth.test", workspace.Team.BotToken)).Status);
        Assert.Equal(200, (await workspace.SendAsync("auth.test", workspace.Team.BotToken)).Status);
    }

    /// <summary>Before it takes effect, nothing is posted; after it, the message stands though the caller never learns of it.</summary>
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_connection_breaks_before_or_after_the_effect(bool after, int posted)
    {
        await using var workspace = await Workspace.StartAsync();
        workspace.Slack.Faults.Next("chat.postMessage", new SlackFault { Resets = true, AfterEffect = after });

        await Assert.ThrowsAsync<HttpRequestException>(() => workspace.PostAsync());

        Assert.Equal(posted, workspace.Learn.Messages.Count);
        var call = Assert.Single(workspace.Slack.CallsOf("chat.postMessage"));
        Assert.Equal((0, "Lesson 1", workspace.Team), (call.Status, call["text"], call.Team));
    }

    [Fact]
    public async Task A_call_may_hang_be_slow_or_answer_nonsense()
    {
        await using var workspace = await Workspace.StartAsync();
        workspace.Slack.Faults.Next("auth.test", new SlackFault { Hangs = true });
        workspace.Slack.Faults.Next("auth.test", new SlackFault { Delay = TimeSpan.FromMinutes(1) });
        workspace.Slack.Faults.Next("auth.test", new SlackFault { Status = 503, Body = "<html>busy</html>" });

        using var impatient = new CancellationTokenSource();
        var hanging = workspace.Client.PostAsync("auth.test", null, impatient.Token);
        await UntilAsync(() => workspace.Slack.Faults.Left == 2);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        var slow = workspace.CallAsync("auth.test");
        await UntilAsync(() => workspace.Slack.Faults.Left == 1);
        Assert.False(slow.IsCompleted);
        await UntilAsync(() =>
        {
            // The delay begins at the other end of a connection; each step of the clock may be the one after it began.
            workspace.Clock.Advance(TimeSpan.FromMinutes(1));
            return slow.IsCompleted;
        });
        Assert.True((await slow)["ok"]!.GetValue<bool>());
        using var busy = await workspace.Client.PostAsync("auth.test", null);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "<html>busy</html>"), (busy.StatusCode, await busy.Content.ReadAsStringAsync()));
    }

    private static async Task<List<int>> PostAsync(Workspace workspace, int times)
    {
        var statuses = new List<int>();
        for (var i = 0; i < times; i++) statuses.Add((await workspace.SendAsync("chat.postMessage", workspace.Team.BotToken, ("channel", workspace.Learn.Id), ("text", "x"))).Status);
        return statuses;
    }

    private static async Task<Uri> UrlAsync(Workspace workspace) => new((await workspace.Ana.SlashAsync("/study", "me", workspace.Learn)).Payload["response_url"]!.ToString());

    private static async Task<HttpResponseMessage> AnswerAsync(Workspace workspace, Uri url)
    {
        using var body = new StringContent("""{"text":"Your streak: 3"}""", Encoding.UTF8, "application/json");
        return await workspace.Client.PostAsync(url, body);
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!reached())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
