using NodaTime;
using StudyBot.Agendas;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Tests.Doors;

/// <summary>Two bots on one store, staged by hand: one does its part exactly where the other is between two calls.</summary>
public class RaceTests
{
    private const string Slot = "2026-03-02T09:00:00Z";

    /// <summary>Before each write that the first bot makes for a lesson, in turn, the second does all it can.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_two_bots_in_the_same_instant_one_posts(int write)
    {
        var world = await new World().WithAsync(World.Mornings);
        var (first, second) = (world.Start(), world.Start());
        var writes = 0;
        first.Table.Meanwhile = async call =>
        {
            if (call.Partition.StartsWith("cohort", StringComparison.Ordinal) && ++writes == write) await second.TickAsync();
        };

        world.MoveTo(Slot);
        await first.TickAsync();
        await second.TickAsync();

        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        Assert.Equal(1, world.Slack.Count("post"));
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task A_lesson_that_had_gone_out_when_its_lead_moved_it_is_found_and_recorded()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        world.MoveTo(Slot);
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U1", "time 15:00", mentioned: true));

        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();

        var lesson = Assert.Single((await world.CohortAsync(World.Mornings)).Posted);
        Assert.Equal((World.At(Slot), "m1"), (lesson.Slot, lesson.MessageId));
        world.MoveTo("2026-03-02T15:00:00Z");
        await bot.TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>It is found after its lead had moved it to another day: its nudge comes on the day on which people saw it.</summary>
    [Fact]
    public async Task A_lesson_that_was_found_after_its_lead_moved_it_to_another_day_is_nudged_on_its_own()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        await bot.HearAsync(world.Says("U5", "join", mentioned: true));
        world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        world.MoveTo(Slot);
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U1", "days tue-fri", mentioned: true));
        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();
        Assert.Single((await world.CohortAsync(World.Mornings)).Posted);

        world.MoveTo("2026-03-02T18:00:00Z");
        await bot.TickAsync();

        Assert.Contains(world.Slack.Posts, post => post.Post.Delivery.Kind is DeliveryKind.Nudge);
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>It never went out. Until it does, a check mark on what somebody wrote is no check-in.</summary>
    [Fact]
    public async Task A_lesson_that_was_looked_for_in_vain_after_its_lead_moved_it_takes_no_other_post_for_its_own()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Next.Enqueue(world.Slack.LostOnTheWay);
        world.MoveTo(Slot);
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U1", "time 15:00", mentioned: true));
        world.Pass(Duration.FromMinutes(2));
        await bot.TickAsync();

        await bot.HearAsync(world.Does("U5", new Did.Reacted("chatter", "white_check_mark", true)));
        Assert.Null(await world.MemberAsync(World.Mornings, "U5"));
        Assert.Empty(world.Slack.Posts);

        world.MoveTo("2026-03-02T15:00:00Z");
        await bot.TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>Whoever says something and takes it back at once is heard twice at the same time: what they did last counts, whichever is written first.</summary>
    [Theory]
    [InlineData("mark", true)]
    [InlineData("mark", false)]
    [InlineData("message", true)]
    [InlineData("message", false)]
    public async Task What_is_taken_back_while_it_is_being_counted_counts_nothing(string what, bool saidIsSlow)
    {
        var world = await new World().WithAsync(World.Mornings);
        var (first, second) = (world.Start(), world.Start());
        world.MoveTo(Slot);
        await first.TickAsync();
        await first.HearAsync(world.Says("U5", "join", mentioned: true));
        var said = world.Does("U5", what == "mark" ? new Did.Reacted("m1", "white_check_mark", true) : new Did.Said("p9", "done"));
        world.Pass(Duration.FromSeconds(1));
        var takenBack = world.Does("U5", what == "mark" ? new Did.Reacted("m1", "white_check_mark", false) : new Did.Deleted("p9", said.At));

        await AtOnceAsync(first, second, saidIsSlow ? (said, takenBack) : (takenBack, said));

        Assert.Equal("", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>One reads the cohort, the other posts the lesson and records it, and only then the first looks for a lesson that people may see already.</summary>
    [Fact]
    public async Task A_done_that_is_heard_while_another_instance_records_the_lesson_counts_for_it()
    {
        var world = await new World().WithAsync(World.Mornings);
        var (hearing, posting) = (world.Start(), world.Start());
        world.MoveTo(Slot);
        hearing.Table.Meets = call =>
        {
            if (call is { Kind: "get", Key: var key } && key.StartsWith("delivery", StringComparison.Ordinal)) posting.TickAsync().GetAwaiter().GetResult();
            return Fault.None;
        };

        await hearing.HearAsync(world.Says("U5", "done"));

        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        Assert.NotNull((await world.MemberAsync(World.Mornings, "U5"))?.Ledger[1]);
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task A_delivery_under_lease_is_left_to_its_owner()
    {
        var world = await new World().WithAsync(World.Mornings);
        var (first, second) = (world.Start(), world.Start());
        world.Slack.Next.Enqueue(async post =>
        {
            world.Pass(Duration.FromMinutes(1));
            await second.TickAsync();
            Assert.Equal(1, world.Slack.Count("post"));
            return world.Slack.Take(post);
        });

        world.MoveTo(Slot);
        await first.TickAsync();
        Assert.Equal(0, world.Slack.Count("find"));
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>Whatever a lead changes while a lesson is being posted is kept, and so is the lesson.</summary>
    [Fact]
    public async Task A_setting_changed_while_a_lesson_is_sent_is_kept()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Next.Enqueue(async post =>
        {
            await bot.HearAsync(world.Says("U1", "nudge 20:00", mentioned: true));
            return world.Slack.Take(post);
        });

        world.MoveTo(Slot);
        await bot.TickAsync();

        var cohort = await world.CohortAsync(World.Mornings);
        Assert.Equal(new LocalTime(20, 0), cohort.Schedule.Nudge);
        Assert.Equal(1, cohort.Day);
    }

    [Fact]
    public async Task A_lesson_that_a_lead_skips_while_it_waits_for_its_turn_is_not_posted()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.Limits = new([], [new(1, Duration.FromMinutes(1))]);
        await world.WithAsync(World.Evenings);
        var bot = world.Start();
        world.MoveTo(Slot);
        await bot.Poster.TickAsync(default);
        var serving = bot.Poster.DrainAsync(default);
        await world.Clock.FirstWait; // One of the two has taken the minute's turn, and the other waits for its own.
        var waits = world.Slack.Of(World.Mornings).Length == 0 ? World.Mornings : World.Evenings;

        await bot.HearAsync(world.Says("U1", "skip today", waits, mentioned: true));
        world.Pass(Duration.FromMinutes(1));
        await serving;
        await bot.TickAsync();

        Assert.Empty(world.Slack.Of(waits));
        Assert.Empty(await world.Store.DeliveriesAsync(waits, 1, DeliveryKind.Lesson, default));
        await world.CheckAsync(waits);
    }

    /// <summary>The post is there and its record is not; and whoever heard the reply has a clock that was set back.</summary>
    [Fact]
    public async Task A_reply_under_a_lesson_that_is_not_recorded_yet_counts_for_it_also_by_a_clock_that_is_behind()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.MoveTo(Slot);
        world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        await bot.TickAsync();
        var said = world.Says("U2", "done");

        await bot.HearAsync(said with { At = said.At - Duration.FromHours(1), Where = said.Where with { Thread = Assert.Single(world.Slack.Posts).Id } });
        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();

        Assert.Equal("o", (await world.MemberAsync(World.Mornings, "U2"))?.Ledger.Marks);
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>The lead's change is announced, the poster serves just then from the cohort of before, and only then the change is written; the store may lose its answer to that.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hint_of_now_that_is_taken_out_before_its_change_is_written_is_given_again(bool isAnswerLost)
    {
        var world = await new World().WithAsync(World.Mornings);
        var (hears, posts) = (world.Start(), world.Start());
        world.MoveTo("2026-03-02T08:30:00Z");
        hears.Table.Meanwhile = async call =>
        {
            if (call.Partition.StartsWith("cohort", StringComparison.Ordinal)) await posts.TickAsync();
        };
        hears.Table.Meets = call => isAnswerLost && call.Kind == "write" && call.Partition.StartsWith("cohort", StringComparison.Ordinal) ? Fault.ReplyLost : Fault.None;

        var hearing = hears.HearAsync(world.Says("U1", "time 08:00", mentioned: true));
        if (isAnswerLost) await Assert.ThrowsAsync<TableUnavailableException>(() => hearing);
        else await hearing;
        await posts.TickAsync();

        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>The same, where the poster takes the hint out a moment after the change was written and announced again.</summary>
    [Fact]
    public async Task A_hint_of_now_that_is_taken_out_after_its_change_was_announced_again_still_stands_under_another_key()
    {
        var world = await new World().WithAsync(World.Mornings);
        var (hears, posts) = (world.Start(), world.Start());
        var (atItsEnd, written) = (new TaskCompletionSource(), new TaskCompletionSource());
        var serving = Task.CompletedTask;
        world.MoveTo("2026-03-02T08:30:00Z");
        hears.Table.Meanwhile = async call =>
        {
            if (!call.Partition.StartsWith("cohort", StringComparison.Ordinal)) return;
            serving = posts.TickAsync();
            await atItsEnd.Task;
        };
        posts.Table.Meanwhile = async call =>
        {
            if (!call.Partition.StartsWith("due", StringComparison.Ordinal)) return;
            atItsEnd.TrySetResult();
            await written.Task;
        };

        await hears.HearAsync(world.Says("U1", "time 08:00", mentioned: true));
        written.SetResult();
        await serving;
        Assert.Empty(world.Slack.Posts);
        await posts.TickAsync();

        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task A_cohort_whose_first_lesson_is_due_at_once_is_announced_again_once_it_is_there()
    {
        var world = new World("2026-03-02T10:00:00Z");
        var (hears, posts) = (world.Start(), world.Start());
        hears.Table.Meanwhile = async call =>
        {
            if (call.Partition.StartsWith("cohort", StringComparison.Ordinal)) await posts.TickAsync();
        };

        await hears.HearAsync(world.Does("U1", new Did.Submitted(SetUpFields.Form, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [SetUpFields.Curriculum] = "bread",
            [SetUpFields.Start] = "2026-03-02",
            [SetUpFields.Time] = "09:00",
            [SetUpFields.Zone] = "UTC",
            [SetUpFields.Days] = "every day",
        })));
        await posts.TickAsync();

        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
    }

    [Fact]
    public async Task What_another_bot_has_said_and_forgotten_meanwhile_is_not_said_again()
    {
        var world = await new World().WithAsync(World.Mornings);
        var (first, second) = (world.Start(), world.Start());
        world.MoveTo(Slot);
        await first.TickAsync();
        foreach (var user in new[] { "U5", "U6" }) await first.HearAsync(world.Says(user, "remind me at 12:00", mentioned: true));
        world.MoveTo("2026-03-02T12:00:00Z");

        // The first has read which reminders there are, and is about to claim one.
        first.Table.Meanwhile = async call =>
        {
            if (!call.Partition.StartsWith("cohort", StringComparison.Ordinal)) return;
            first.Table.Meanwhile = null;
            await second.TickAsync();
        };
        await first.TickAsync();

        Assert.Equal(["lesson 0001", "reminder 0001 u5", "reminder 0001 u6"], world.Slack.Of(World.Mornings));
        Assert.Equal(3, world.Slack.Count("post"));
    }

    [Fact]
    public async Task A_clock_set_back_by_an_hour_brings_nothing_twice_and_holds_nothing_up()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.Limits = new([new(1, Duration.FromSeconds(1))], [new(2, Duration.FromSeconds(1))]);
        await world.WithAsync(World.Evenings, c => c with { Schedule = c.Schedule with { LessonTime = new(8, 10) } });
        var bot = world.Start();
        world.MoveTo(Slot);
        await bot.TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));

        world.Clock.AdjustTime(World.At("2026-03-02T08:00:00Z").ToDateTimeOffset());
        for (var minute = 0; minute < 90; minute++)
        {
            world.Pass(Duration.FromMinutes(1));
            await bot.RoundAsync();
        }

        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Evenings));
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task A_claim_made_by_a_clock_that_was_an_hour_ahead_does_not_hold_the_lesson_for_an_hour()
    {
        var world = await new World().WithAsync(World.Mornings, c => c with { Schedule = c.Schedule with { LessonTime = new(8, 5) } });
        world.MoveTo(Slot);
        world.Slack.Next.Enqueue(_ => throw new KilledException());
        await world.Start().TickAsync();
        Assert.Single(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Lesson, default));

        world.Clock.AdjustTime(World.At("2026-03-02T08:06:00Z").ToDateTimeOffset());
        await world.Start().TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
    }

    /// <summary>The slow one has read all it needs and is about to write when the other is heard from its beginning to its end.</summary>
    private static async Task AtOnceAsync(World.Process first, World.Process second, (Incoming Slow, Incoming Quick) said)
    {
        first.Table.Meanwhile = async call =>
        {
            if (!call.Partition.StartsWith("cohort", StringComparison.Ordinal)) return;
            first.Table.Meanwhile = null;
            await second.HearAsync(said.Quick);
        };
        await first.HearAsync(said.Slow);
    }
}
