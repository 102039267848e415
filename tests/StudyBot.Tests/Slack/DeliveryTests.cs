using NodaTime;
using StudyBot.Doors;
using StudyBot.Fakes.Slack;

namespace StudyBot.Tests.Slack;

/// <summary>Posts to Slack: once, within its limits, and found again where nobody knows whether they arrived.</summary>
public class DeliveryTests(ITestOutputHelper output)
{
    private static readonly LocalDate Start = new(2026, 3, 5);
    private static readonly Instant Nine = Instant.FromUtc(2026, 3, 5, 9, 0);

    [Fact]
    public async Task A_lesson_names_its_delivery_unfolds_no_link_and_says_itself_as_text()
    {
        await using var host = await SlackHost.StartAsync();
        var channel = await StudyAsync(host);

        await host.JumpAsync(Nine);

        var call = Assert.Single(host.Slack.CallsOf("chat.postMessage"));
        Assert.Equal(channel.Id, call["channel"]);
        Assert.Equal("false", call["unfurl_links"]);
        Assert.Equal("false", call["unfurl_media"]);
        Assert.Contains("Day 1", call["text"]);
        Assert.Equal("studybot_delivery", call.Arguments["metadata"]!["event_type"]!.GetValue<string>());
        Assert.NotEmpty(call.Arguments["blocks"]!.AsArray());
        Assert.Equal(host.Slack.Teams[0].BotToken, call.Token);
    }

