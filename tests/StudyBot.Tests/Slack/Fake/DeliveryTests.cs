using System.Net;
using System.Text;
using StudyBot.Fakes.Slack;

namespace StudyBot.Tests.Slack.Fake;

/// <summary>What the fake sends an app, and how often.</summary>
public class DeliveryTests
{
    [Fact]
    public async Task A_message_comes_signed_in_the_envelope_that_Slack_documents()
    {
        await using var workspace = await Workspace.StartAsync();

        var said = await workspace.Ana.SaysAsync(workspace.Learn, "done");

        var came = Assert.Single(workspace.App.All);
        Assert.Equal("/slack/events", came.Path);
        Assert.Equal(SlackSignature.Sign(workspace.Slack.App.SigningSecret, came.Headers[SlackSignature.TimestampHeader], Encoding.UTF8.GetBytes(came.Body)), came.Headers[SlackSignature.Header]);
        var envelope = came.Json;
        Assert.Equal(["token", "team_id", "context_team_id", "context_enterprise_id", "api_app_id", "event", "type", "event_id", "event_time", "authorizations", "is_ext_shared_channel", "event_context"], envelope.Select(field => field.Key));
        Assert.Equal(workspace.Team.Bot.Id, envelope["authorizations"]![0]!["user_id"]!.ToString());
        var message = envelope["event"]!;
        Assert.Equal(("message", workspace.Ana.Id, "done", workspace.Learn.Id, "channel", said.Ts), (message["type"]!.ToString(), message["user"]!.ToString(), message["text"]!.ToString(), message["channel"]!.ToString(), message["channel_type"]!.ToString(), message["ts"]!.ToString()));
        Assert.Null(message["subtype"]);
        Assert.Equal("1795507200.000000", said.Ts);
    }

    [Fact]
    public async Task A_mention_comes_as_message_and_as_app_mention_with_one_ts()
    {
        await using var workspace = await Workspace.StartAsync();

        await workspace.Ana.SaysAsync(workspace.Learn, $"{workspace.Team.Bot.Mention} help");

        Assert.Equal(["message", "app_mention"], workspace.App.Events.Select(e => e["type"]!.ToString()));
        Assert.Equal(workspace.App.Events[0]["ts"]!.ToString(), workspace.App.Events[1]["ts"]!.ToString());
        Assert.NotEqual(workspace.App.All[0].Json["event_id"]!.ToString(), workspace.App.All[1].Json["event_id"]!.ToString());
    }

    [Fact]
    public async Task What_is_not_taken_comes_again_at_once_and_after_one_and_five_minutes_and_then_never()
    {
        await using var workspace = await Workspace.StartAsync();
        for (var i = 0; i < 4; i++) workspace.App.Answers.Enqueue(new(HttpStatusCode.ServiceUnavailable));

        await workspace.Ana.SaysAsync(workspace.Learn, "done");
        Assert.Equal(2, workspace.App.All.Count);
        await Pass(TimeSpan.FromSeconds(59), 2);
        await Pass(TimeSpan.FromSeconds(1), 3);
        await Pass(TimeSpan.FromMinutes(5), 4);
        await Pass(TimeSpan.FromHours(1), 4);

        var delivery = Assert.Single(workspace.Slack.Deliveries);
        Assert.False(delivery.Acknowledged);
        Assert.Equal(["1", "2", "3"], workspace.App.All.Skip(1).Select(came => came.Headers["X-Slack-Retry-Num"]));
        Assert.All(workspace.App.All.Skip(1), came => Assert.Equal("http_error", came.Headers["X-Slack-Retry-Reason"]));
        Assert.Single(workspace.App.All.Select(came => came.Json["event_id"]!.ToString()).Distinct());

        async Task Pass(TimeSpan time, int came)
        {
            workspace.Clock.Advance(time);
            await workspace.Slack.SettledAsync();
            Assert.Equal(came, workspace.App.All.Count);
        }
    }

    [Fact]
    public async Task Three_seconds_without_an_answer_are_a_timeout()
    {
        await using var workspace = await Workspace.StartAsync();
        var slow = new TaskCompletionSource();
        workspace.App.Until = slow.Task;

        var saying = workspace.Ana.SaysAsync(workspace.Learn, "done");
        Assert.False(saying.IsCompleted);
        workspace.App.Until = null;
        workspace.Clock.Advance(TimeSpan.FromSeconds(3));
        await saying;

        Assert.Equal(["http_timeout", null], workspace.Slack.Deliveries[0].Attempts.Select(attempt => attempt.Failure));
        Assert.Equal("http_timeout", workspace.App.All[1].Headers["X-Slack-Retry-Reason"]);
    }
}
