using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>After an outage: whose words are read back, from where, and until they are.</summary>
public class HearingBackTests
{
    private static readonly Instant LastBeat = World.At("2026-03-02T08:00:00Z");
    private static readonly Instant Back = World.At("2026-03-02T09:00:00Z");

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public async Task A_gap_of_more_than_five_minutes_is_read_back(int minutes, int reads)
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        world.Pass(Duration.FromMinutes(minutes));
        await world.Start().RoundAsync();
        Assert.Equal(reads, world.Slack.Count("read"));
    }

    /// <summary>Where it cannot be read back, an outage that was settled until then counts from there.</summary>
    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 6)]
    public async Task Of_an_outage_that_was_settled_in_part_more_than_five_minutes_extend_what_is_open(int left, int extendedBy)
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        await world.Store.BeatAsync(world.Now, default);
        await ChangeAsync(world, cohort => cohort with { OutageSettled = World.At("2026-03-02T10:00:00Z") - Duration.FromMinutes(left) });
        var before = (await world.CohortAsync(World.Mornings)).Posted[0].GraceEnd;

        world.MoveTo("2026-03-02T10:00:00Z");
        await bot.RoundAsync();

        Assert.Equal(before + Duration.FromMinutes(extendedBy), (await world.CohortAsync(World.Mornings)).Posted[0].GraceEnd);
    }

    /// <summary>Somebody who wrote in the last minute of the last lesson is heard.</summary>
    /// <param name="minutes">After the last beat.</param>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task A_plan_that_is_all_out_is_listened_to_while_its_last_lesson_was_open(int minutes, bool isHeard)
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        await ChangeAsync(world, cohort => cohort with { Curriculum = cohort.Curriculum with { Lessons = 1 }, Posted = [Posted(1, LastBeat + Duration.FromMinutes(minutes))], NudgedThrough = 1 });
        var hints = await world.HintsAsync();

        world.MoveTo("2026-03-02T08:30:00Z");
        await world.Start().Rounds.RoundAsync(default);

        Assert.Equal(isHeard ? LastBeat : null, (await world.CohortAsync(World.Mornings)).UnheardSince);
        Assert.Equal(isHeard, (await world.HintsAsync()).Count > hints.Count);
    }

    [Fact]
    public async Task A_cohort_that_has_stopped_is_not_listened_to()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        await ChangeAsync(world, cohort => cohort with { Broken = "channel_not_found" });

        world.MoveTo("2026-03-02T09:00:00Z");
        await world.Start().RoundAsync();

        Assert.Null((await world.CohortAsync(World.Mornings)).UnheardSince);
        Assert.Equal(0, world.Slack.Count("read"));
    }

    [Fact]
    public async Task What_was_still_to_be_read_back_from_an_outage_before_begins_there()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        var earlier = LastBeat - Duration.FromHours(1);
        await ChangeAsync(world, cohort => cohort with { UnheardSince = earlier });

        world.MoveTo("2026-03-02T09:00:00Z");
        await world.Start().Rounds.RoundAsync(default);

        Assert.Equal(earlier, (await world.CohortAsync(World.Mornings)).UnheardSince);
    }

    /// <summary>The beat that should follow the marks did not come about.</summary>
    [Fact]
    public async Task An_outage_that_is_marked_is_marked_once()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        bot.Table.Meets = call => call is { Kind: "write", Partition: "system" } ? Fault.Down : Fault.None;
        await Assert.ThrowsAsync<TableUnavailableException>(() => bot.Rounds.RoundAsync(default));
        bot.Table.Meets = _ => Fault.None;
        bot.Table.Calls.Clear();

        await bot.Rounds.RoundAsync(default);

        Assert.Equal(LastBeat, (await world.CohortAsync(World.Mornings)).UnheardSince);
        Assert.DoesNotContain(bot.Table.Calls, call => call.Kind == "write" && call.Partition.StartsWith("cohort", StringComparison.Ordinal));
        Assert.Equal(Back, await world.Store.LastBeatAsync(default));
    }

    [Fact]
    public async Task Threads_are_read_of_lessons_that_were_open_then_or_came_within_a_week_and_have_a_post()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        await ChangeAsync(world, cohort => cohort with
        {
            Posted = [Posted(1, LastBeat - Duration.FromSeconds(1)), Posted(2, LastBeat), Posted(3, LastBeat + Duration.FromSeconds(1)), Posted(4, LastBeat - Duration.FromSeconds(1)), Posted(5, LastBeat + Duration.FromDays(1)) with { MessageId = "" }],
            NudgedThrough = 5,
        });
        IReadOnlyList<string>? read = null;
        world.Slack.Heard = (_, _, posts) =>
        {
            read = posts;
            return Task.CompletedTask;
        };

        world.MoveTo("2026-03-02T08:30:00Z");
        await world.Start().RoundAsync();

        Assert.Equal(["m3", "m4"], read);
    }

    /// <summary>Killed while a lesson's post was under way: people answered below a post that nobody had recorded.</summary>
    [Fact]
    public async Task Below_a_lesson_in_doubt_is_read_once_its_post_is_known()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await world.Store.BeatAsync(world.Now, default);
        world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        await bot.TickAsync();
        var post = Assert.Single(world.Slack.Posts);
        var read = new List<string>();
        world.Slack.Heard = (_, _, posts) =>
        {
            read.Add($"[{string.Join(' ', posts)}]");
            return Task.CompletedTask;
        };

        bot = world.Start();
        world.MoveTo("2026-03-02T09:20:00Z");
        for (var i = 0; i < 2; i++) world.Slack.NextFound.Enqueue(new Found.NotNow("ratelimited", Duration.FromMinutes(1)));
        for (var minute = 0; minute < 3; minute++)
        {
            await bot.RoundAsync();
            world.Pass(Duration.FromMinutes(1));
        }

        Assert.Equal(["[]"], read);
        Assert.Equal(Back, (await world.CohortAsync(World.Mornings)).UnheardSince);
        for (var minute = 0; minute < 10; minute++)
        {
            await bot.RoundAsync();
            world.Pass(Duration.FromMinutes(1));
        }

        Assert.Equal(["[]", $"[{post.Id}]"], read);
        Assert.Null((await world.CohortAsync(World.Mornings)).UnheardSince);
        Assert.Single(world.Slack.Posts);
    }

    [Fact]
    public async Task What_was_read_back_is_settled()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        world.MoveTo("2026-03-02T08:30:00Z");
        var bot = world.Start();
        await bot.RoundAsync();
        Assert.Equal(1, world.Slack.Count("read"));

        Assert.All(await world.HintsAsync(), hint => Assert.Equal(Back, hint.At));
    }

    /// <summary>Another bot found meanwhile that it had been away for longer.</summary>
    [Fact]
    public async Task Of_an_outage_that_turned_out_longer_while_it_was_read_back_the_rest_is_read_too()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        var (earlier, reads) = (LastBeat - Duration.FromHours(1), new List<Instant>());
        world.Slack.Heard = async (_, since, _) =>
        {
            reads.Add(since);
            if (reads.Count == 1) await ChangeAsync(world, cohort => cohort with { UnheardSince = earlier });
        };

        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.RoundAsync();
        Assert.Equal(earlier, (await world.CohortAsync(World.Mornings)).UnheardSince);

        await world.Store.AnnounceAsync(new(World.Mornings, world.Now), default);
        await bot.TickAsync();
        Assert.Equal([LastBeat, earlier], reads);
        Assert.Null((await world.CohortAsync(World.Mornings)).UnheardSince);
    }

    [Fact]
    public async Task What_cannot_be_read_back_for_whatever_reason_holds_up_no_lesson_and_is_tried_again()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        world.Slack.Heard = (_, _, _) => throw new InvalidOperationException("no such page");
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        for (var minute = 1; minute <= 2; minute++)
        {
            await bot.RoundAsync();
            Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
            Assert.Equal(minute, world.Slack.Count("read"));
            world.Pass(Duration.FromMinutes(1));
        }

        world.Slack.Heard = (_, _, _) => Task.CompletedTask;
        await bot.RoundAsync();
        Assert.Null((await world.CohortAsync(World.Mornings)).UnheardSince);
    }

    private static PostedLesson Posted(int day, Instant graceEnd)
    {
        var opened = LastBeat - Duration.FromDays(10 - day);
        return new(day, opened.InUtc().Date, opened, opened, opened, opened, graceEnd, $"m{day}");
    }

    private static async Task ChangeAsync(World world, Func<Cohort, Cohort> change)
    {
        var stored = (await world.Store.FindCohortAsync(World.Mornings, default))!;
        Assert.Equal(Commit.Done, await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(change(stored.Value), stored.ETag)], default));
    }
}