    /// <summary>To open a conversation has a limit of fifty a minute, and nobody's is known after a start.</summary>
    [Fact]
    public async Task A_nudge_goes_to_its_person_in_one_call()
    {
        await using var host = await SlackHost.StartAsync();
        var channel = await StudyAsync(host);
        SlackUser[] people = [.. Enumerable.Range(1, 60).Select(number => channel.Team.User($"p{number}"))];
        await host.JumpAsync(Nine);
        foreach (var person in people)
        {
            await person.JoinsAsync(channel);
            await person.SaysAsync(channel, $"{channel.Team.Bot.Mention} join");
        }

        await host.SettledAsync();
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 18, 0));
        for (var minute = 0; minute < 2; minute++) await host.PassAsync(Duration.FromMinutes(1));

        Assert.All(people, person => Assert.Single(channel.Team.Direct(person).Messages));
        Assert.Empty(host.Slack.CallsOf("conversations.open"));
    }

    /// <summary>300 a minute and one a second a channel; three times Slack says no all the same.</summary>
    [Fact]
    public async Task Three_hundred_channels_due_in_one_minute_get_their_lesson_once_and_another_workspace_waits_for_none_of_them()
    {
        await using var host = await SlackHost.StartAsync(
            prepare: slack =>
            {
                slack.Rates = new SlackRates { Tiers = false, PostsPerMinute = 300, ChannelBurst = 1 };
                slack.App.RedirectUrls.Add("http://127.0.0.1");
                slack.AddTeam("Acme");
                slack.AddTeam("Other", installed: false);
            },
            settings: InstallTests.Settings());
        var (acme, other) = (host.Slack.Teams[0], host.Slack.Teams[1]);
        await InstallTests.InstallAsync(host, other.User("otto"));
        foreach (var number in Enumerable.Range(1, 300)) await host.AddCohortAsync(acme.Channel($"c{number}", acme.User("lea")), "lea", Start);
        var elsewhere = other.Channel("there", other.User("otto"));
        await host.AddCohortAsync(elsewhere, "otto", Start);
        foreach (var wait in (string[])["7", "3", "5"]) host.Slack.Faults.Next("chat.postMessage", SlackFault.TooMany(wait) with { Of = acme });

        await host.JumpAsync(Nine);
        for (var minute = 0; minute < 4; minute++) await host.PassAsync(Duration.FromMinutes(1));

        Assert.All(acme.Channels.Where(channel => channel.Name.StartsWith('c')), channel => channel.Lesson(1));
        var calls = host.Slack.CallsOf("chat.postMessage").Where(call => call.Team == acme || call.Team is null).ToList();
        var refused = calls.Where(call => call.Status == 429).ToList();
        output.WriteLine($"{calls.Count} calls, {refused.Count} of them refused; the last lesson of Acme after {(calls[^1].At - Nine.ToDateTimeOffset()).TotalSeconds:0} s");
        output.WriteLine($"the other workspace after {(host.Slack.CallsOf("chat.postMessage").Single(call => call.Team == other && call.Ok).At - Nine.ToDateTimeOffset()).TotalSeconds:0.0} s");
        Assert.Equal(3, refused.Count);
        foreach (var (call, wait) in refused.Zip([7, 3, 5])) Assert.DoesNotContain(calls, later => later.At > call.At && later.At < call.At.AddSeconds(wait));
        Assert.InRange(host.Slack.CallsOf("chat.postMessage").Single(call => call.Team == other && call.Ok).At - Nine.ToDateTimeOffset(), TimeSpan.Zero, TimeSpan.FromSeconds(12));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("-1")]
    public async Task A_limit_without_a_time_or_with_nonsense_is_waited_for_all_the_same(string? retryAfter)
    {
        await using var host = await SlackHost.StartAsync();
        var channel = await StudyAsync(host);
        host.Slack.Faults.Next("chat.postMessage", SlackFault.TooMany(retryAfter));

        await host.JumpAsync(Nine);
        await host.PassAsync(Duration.FromMinutes(2));

        _ = channel.Lesson(1);
        Assert.Equal([429, 200], host.Slack.CallsOf("chat.postMessage").Select(call => call.Status));
    }

    /// <summary>Slack took the post; the bot died, or lost the answer, before it was written down.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_post_whose_answer_was_lost_is_found_by_its_metadata_and_not_sent_again(bool restart)
    {
        await using var host = await SlackHost.StartAsync();
        var channel = await StudyAsync(host);
        host.Slack.Faults.Next("chat.postMessage", new SlackFault { AfterEffect = true, Resets = true });

        await host.JumpAsync(Nine);
        if (restart)
        {
            await host.EndAsync();
            await host.BeginAsync();
        }

        await host.PassAsync(Duration.FromMinutes(4));

        var post = channel.Lesson(1);
        Assert.Single(host.Slack.CallsOf("chat.postMessage"));
        Assert.Equal(post.Ts, (await host.CohortAsync(channel)).Lesson(1)!.MessageId);
    }

    /// <summary>Fifteen messages a minute, and people wrote forty since.</summary>
    [Fact]
    public async Task A_post_far_below_what_people_wrote_since_is_found_where_Slack_tells_little_at_a_time()
    {
        await using var host = await SlackHost.StartAsync();
        var channel = await StudyAsync(host);
        host.Slack.Rates = SlackRates.None with { HistoryIsScarce = true };
        host.Slack.Faults.Next("chat.postMessage", new SlackFault { AfterEffect = true, Resets = true });
        await host.JumpAsync(Nine);
        for (var number = 0; number < 40; number++) await channel.Team.User("lea").SaysAsync(channel, $"chatter {number}");

        for (var minute = 0; minute < 10; minute++) await host.PassAsync(Duration.FromMinutes(1));

        var post = channel.Lesson(1);
        Assert.Single(host.Slack.CallsOf("chat.postMessage"));
        Assert.Equal(post.Ts, (await host.CohortAsync(channel)).Lesson(1)?.MessageId);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_fault_before_anything_was_taken_is_looked_into_and_then_sent_again(int status)
    {
        await using var host = await SlackHost.StartAsync();
        var channel = await StudyAsync(host);
        host.Slack.Faults.Next("chat.postMessage", new SlackFault { Status = status, Body = "oops" });

        await host.JumpAsync(Nine);
        await host.PassAsync(Duration.FromMinutes(3));

        _ = channel.Lesson(1);
        Assert.NotEmpty(host.Slack.CallsOf("conversations.history"));
    }

    /// <summary>While nobody knows whether a lesson's post arrived, a post that is not known may be it; what people wrote themselves is none.</summary>
    [Fact]
    public async Task A_check_mark_on_somebody_s_words_counts_for_no_lesson_in_doubt()
    {
        await using var host = await SlackHost.StartAsync();
        var channel = await StudyAsync(host);
        host.Slack.Faults.Next("chat.postMessage", new SlackFault { AfterEffect = true, Resets = true });
        await host.JumpAsync(Nine);
        var (lea, ana) = (channel.Team.User("lea"), channel.Team.User("ana"));
        var lunch = await lea.SaysAsync(channel, "lunch?");

        await ana.ReactsAsync(lunch, "white_check_mark");
        await lea.ReactsAsync(channel.Lesson(1), "white_check_mark");
        await host.SettledAsync();

        Assert.NotNull(await host.CheckInAsync(channel, lea, 1));
        Assert.Null(await host.CheckInAsync(channel, ana, 1));
    }

    /// <summary>Slack itself refuses with 200; what stands between may answer anything for a while.</summary>
    [Theory]
    [InlineData(302)]
    [InlineData(403)]
    [InlineData(407)]
    [InlineData(408)]
    public async Task What_a_gateway_answers_for_a_while_stops_no_cohort(int status)
    {
        await using var host = await SlackHost.StartAsync();
        var channel = await StudyAsync(host);
        host.Slack.Faults.Next("chat.postMessage", new SlackFault { Status = status, Body = "<html>", Times = 2 });

        await host.JumpAsync(Nine);
        await host.PassAsync(Duration.FromMinutes(4));

        _ = channel.Lesson(1);
        Assert.Null((await host.CohortAsync(channel)).Broken);
        Assert.Empty(host.Slack.CallsOf("conversations.history"));
    }

    [Fact]
    public async Task An_archived_channel_stops_its_cohort_tells_its_lead_once_and_leaves_the_next_alone()
    {
        await using var host = await SlackHost.StartAsync();
        var channel = await StudyAsync(host);
        var next = channel.Team.Channel("next", channel.Team.User("nia"));
        await host.AddCohortAsync(next, "nia", Start);
        // Nobody is told of it: the bot finds out by itself.
        host.Slack.App.Events = [];
        await channel.Team.User("lea").ArchivesAsync(channel);

        await host.JumpAsync(Nine);
        for (var minute = 0; minute < 3; minute++) await host.PassAsync(Duration.FromMinutes(1));

        _ = next.Lesson(1);
        Assert.Equal("the channel was archived", (await host.CohortAsync(channel)).Broken);
        Assert.Single(channel.Team.Direct(channel.Team.User("lea")).Messages);
        Assert.Empty(channel.Team.Direct(channel.Team.User("nia")).Messages);
    }

    [Fact]
    public async Task A_burst_of_check_ins_is_a_few_updates_of_the_card_and_the_last_one_is_right()
    {
        await using var host = await SlackHost.StartAsync();
        var people = Enumerable.Range(1, 30).Select(number => host.Slack.Teams[0].User($"p{number}")).ToArray();
        var channel = await StudyAsync(host, people);
        await host.JumpAsync(Nine);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await Task.WhenAll(people.Select(person => person.SaysAsync(channel, "done")));
        await host.SettledAsync();

        Assert.Contains("30 of 30 done", channel.Lesson(1).Text);
        Assert.InRange(host.Slack.CallsOf("chat.update").Count, 1, 6);
    }

    [Fact]
    public async Task A_card_that_could_not_be_updated_is_brought_up_to_date_with_the_next_tick()
    {
        await using var host = await SlackHost.StartAsync();
        var channel = await StudyAsync(host);
        await host.JumpAsync(Nine);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        host.Slack.Faults.Next("chat.update", SlackFault.TooMany("30"));

        await channel.Team.User("ana").SaysAsync(channel, "done");
        await host.SettledAsync();
        await host.PassAsync(Duration.FromMinutes(1));

        Assert.Contains("1 of 1 done", channel.Lesson(1).Text);
        Assert.Equal([429, 200], host.Slack.CallsOf("chat.update").Select(call => call.Status));
    }

    /// <summary>Forty minutes in which ten people wrote, in the channel, under the lesson and to the bot alone; Slack's own retries ran out.</summary>
    [Fact]
    public async Task What_was_written_while_the_bot_was_down_is_read_back_each_with_its_own_instant()
    {
        await using var host = await SlackHost.StartAsync();
        var people = Enumerable.Range(1, 10).Select(number => host.Slack.Teams[0].User($"p{number}")).ToArray();
        var channel = await StudyAsync(host, people);
        await host.JumpAsync(Nine);
        await people[9].SaysAsync(channel, $"{channel.Team.Bot.Mention} join");
        await host.SettledAsync();
        await host.EndAsync();

        var said = new List<(SlackUser Person, Instant At)>();
        foreach (var (person, number) in people.Select((person, number) => (person, number)))
        {
            host.Clock.Advance(TimeSpan.FromMinutes(2));
            said.Add((person, host.Clock.Now()));
            await (number switch
            {
                < 5 => (Task)person.SaysAsync(channel, "done"),
                < 9 => person.RepliesAsync(channel.Lesson(1), "I'm done"),
                _ => person.SaysToBotAsync("done"),
            });
        }

        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await host.BeginAsync();
        await host.RoundAsync();
        await SlackHost.UntilAsync(async () => await host.CheckInAsync(channel, people[9], 1) is not null);

        foreach (var (person, at) in said) Assert.Equal(at, (await host.CheckInAsync(channel, person, 1))!.At);
        Assert.DoesNotContain(channel.Messages, message => message.Text.Contains("I was away", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<SlackChannel> StudyAsync(SlackHost host, params SlackUser[] people)
    {
        var team = host.Slack.Teams[0];
        var channel = team.Channel("study", [team.User("lea"), team.User("ana"), .. people]);
        await host.AddCohortAsync(channel, "lea", Start);
        return channel;
    }
}
