using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Storage;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.Teams;

/// <summary>Nothing is acknowledged before it is durable: what the store did not take, or not in time, Teams is asked to deliver again, and it counts once.</summary>
public class DurableTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Fault.Down)]
    [InlineData(Fault.ReplyLost)]
    public async Task Whichever_call_of_the_store_fails_the_activity_is_not_acknowledged_and_counts_once_when_it_comes_again(Fault fault)
    {
        var refused = 0;
        for (var acknowledged = false; !acknowledged;)
        {
            var table = new ScriptedTable(new MemoryTable(), new());
            await using var school = await School.OpenAsync(table: table);
            await school.NineAsync();
            var left = refused + 1;
            await school.DoAsync(async () =>
            {
                await school.Host.SettledAsync();
                table.Meets = call => call.IsOfTheSchedule() || Interlocked.Decrement(ref left) != 0 ? Fault.None : fault;
                await school.Ana.RepliesAsync(school.Lesson, "done");
                table.Meets = _ => Fault.None;
            });

            var attempts = school.Host.Teams.Deliveries[^1].Attempts;
            var checkIn = await school.Host.CheckInAsync(school.Channel, school.Ana, 1);
            Assert.Equal((School.Nine + Duration.FromMinutes(1), CheckInClass.OnTime), (checkIn?.At, checkIn?.Class));
            Assert.Single(checkIn!.Sources);
            // Where only the reply was lost nobody knows that the mark is still to be given.
            var marks = school.Host.Teams.Calls.Count(call => call.Method == "PUT" && call.Path.Contains("/reactions/"));
            Assert.InRange(marks, fault is Fault.Down ? 1 : 0, 1);
            acknowledged = attempts is [{ Failure: null }];
            if (acknowledged) break;
            Assert.Equal([503, 200], attempts.Select(attempt => attempt.Status));
            refused++;
        }

        output.WriteLine($"{fault}: {refused} calls before the acknowledgement");
        Assert.InRange(refused, 2, 12);
    }

    [Fact]
    public async Task A_store_that_hangs_is_not_waited_for_beyond_what_Teams_waits_and_the_activity_counts_once()
    {
        var table = new ScriptedTable(new MemoryTable(), new());
        await using var school = await School.OpenAsync(table: table);
        await school.NineAsync();
        var hanging = new TaskCompletionSource();
        table.Reads = cancel => hanging.Task.WaitAsync(cancel);
        int Waiting() => table.Calls.Count(call => !call.IsOfTheSchedule());
        var before = Waiting();

        // The first time, and the second, which follows at once. Of the 15 s that Teams waits the bot takes 12.
        var replying = school.Ana.RepliesAsync(school.Lesson, "done");
        for (var time = 1; time <= 2; time++)
        {
            await TeamsHost.UntilAsync(() => Task.FromResult(Waiting() == before + time));
            school.Host.Clock.Advance(TimeSpan.FromSeconds(12));
            await TeamsHost.UntilAsync(() => Task.FromResult(school.Host.Teams.Deliveries[^1].Attempts.Count == time));
        }

        await replying;
        var delivery = school.Host.Teams.Deliveries[^1];
        Assert.Equal([503, 503], delivery.Attempts.Select(attempt => attempt.Status));

        table.Reads = null;
        hanging.SetResult();
        await school.DoAsync(() => Task.CompletedTask);

        Assert.Equal([503, 503, 200], delivery.Attempts.Select(attempt => attempt.Status));
        Assert.Single((await school.Host.CheckInAsync(school.Channel, school.Ana, 1))!.Sources);
        Assert.Single(school.Host.Teams.Calls, call => call.Method == "PUT" && call.Path.Contains("/reactions/"));
    }
}
