using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Fakes.Slack;
using StudyBot.Storage;
using StudyBot.Tests.Doors;
using SocketConnection = StudyBot.Slack.SocketConnection;

namespace StudyBot.Tests.Slack;

/// <summary>Connections come and go; what people do does not get lost over it.</summary>
public class SocketTests
{
    [Fact]
    public async Task A_connection_that_is_about_to_close_is_replaced_first_and_several_share_the_work()
    {
        await using var host = await SlackHost.StartAsync(sockets: true, settings: new() { ["Slack:Sockets"] = "2" });
        await SlackHost.UntilAsync(() => Task.FromResult(host.Slack.Sockets.Open.Count == 2));
        var (channel, people) = await StudyAsync(host);
        var first = host.Slack.Sockets.Open.ToArray();

        await people[0].SaysAsync(channel, "done");
        foreach (var socket in first) await socket.WarnsAsync();
        await SlackHost.UntilAsync(() => Task.FromResult(host.Slack.Sockets.Open.Except(first).Count() == 2));
        await people[1].SaysAsync(channel, "done");
        foreach (var socket in first) await socket.RefreshesAsync();
        await people[2].SaysAsync(channel, "done");
        await host.SettledAsync();

        foreach (var person in people) Assert.NotNull(await host.CheckInAsync(channel, person, 1));
        Assert.Equal(3, host.Slack.CallsOf("reactions.add").Count);
    }

