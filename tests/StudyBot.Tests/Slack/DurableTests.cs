using System.Net;
using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Fakes.Slack;
using StudyBot.Storage;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.Slack;

/// <summary>Nothing is acknowledged before it is durable: what the store did not take, or not in time, Slack is asked to deliver again, and it counts once.</summary>
public class DurableTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    /// <summary>The bot's, which is less than Slack's.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    [Theory]
    [InlineData(Fault.Down, false)]
    [InlineData(Fault.ReplyLost, false)]
    [InlineData(Fault.Down, true)]
    [InlineData(Fault.ReplyLost, true)]
    public async Task Whichever_call_of_the_store_fails_the_event_is_not_acknowledged_and_counts_once_when_it_comes_again(Fault fault, bool sockets)
    {
        var table = new ScriptedTable(new MemoryTable(), new());
        await using var host = await SlackHost.StartAsync(sockets: sockets, table: table);
        var (channel, people) = await CohortAsync(host);
        var refused = 0;
        foreach (var person in people)
        {
            // One call later for each, until all calls before the acknowledgement have failed once.
            var left = refused + 1;
            table.Meets = call => call.IsOfTheSchedule() || Interlocked.Decrement(ref left) != 0 ? Fault.None : fault;
            var saying = person.SaysAsync(channel, "done");
            if (sockets) await GivenUpAsync(host, person, saying, () => Volatile.Read(ref left) <= 0);
            var said = await saying;
            table.Meets = _ => Fault.None;
            await host.SettledAsync();

            var attempts = Delivery(host, person).Attempts;
            var checkIn = await host.CheckInAsync(channel, person, 1);
            Assert.Equal((StudyBot.Slack.Timestamp.Read(said.Ts), CheckInClass.OnTime), (checkIn?.At, checkIn?.Class));
            Assert.Single(checkIn!.Sources);
            // Where only the reply was lost nobody knows that the mark is still to be given.
            var marks = host.Slack.CallsOf("reactions.add").Count(call => call["timestamp"] == said.Ts);
            Assert.InRange(marks, fault is Fault.Down ? 1 : 0, 1);
            if (attempts is [{ Failure: null }]) break;
            Assert.Equal([sockets ? "http_timeout" : "http_error", null], attempts.Select(attempt => attempt.Failure));
            if (!sockets) Assert.Equal(HttpStatusCode.ServiceUnavailable, (HttpStatusCode)attempts[0].Status);
            refused++;
        }

        output.WriteLine($"{fault}: {refused} calls before the acknowledgement");
        Assert.InRange(refused, 2, people.Count - 1);
    }

    [Fact]
    public async Task A_store_that_hangs_is_not_waited_for_beyond_what_Slack_waits_and_what_it_then_does_counts_once()
    {
        var table = new ScriptedTable(new MemoryTable(), new());
        await using var host = await SlackHost.StartAsync(table: table);
        var (channel, people) = await CohortAsync(host);
        var ana = people[0];
        var hanging = new TaskCompletionSource();
        table.Reads = _ => hanging.Task;
        int Waiting() => table.Calls.Count(call => !call.IsOfTheSchedule());
        var (before, timers) = (Waiting(), host.Clock.Waits(Patience));

        // The first time, and the second, which follows at once.
        var saying = ana.SaysAsync(channel, "done");
        for (var time = 1; time <= 2; time++)
        {
            await SlackHost.UntilAsync(() => Task.FromResult(Waiting() == before + time && host.Clock.Waits(Patience) == timers + time));
            host.Clock.Advance(Patience);
            await SlackHost.UntilAsync(() => Task.FromResult(Delivery(host, ana).Attempts.Count == time));
        }

        var said = await saying;
        Assert.Equal([503, 503], Delivery(host, ana).Attempts.Select(attempt => attempt.Status));

        table.Reads = null;
        hanging.SetResult();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.SettledAsync();
        await SlackHost.UntilAsync(() => Task.FromResult(Delivery(host, ana).Acknowledged));

        Assert.Equal([503, 503, 200], Delivery(host, ana).Attempts.Select(attempt => attempt.Status));
        Assert.Equal(StudyBot.Slack.Timestamp.Read(said.Ts), (await host.CheckInAsync(channel, ana, 1))!.At);
        Assert.Single(host.Slack.CallsOf("reactions.add"));
    }

    /// <summary>Of what somebody wrote.</summary>
    private static SlackDelivery Delivery(SlackHost host, SlackUser person) =>
        host.Slack.Deliveries.Last(delivery => delivery.Type == "message" && delivery.Payload["event"]!["user"]?.GetValue<string>() == person.Id);

    /// <summary>Over a socket nothing says that it was not taken: the clock runs on until Slack gives the first attempt up, once that has met its fault.</summary>
    private static async Task GivenUpAsync(SlackHost host, SlackUser person, Task saying, Func<bool> met)
    {
        while (!saying.IsCompleted)
        {
            await Task.WhenAny(saying, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
            if (!saying.IsCompleted && met() && Delivery(host, person).Attempts.Count == 0) host.Clock.Advance(Step);
        }
    }

    private static async Task<(SlackChannel Channel, IReadOnlyList<SlackUser> People)> CohortAsync(SlackHost host)
    {
        var team = host.Slack.Teams[0];
        SlackUser[] people = [.. Enumerable.Range(1, 12).Select(number => team.User($"p{number}"))];
        var channel = team.Channel("study", [team.User("lea"), .. people]);
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        _ = channel.Lesson(1);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.SettledAsync();
        return (channel, people);
    }
}
