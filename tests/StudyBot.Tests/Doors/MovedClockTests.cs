using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>Rounds: each minute, over one part of the index alone, or over a clock that is moved on purpose, as in a replay.</summary>
public class MovedClockTests
{
    private const string Slot = "2026-03-02T09:00:00Z";

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_clock_that_is_moved_on_stops_where_something_is_due_delivers_it_then_and_ends_where_it_was_told_to(int shards)
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings, cohort => cohort with { Schedule = cohort.Schedule with { LessonTime = new(10, 0), Nudge = null } });
        var bot = world.Start(shards: shards);
        var stops = new List<Instant>();

        await bot.Rounds.RunUntilAsync(World.At("2026-03-03T10:00:00Z"), Move(world, stops), default);

        Assert.Equal(
            [World.At(Slot), World.At("2026-03-02T10:00:00Z"), World.At("2026-03-02T18:00:00Z"), World.At("2026-03-03T09:00:00Z"), World.At("2026-03-03T10:00:00Z")],
            stops);
        Assert.Equal([World.At(Slot), World.At("2026-03-03T09:00:00Z")], Times(world, World.Mornings));
        Assert.Equal([World.At("2026-03-02T10:00:00Z"), World.At("2026-03-03T10:00:00Z")], Times(world, World.Evenings));
        Assert.Equal(World.At("2026-03-03T10:00:00Z"), bot.Rounds.Last);
    }

    [Fact]
    public async Task Moved_to_an_instant_at_which_nothing_is_due_it_stops_there_alone()
    {
        var world = await new World().WithAsync(World.Mornings);
        var stops = new List<Instant>();

        await world.Start().Rounds.RunUntilAsync(World.At("2026-03-02T08:30:00Z"), Move(world, stops), default);

        Assert.Equal([World.At("2026-03-02T08:30:00Z")], stops);
        Assert.Empty(world.Slack.Posts);
    }

    /// <summary>What cannot be delivered stays due, and the clock goes on all the same.</summary>
    [Fact]
    public async Task A_platform_that_takes_nothing_stops_no_clock()
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Elsewhere, cohort => cohort with { Schedule = cohort.Schedule with { LessonTime = new(11, 0) } });
        world.Slack.Always = post => post.Cohort == World.Mornings ? new Sending.NotSent("refused connection") : null;
        var stops = new List<Instant>();

        await world.Start().Rounds.RunUntilAsync(World.At("2026-03-02T12:00:00Z"), Move(world, stops), default);

        Assert.Equal([World.At(Slot), World.At("2026-03-02T11:00:00Z"), World.At("2026-03-02T12:00:00Z")], stops);
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Elsewhere));
    }

    [Fact]
    public async Task Time_that_is_passed_over_is_no_outage()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();

        await bot.Rounds.RunUntilAsync(World.At("2026-03-03T08:00:00Z"), Move(world, []), default);
        await bot.RoundAsync();

        Assert.DoesNotContain(world.Slack.Posts, post => post.Post.Delivery.Kind is DeliveryKind.Notice);
        Assert.Equal(Duration.FromHours(36), (await world.CohortAsync(World.Mornings)).Posted[0].GraceEnd - World.At(Slot));
    }

    /// <summary>A minute's round while the clock is moved would find a gap where there is none.</summary>
    [Fact]
    public async Task A_round_waits_until_the_clock_was_moved_and_the_clock_for_a_round()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        var moving = new TaskCompletionSource();

        var run = bot.Rounds.RunUntilAsync(World.At("2026-03-02T08:30:00Z"), (_, _) => moving.Task, default);
        Task[] waiting = [bot.Rounds.RoundAsync(default), bot.Rounds.RoundAsync(0, default), bot.Rounds.RunUntilAsync(World.At("2026-03-02T08:30:00Z"), (_, _) => Task.CompletedTask, default)];
        Assert.All([run, .. waiting], task => Assert.False(task.IsCompleted));
        Assert.DoesNotContain(bot.Table.Calls, call => call is { Kind: "write", Partition: "system" });

        moving.SetResult();
        await Task.WhenAll([run, .. waiting]).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_round_over_one_shard_serves_that_one_alone_and_rounds_of_the_same_minute_are_one_beat()
    {
        var world = new World();
        CohortId[] cohorts = [.. Enumerable.Range(1, 8).Select(number => new CohortId("slack", "T1", $"C{number}"))];
        foreach (var id in cohorts) await world.WithAsync(id);
        world.MoveTo(Slot);
        var bot = world.Start(shards: 2);
        await bot.Store.DueAsync(0, world.Now, default); // Each hint is put into its own shard.
        var first = (await bot.Store.DueAsync(0, world.Now, default)).Select(hint => hint.Cohort).ToHashSet();
        Assert.InRange(first.Count, 1, 7);

        await bot.Rounds.RoundAsync(0, default);
        await bot.Poster.DrainAsync(default);
        Assert.Equal(first, world.Slack.Posts.Select(post => post.Post.Cohort).ToHashSet());

        world.Pass(Duration.FromSeconds(19));
        await bot.Rounds.RoundAsync(1, default);
        await bot.Poster.DrainAsync(default);
        Assert.Equal(cohorts.ToHashSet(), world.Slack.Posts.Select(post => post.Post.Cohort).ToHashSet());
        Assert.Equal(World.At(Slot), await world.Store.LastBeatAsync(default));

        world.Pass(Duration.FromSeconds(1));
        await bot.Rounds.RoundAsync(0, default);
        Assert.Equal(world.Now, await world.Store.LastBeatAsync(default));
        Assert.Null(bot.Rounds.Last);
    }

    private static Func<Instant, CancellationToken, Task> Move(World world, List<Instant> stops) => (at, _) =>
    {
        stops.Add(at);
        world.Pass(at - world.Now);
        return Task.CompletedTask;
    };

    private static Instant[] Times(World world, CohortId cohort) => [.. world.Slack.Posts.Where(post => post.Post.Cohort == cohort).Select(post => post.At)];
}