    [Fact]
    public async Task After_a_break_it_comes_back_by_itself()
    {
        await using var host = await SlackHost.StartAsync(sockets: true);
        var (channel, people) = await StudyAsync(host);
        var first = host.Slack.Sockets.Open[0];

        first.Breaks();
        await SlackHost.UntilAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(host.Slack.Sockets.Open.Any(socket => socket != first));
        });
        await people[0].SaysAsync(channel, "done");
        await host.SettledAsync();

        Assert.NotNull(await host.CheckInAsync(channel, people[0], 1));
    }

    /// <summary>The machine's network is down for longer than Slack delivers again, and the bot's heart beats on.</summary>
    [Fact]
    public async Task What_people_did_while_no_connection_was_up_is_read_back_when_one_is()
    {
        await using var host = await SlackHost.StartAsync(sockets: true);
        var (channel, people) = await StudyAsync(host);
        await host.RoundAsync();
        host.Slack.Faults.Next("apps.connections.open", SlackFault.Error("internal_error") with { Times = 9 });
        host.Slack.Sockets.Open[0].Breaks();
        await SlackHost.UntilAsync(async () => !(await host.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        await host.PassAsync(Duration.FromMinutes(1));
        var said = await people[0].SaysAsync(channel, "done");

        for (var minute = 0; minute < 60 && await host.CheckInAsync(channel, people[0], 1) is null; minute++) await host.PassAsync(Duration.FromMinutes(1));

        Assert.Equal(StudyBot.Slack.Timestamp.Read(said.Ts), (await host.CheckInAsync(channel, people[0], 1))!.At);
        Assert.False(Assert.Single(host.Slack.Deliveries, delivery => delivery.Type == "message" && delivery.Payload["event"]!["ts"]!.GetValue<string>() == said.Ts).Acknowledged);
        Assert.Single(host.Slack.Sockets.Open);
    }

    [Fact]
    public async Task What_is_at_work_at_a_stop_is_acknowledged_before_the_connection_closes()
    {
        var table = new ScriptedTable(new MemoryTable(), new());
        await using var host = await SlackHost.StartAsync(sockets: true, table: table);
        var (channel, people) = await StudyAsync(host);
        var (writing, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        table.Meanwhile = async call =>
        {
            if (!call.Partition.StartsWith("cohort|", StringComparison.Ordinal)) return;
            writing.TrySetResult();
            await go.Task;
        };
        var saying = people[0].SaysAsync(channel, "done");
        await writing.Task;

        var ending = host.EndAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        go.SetResult();
        var said = await saying;
        await ending;

        Assert.Equal([null], Assert.Single(host.Slack.Deliveries, delivery => delivery.Type == "message" && delivery.Payload["event"]!["ts"]!.GetValue<string>() == said.Ts).Attempts.Select(attempt => attempt.Failure));
        Assert.Empty(host.Slack.Sockets.Open);
    }

    /// <summary>A proxy that lets a connection come up and ends it: asking again without a pause would use up what Slack grants.</summary>
    [Fact]
    public async Task Where_connections_end_as_soon_as_they_are_made_the_next_is_waited_for()
    {
        await using var host = await SlackHost.StartAsync(sockets: true);
        await SlackHost.UntilAsync(() => Task.FromResult(host.Slack.Sockets.Open.Count == 1));
        var first = host.Slack.Sockets.Open[0];
        first.Breaks();
        await SlackHost.UntilAsync(() => Task.FromResult(host.Slack.Sockets.Open is [var next] && next != first));

        var second = host.Slack.Sockets.Open[0];
        second.Breaks();
        await SlackHost.UntilAsync(async () => !(await host.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        await host.SettledAsync();
        Assert.Equal(2, host.Slack.CallsOf("apps.connections.open").Count);

        await SlackHost.UntilAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(host.Slack.CallsOf("apps.connections.open").Count > 2);
        });
        // Its ticket is good for half a minute, so the clock stands still.
        await SlackHost.UntilAsync(() => Task.FromResult(host.Slack.Sockets.Open is [var next] && next != second));
        Assert.Equal(3, host.Slack.CallsOf("apps.connections.open").Count);
    }

    [Fact]
    public async Task It_asks_no_sooner_than_Slack_wants_to_be_asked()
    {
        await using var host = await SlackHost.StartAsync(sockets: true);
        await SlackHost.UntilAsync(() => Task.FromResult(host.Slack.Sockets.Open.Count == 1));
        host.Slack.Faults.Next("apps.connections.open", SlackFault.TooMany("100"));
        var asked = host.Clock.GetUtcNow();

        var first = host.Slack.Sockets.Open[0];
        first.Breaks();
        await SlackHost.UntilAsync(() => Task.FromResult(host.Slack.Faults.Left == 0));
        await SlackHost.UntilAsync(() =>
        {
            // The bot may know that its connection broke before Slack does.
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(host.Slack.Sockets.Open is [var next] && next != first);
        });

        Assert.True(host.Slack.CallsOf("apps.connections.open")[^1].At - asked >= TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task Who_takes_the_call_and_never_answers_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = new Uri($"ws://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/");

        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => SocketConnection.OpenAsync(address, null!, TimeSpan.FromSeconds(0.2), NullLogger.Instance, default));

        Assert.Equal("no answer in time", fault.Message);
    }

    [Fact]
    public async Task Where_Socket_Mode_is_switched_off_health_says_so_and_nothing_is_hammered()
    {
        await using var host = await SlackHost.StartAsync(sockets: true);
        // The bot may know of its connection before Slack does.
        await SlackHost.UntilAsync(() => Task.FromResult(host.Slack.Sockets.Open.Count == 1));

        await host.Slack.Sockets.DisablesAsync();
        await SlackHost.UntilAsync(async () => (await host.Http.GetStringAsync(new Uri("/health/live", UriKind.Relative))).Length > 0 && !(await host.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        var asked = host.Slack.CallsOf("apps.connections.open").Count;
        await FiveMinutesAsync(host);

        Assert.Contains("switched off", await (await host.Http.GetAsync("/health/ready")).Content.ReadAsStringAsync());
        Assert.Equal(asked, host.Slack.CallsOf("apps.connections.open").Count);
    }

    [Theory]
    [InlineData("access_denied", true)]
    [InlineData("ekm_access_denied", true)]
    [InlineData("something_new", true)]
    [InlineData("account_inactive", false)]
    [InlineData("invalid_auth", false)]
    [InlineData("not_allowed_token_type", false)]
    public async Task What_Slack_refuses_today_it_may_grant_tomorrow_unless_the_token_is_void(string error, bool again)
    {
        await using var host = await SlackHost.StartAsync(sockets: true);
        await SlackHost.UntilAsync(() => Task.FromResult(host.Slack.Sockets.Open.Count == 1));
        host.Slack.Faults.Next("apps.connections.open", SlackFault.Error(error));

        host.Slack.Sockets.Open[0].Breaks();
        await SlackHost.UntilAsync(async () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            var ready = (await host.Http.GetAsync("/health/ready")).IsSuccessStatusCode;
            return host.Slack.Faults.Left == 0 && (again ? host.Slack.Sockets.Open.Count == 1 && ready : host.Slack.Sockets.Open.Count == 0 && !ready);
        });
        if (again) return;
        var asked = host.Slack.CallsOf("apps.connections.open").Count;
        await FiveMinutesAsync(host);

        Assert.Equal(asked, host.Slack.CallsOf("apps.connections.open").Count);
    }

    /// <summary>Another instance's, which is about to end: Slack takes ten for an app.</summary>
    [Fact]
    public async Task One_connection_too_many_is_tried_again_after_a_while()
    {
        using var others = new ClientWebSocket();
        await using var host = await SlackHost.StartAsync(sockets: true, settings: new() { ["Slack:Sockets"] = "10" }, prepare: slack => ConnectAsync(slack, others).GetAwaiter().GetResult());
        await SlackHost.UntilAsync(() => Task.FromResult(host.Slack.Sockets.Open.Count == 10 && host.Slack.CallsOf("apps.connections.open").Count >= 11));
        var theirs = host.Slack.Sockets.Open[0];

        await host.SettledAsync();
        Assert.Equal(11, host.Slack.CallsOf("apps.connections.open").Count);

        theirs.Breaks();
        await SlackHost.UntilAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(host.Slack.Sockets.Open.Count == 10 && !host.Slack.Sockets.Open.Contains(theirs));
        });
    }

    /// <summary>Long enough each minute for whoever would ask again to be heard.</summary>
    private static async Task FiveMinutesAsync(SlackHost host)
    {
        for (var minute = 0; minute < 5; minute++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await host.SettledAsync();
            await host.Http.GetAsync("/health/ready");
        }
    }

    private static async Task ConnectAsync(SlackFake slack, ClientWebSocket socket)
    {
        using var http = new HttpClient();
        using var ask = new HttpRequestMessage(HttpMethod.Post, slack.ApiUrl + "apps.connections.open") { Headers = { Authorization = new("Bearer", slack.App.AppToken) } };
        using var answer = await http.SendAsync(ask);
        var opened = await answer.Content.ReadFromJsonAsync<JsonElement>();
        await socket.ConnectAsync(new Uri(opened.GetProperty("url").GetString()!), CancellationToken.None);
        await slack.Sockets.ConnectedAsync();
    }

    private static async Task<(SlackChannel Channel, SlackUser[] People)> StudyAsync(SlackHost host)
    {
        var team = host.Slack.Teams[0];
        SlackUser[] people = [team.User("ana"), team.User("ben"), team.User("cem")];
        var channel = team.Channel("study", [team.User("lea"), .. people]);
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return (channel, people);
    }
}
