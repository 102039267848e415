using NodaTime;
using StudyBot.Fakes.Slack;

namespace StudyBot.Tests.Slack;

/// <summary>What people wrote while the bot was away, where Slack tells it only bit by bit.</summary>
public class ReadingBackTests(ITestOutputHelper output)
{
    /// <summary>An app that is sold outside Slack's marketplace reads one page of 15 messages a minute. Two lessons are open, and three members have written, to the bot alone too.</summary>
    [Fact]
    public async Task One_page_a_minute_comes_to_its_end_and_nobody_waits_inside_a_call()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, people) = await StudyAsync(host);
        await host.EndAsync();
        host.Slack.Rates = SlackRates.None with { HistoryIsScarce = true };

        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var inChannel = await SaidAsync(host, () => people[0].SaysAsync(channel, "done 2"));
        for (var i = 0; i < 40; i++) await people[1].SaysAsync(channel, $"chatter {i}");
        var inThread = await SaidAsync(host, () => people[1].RepliesAsync(channel.Lesson(2), "done"));
        var inDirect = await SaidAsync(host, () => people[2].SaysToBotAsync("done 2"));
        await people[2].SaysToBotAsync("undo 1");
        await people[0].ReactsAsync(channel.Lesson(1), "white_check_mark");
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        var asked = host.Slack.Calls.Count;
        await host.BeginAsync();
        await host.RoundAsync();
        var minutes = 0;
        for (; (await host.CohortAsync(channel)).UnheardSince is not null && minutes < 30; minutes++) await host.PassAsync(Duration.FromMinutes(1));

        Assert.Null((await host.CohortAsync(channel)).UnheardSince);
        Assert.Equal(inChannel, (await host.CheckInAsync(channel, people[0], 2))!.At);
        Assert.Equal(inThread, (await host.CheckInAsync(channel, people[1], 2))!.At);
        Assert.Equal(inDirect, (await host.CheckInAsync(channel, people[2], 2))!.At);
        Assert.Null(await host.CheckInAsync(channel, people[2], 1));
        Assert.NotNull(await host.CheckInAsync(channel, people[0], 1));
        var calls = host.Slack.Calls.Skip(asked).Where(call => call.Method is "conversations.history" or "conversations.replies").ToList();
        output.WriteLine($"read back after {minutes} min, with {calls.Count} calls, {calls.Count(call => call.Status == 429)} of them refused");
        // Three pages of the channel, two threads, three direct conversations: each once.
        Assert.Equal(8, calls.Count(call => call.Ok));
        Assert.InRange(minutes, 5, 12);
        // The host's own schedule ticks beside the test's.
        Assert.InRange(calls.Count(call => call.Status == 429), 1, 2 * (minutes + 1));
    }

    [Fact]
    public async Task What_was_read_is_heard_although_the_rest_cannot_be_read_now_and_is_not_read_again()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, people) = await StudyAsync(host);
        await AwayAsync(host, async () =>
        {
            await people[0].SaysAsync(channel, "done 2");
            await people[1].RepliesAsync(channel.Lesson(2), "done");
            host.Slack.Faults.Next("conversations.replies", SlackFault.Error("fatal_error") with { Times = 8 });
        });
        var heard = false;
        while (host.Slack.Faults.Left > 0)
        {
            await host.PassAsync(Duration.FromMinutes(1));
            heard |= await host.CheckInAsync(channel, people[0], 2) is not null && host.Slack.Faults.Left > 0;
        }

        await host.PassAsync(Duration.FromMinutes(1));

        Assert.True(heard);
        Assert.NotNull(await host.CheckInAsync(channel, people[1], 2));
        Assert.Single(host.Slack.Calls, call => call.Method == "conversations.history" && call["channel"] == channel.Id);
    }

    [Fact]
    public async Task A_direct_conversation_that_cannot_be_opened_now_is_read_with_the_next_tick()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, people) = await StudyAsync(host);
        await AwayAsync(host, () =>
        {
            host.Slack.Faults.Next("conversations.open", SlackFault.Error("internal_error") with { Times = 3 });
            return people[2].SaysToBotAsync("done 2");
        });
        await host.PassAsync(Duration.FromMinutes(3));

        Assert.NotNull(await host.CheckInAsync(channel, people[2], 2));
    }

    /// <summary>A machine that slept while it read back: what was written meanwhile was told to nobody.</summary>
    [Fact]
    public async Task What_is_written_in_a_second_outage_before_the_first_is_read_back_is_read_too()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, people) = await StudyAsync(host);
        await AwayAsync(host, () =>
        {
            host.Slack.Faults.Next("conversations.replies", SlackFault.Error("fatal_error") with { Times = 12 });
            return people[0].SaysAsync(channel, "done 1");
        });
        await host.RoundAsync();
        await SlackHost.UntilAsync(async () => await host.CheckInAsync(channel, people[0], 1) is not null);

        host.Slack.App.Events = [];
        await people[1].SaysAsync(channel, "done 2");
        Assert.NotEqual(0, host.Slack.Faults.Left);
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await host.RoundAsync();
        while (host.Slack.Faults.Left > 0) await host.PassAsync(Duration.FromMinutes(1));
        await host.PassAsync(Duration.FromMinutes(1));

        Assert.NotNull(await host.CheckInAsync(channel, people[1], 2));
    }

    /// <summary>Slack names the first who reacted, and counts all.</summary>
    [Fact]
    public async Task Every_check_mark_is_read_back_however_many_there_are()
    {
        await using var host = await SlackHost.StartAsync();
        var crowd = Enumerable.Range(1, 60).Select(number => host.Slack.Teams[0].User($"p{number}")).ToArray();
        var (channel, _) = await StudyAsync(host, crowd);
        await AwayAsync(host, async () =>
        {
            foreach (var person in crowd) await person.ReactsAsync(channel.Lesson(2), "white_check_mark");
        });

        await host.RoundAsync();
        await SlackHost.UntilAsync(async () => (await host.CohortAsync(channel)).UnheardSince is null);

        foreach (var person in crowd) Assert.NotNull(await host.CheckInAsync(channel, person, 2));
    }

    /// <summary>They catch up late, below a lesson that closed the day before.</summary>
    [Fact]
    public async Task What_is_said_below_a_lesson_that_has_closed_is_read_back_too()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, people) = await StudyAsync(host);
        await host.JumpAsync(Instant.FromUtc(2026, 3, 8, 9, 0));
        await AwayAsync(host, () => people[0].RepliesAsync(channel.Lesson(1), "done"));

        await host.RoundAsync();
        await SlackHost.UntilAsync(async () => (await host.CohortAsync(channel)).UnheardSince is null);

        Assert.Equal(StudyBot.CheckIns.CheckInClass.Late, (await host.CheckInAsync(channel, people[0], 1))?.Class);
    }

    /// <summary>Two lessons are open; three people have joined.</summary>
    private static async Task<(SlackChannel Channel, SlackUser[] People)> StudyAsync(SlackHost host, params SlackUser[] further)
    {
        var team = host.Slack.Teams[0];
        SlackUser[] people = [team.User("ana"), team.User("ben"), team.User("cem")];
        var channel = team.Channel("study", [team.User("lea"), .. people, .. further]);
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var person in people) await person.SaysAsync(channel, $"{team.Bot.Mention} join");
        await people[2].SaysAsync(channel, "done 1");
        await host.SettledAsync();
        await host.JumpAsync(Instant.FromUtc(2026, 3, 6, 9, 0));
        _ = channel.Lesson(2);
        return (channel, people);
    }

    /// <summary>The bot is down for half an hour, in which this happens.</summary>
    private static async Task AwayAsync(SlackHost host, Func<Task> meanwhile)
    {
        await host.EndAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await meanwhile();
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await host.BeginAsync();
    }

    private static async Task<Instant> SaidAsync(SlackHost host, Func<Task<SlackMessage>> say)
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return StudyBot.Slack.Timestamp.Read((await say()).Ts)!.Value;
    }
}
