using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>A workspace in which more is due than may be posted in a minute: what is due for channels goes before private words, and those come too.</summary>
public class CrowdedTests
{
    /// <summary>More cohorts are reminded at 18:00 than are served at once, each with three people; the last one's lesson is due at the same time.</summary>
    [Fact]
    public async Task A_lesson_waits_for_no_nudges_of_other_cohorts()
    {
        const int Many = 200;
        SynchronizationContext.SetSynchronizationContext(null);
        var world = new World();
        for (var number = 1; number <= Many; number++) await world.WithAsync(Id(number));
        await world.WithAsync(World.Mornings with { Channel = "CZ" }, cohort => cohort with { Schedule = cohort.Schedule with { LessonTime = new(18, 0), Nudge = null } });
        world.MoveTo("2026-03-02T09:00:00Z");
        await world.Start().TickAsync();
        for (var number = 1; number <= Many; number++)
            await world.Store.CommitAsync(Id(number), [.. Enumerable.Range(1, 3).Select(user => new Change.PutMember(1, Member.New(new("slack", "T1", $"U{number}-{user}"), "x") with { JoinedAt = world.Now }, null))], default);
        world.Slack.Limits = new([], [new(40, Duration.FromMinutes(1))]);
        world.MoveTo("2026-03-02T18:00:00Z");
        var bot = world.Start();
        using var stop = new CancellationTokenSource();
        var running = bot.Poster.RunAsync(stop.Token, default);

        var lesson = 0;
        for (var minute = 0; world.Slack.Posts.Count(post => post.Post.To is not null) < 3 * Many && minute < 40; minute++)
        {
            await bot.Poster.TickAsync(default);
            for (var second = 0; second < 60; second++)
            {
                await QuietAsync(world, bot);
                world.Pass(Duration.FromSeconds(1));
            }

            if (lesson == 0 && world.Slack.Posts.Any(post => post.Post.Cohort.Channel == "CZ")) lesson = minute + 1;
        }

        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.InRange(lesson, 1, 2);
        Assert.Equal(3 * Many, world.Slack.Posts.Count(post => post.Post.To is not null));
    }

    private static CohortId Id(int number) => new("slack", "T1", $"C{number:000}");

    /// <summary>What can go on has.</summary>
    private static async Task QuietAsync(World world, World.Process bot)
    {
        var (calls, quiet) = ((-1, -1), 0);
        // Where threads are short, what is under way may stand still between two calls.
        while (quiet < (ThreadPool.PendingWorkItemCount == 0 ? 3 : 30))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            var now = (world.Slack.Calls.Count, bot.Table.Calls.Count);
            quiet = calls == now ? quiet + 1 : 0;
            calls = now;
        }
    }
}
