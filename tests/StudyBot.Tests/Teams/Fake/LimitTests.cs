using System.Net;
using StudyBot.Fakes.Teams;

namespace StudyBot.Tests.Teams.Fake;

/// <summary>Too often, broken, late, and twice.</summary>
public class LimitTests
{
    [Fact]
    public async Task A_conversation_takes_seven_in_a_second_and_eight_in_two()
    {
        await using var there = await Organisation.StartAsync();
        for (var i = 0; i < 7; i++) await there.PostsAsync();
        there.Clock.Advance(TimeSpan.FromMilliseconds(500));

        var token = (await there.AskTokenAsync()).Body["access_token"]!.ToString();
        var refused = await there.SendAsync(HttpMethod.Post, "https://smba.trafficmanager.net/emea/v3/conversations", token, there.Thread(there.Learn, there.Message()));
        var elsewhere = await there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Team.General, there.Message()));

        Assert.Equal((429, "1"), (refused.Status, refused.Headers.RetryAfter!.ToString()));
        Assert.Equal(201, elsewhere.Status);
        there.Clock.Advance(TimeSpan.FromMilliseconds(500));
        await there.PostsAsync();
        Assert.Equal(429, (await there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message()))).Status);
        Assert.Equal(8, there.Learn.Messages.Count);
    }

    [Fact]
    public async Task A_tenant_takes_fifty_in_a_second()
    {
        await using var there = await Organisation.StartAsync();
        for (var i = 0; i < 50; i++) Assert.Equal(201, (await there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Team.Channel($"c{i}"), there.Message()))).Status);

        Assert.Equal(429, (await there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message()))).Status);
        there.Fake.Rates = TeamsRates.None;
        Assert.Equal(201, (await there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message()))).Status);
    }

    [Fact]
    public async Task A_bot_reacts_twice_in_a_second_wherever_it_does()
    {
        await using var there = await Organisation.StartAsync();
        var said = new List<TeamsMessage>();
        foreach (var name in (string[])["a", "b", "c"]) said.Add(await there.Ben.SaysAsync(there.Team.Channel(name), "done"));
        var answered = new List<int>();
        async Task ReactAsync(TeamsMessage message) =>
            answered.Add((await there.CallAsync(HttpMethod.Put, $"conversations/{Organisation.Escaped(message.Conversation.Id)}/activities/{message.Id}/reactions/like")).Status);

        foreach (var message in said) await ReactAsync(message);
        there.Clock.Advance(TimeSpan.FromSeconds(1));
        await ReactAsync(said[2]);

        Assert.Equal([200, 200, 429, 200], answered);
    }

    [Fact]
    public async Task A_fault_leaves_the_effect_out_and_a_lost_answer_does_not()
    {
        await using var there = await Organisation.StartAsync();
        there.Fake.Fail(2, call => call.Posts, 502);
        Assert.Equal(502, (await there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message()))).Status);
        Assert.Equal(502, (await there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message()))).Status);
        Assert.Empty(there.Learn.Messages);

        there.Fake.Faults.Next(call => call.Posts, TeamsFault.LostAnswer);
        await Assert.ThrowsAsync<HttpRequestException>(() => there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message())));

        Assert.Single(there.Learn.Messages);
        Assert.Equal([502, 502, 0], there.Fake.Calls.Where(call => call.Posts).Select(call => call.Status));
        Assert.Equal(0, there.Fake.Faults.Left);
    }

    [Fact]
    public async Task What_was_not_taken_comes_again_and_the_second_time_under_another_id()
    {
        await using var there = await Organisation.StartAsync();
        foreach (var _ in Enumerable.Range(1, 3)) there.Bot.Answers.Enqueue(new(HttpStatusCode.ServiceUnavailable));

        var said = await there.Ben.SaysAsync(there.Learn, "done");
        Assert.Equal([said.Id, said.Id], there.Bot.All.Select(came => came.Activity["id"]!.ToString()));
        there.Clock.Advance(TimeSpan.FromSeconds(15));
        await there.Fake.SettledAsync();

        Assert.Equal(3, there.Bot.All.Count);
        Assert.NotEqual(said.Id, there.Bot.Last["id"]!.ToString());
        Assert.Equal(there.Bot.All[0].Activity["timestamp"]!.ToString(), there.Bot.Last["timestamp"]!.ToString());
        there.Clock.Advance(TimeSpan.FromMinutes(10));
        await there.Fake.SettledAsync();
        Assert.Equal(3, there.Bot.All.Count);
        Assert.False(there.Fake.Deliveries[^1].Acknowledged);
    }

    [Fact]
    public async Task A_turn_of_more_than_fifteen_seconds_is_not_taken()
    {
        await using var there = await Organisation.StartAsync();
        var held = new TaskCompletionSource();
        there.Bot.Until = held.Task;

        var saying = there.Ben.SaysAsync(there.Learn, "done");
        while (there.Bot.All.Count == 0) await Task.Yield();
        there.Bot.Until = null;
        there.Clock.Advance(TimeSpan.FromSeconds(15));
        await saying;
        held.SetResult();

        Assert.Equal(["timeout", null], there.Fake.Deliveries[^1].Attempts.Select(attempt => attempt.Failure));
        Assert.Equal(2, there.Bot.All.Count);
    }

    [Fact]
    public async Task Anything_can_be_delivered_once_more()
    {
        await using var there = await Organisation.StartAsync();
        var said = await there.Ben.SaysAsync(there.Learn, "done");

        await there.Fake.RedeliverAsync(there.Fake.Deliveries[^1]);
        await there.Fake.RedeliverAsync(there.Fake.Deliveries[^1], newId: true);

        Assert.Equal([true, true, false], there.Bot.All.Select(came => came.Activity["id"]!.ToString() == said.Id));
        Assert.Single(there.Bot.All.Select(came => came.Activity["text"]!.ToString()).Distinct());
    }
}
