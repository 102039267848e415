using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>A look at one cohort: all that is due, each once, and nothing that holds up what it need not.</summary>
public class ServingTests
{
    private const string Slot = "2026-03-02T09:00:00Z";
    private const string Nudges = "2026-03-02T18:00:00Z";

    [Fact]
    public async Task After_a_lesson_a_tick_costs_one_call_and_the_lesson_itself_ten()
    {
        var (world, bot) = await MorningAsync();
        Assert.Equal(10, bot.Table.Calls.Count);

        for (var minute = 1; minute <= 3; minute++)
        {
            world.Pass(Duration.FromMinutes(1));
            await bot.TickAsync();
            Assert.Equal(10 + minute, bot.Table.Calls.Count);
        }
    }

    [Fact]
    public async Task A_hint_to_a_cohort_that_is_no_more_is_taken_out()
    {
        var world = new World();
        await world.Store.AnnounceAsync(new(World.Mornings, world.Now), default);

        await world.Start().TickAsync();

        Assert.Empty(await world.HintsAsync());
    }

    [Fact]
    public async Task A_lesson_that_waits_holds_up_no_reminder()
    {
        var (world, bot) = await MorningAsync();
        world.MoveTo("2026-03-03T08:30:00Z");
        await bot.HearAsync(world.Says("U5", "remind me at 09:00", mentioned: true));
        world.Slack.Next.Enqueue(_ => Task.FromResult<Sending>(new Sending.NotSent("refused connection")));

        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();

        Assert.Equal(["lesson 0001", "reminder 0001 u5"], world.Slack.Of(World.Mornings));
        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();
        Assert.Equal(["lesson 0001", "reminder 0001 u5", "lesson 0002"], world.Slack.Of(World.Mornings));
    }

    [Fact]
    public async Task A_reminder_that_was_said_is_settled()
    {
        var (world, bot) = await MorningAsync();
        await bot.HearAsync(world.Says("U5", "remind me at 12:00", mentioned: true));
        world.MoveTo("2026-03-02T12:00:00Z");
        await bot.TickAsync();

        Assert.Equal([World.At(Nudges)], (await world.HintsAsync()).Select(hint => hint.At));
    }

    [Fact]
    public async Task Who_could_not_be_nudged_now_is_nudged_with_the_next_tick_and_the_others_not_again()
    {
        var (world, bot) = await MorningAsync();
        foreach (var user in (string[])["U5", "U6"]) await bot.HearAsync(world.Says(user, "join", mentioned: true));
        world.Slack.Next.Enqueue(_ => Task.FromResult<Sending>(new Sending.NotSent("refused connection")));

        world.MoveTo(Nudges);
        await bot.TickAsync();
        Assert.Equal(["lesson 0001", "nudge 0001 u6"], world.Slack.Of(World.Mornings));

        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();
        Assert.Equal(["lesson 0001", "nudge 0001 u6", "nudge 0001 u5"], world.Slack.Of(World.Mornings));
        Assert.Equal(1, (await world.CohortAsync(World.Mornings)).NudgedThrough);
    }

    /// <summary>A store is copied while the bot works; the copy has the lesson's delivery, and of the cohort the row of a moment before.</summary>
    [Fact]
    public async Task A_lesson_that_went_out_and_is_not_in_its_cohort_is_entered_and_the_plan_goes_on()
    {
        var (world, bot) = await MorningAsync();
        var (recorded, etag) = ((await world.Store.FindCohortAsync(World.Mornings, default))!.Value, (await world.Store.FindCohortAsync(World.Mornings, default))!.ETag);
        await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(recorded with { Posted = [] }, etag)], default);
        await world.Store.AnnounceAsync(new(World.Mornings, world.Now), default);

        await bot.TickAsync();
        Assert.Equal(recorded.Posted, (await world.CohortAsync(World.Mornings)).Posted);
        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();

        Assert.Equal(["lesson 0001", "lesson 0002"], world.Slack.Of(World.Mornings));
    }

    /// <summary>The reminder is for yesterday's lesson.</summary>
    [Fact]
    public async Task A_reminder_of_an_older_lesson_keeps_nobody_from_the_nudge_of_the_new_one()
    {
        var (world, bot) = await MorningAsync();
        await bot.HearAsync(world.Says("U5", "join", mentioned: true));
        world.MoveTo("2026-03-03T08:30:00Z");
        await bot.HearAsync(world.Says("U5", "remind me at 20:00", mentioned: true));
        foreach (var hour in (int[])[9, 18])
        {
            world.MoveTo($"2026-03-03T{hour:00}:00:00Z");
            await bot.TickAsync();
        }

        Assert.Contains("nudge 0002 u5", world.Slack.Of(World.Mornings));
        Assert.DoesNotContain("reminder 0001 u5", world.Slack.Of(World.Mornings));
    }

    /// <summary>It was about to nudge when its process slept for a day.</summary>
    [Fact]
    public async Task Nudges_that_end_a_day_late_take_nothing_back_of_the_next_days()
    {
        var (world, bot) = await MorningAsync();
        var other = world.Start();
        await bot.HearAsync(world.Says("U5", "join", mentioned: true));
        world.MoveTo(Nudges);
        world.Slack.Next.Enqueue(async post =>
        {
            foreach (var hour in (int[])[9, 18])
            {
                world.MoveTo($"2026-03-03T{hour:00}:00:00Z");
                await other.TickAsync();
            }

            return world.Slack.Take(post);
        });
        await bot.TickAsync();

        Assert.Equal(2, (await world.CohortAsync(World.Mornings)).NudgedThrough);
    }

    /// <summary>Whoever looked in vain looks again, and not only when the lesson would come by its new hour.</summary>
    [Fact]
    public async Task A_lesson_that_may_have_gone_out_before_its_lead_moved_it_is_looked_for_until_that_is_known()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        world.Slack.NextFound.Enqueue(new Found.NotNow("ratelimited", Duration.FromMinutes(2)));
        world.MoveTo(Slot);
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U1", "time 15:00", mentioned: true));

        for (var minute = 0; minute < 5; minute++)
        {
            world.Pass(Duration.FromMinutes(1));
            await bot.TickAsync();
        }

        Assert.Equal("m1", Assert.Single((await world.CohortAsync(World.Mornings)).Posted).MessageId);
        Assert.Equal(2, world.Slack.Count("find"));
    }

    [Fact]
    public async Task Of_a_lesson_that_has_no_post_to_update_nothing_is_asked_again_and_again()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanFind = false;
        world.Slack.Next.Enqueue(world.Slack.LostOnTheWay);
        var bot = world.Start(whenUnsure: StudyBot.Doors.WhenUnsure.Hold);
        world.MoveTo(Slot);
        await bot.TickAsync();
        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "done"));
        await bot.TickAsync();

        var calls = bot.Table.Calls.Count;
        await bot.TickAsync();
        Assert.Equal(calls + 1, bot.Table.Calls.Count);
    }

    [Fact]
    public async Task What_was_certainly_not_sent_or_was_refused_is_not_looked_for()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Next.Enqueue(world.Slack.Limited(Duration.FromSeconds(30)));
        world.Slack.Next.Enqueue(ScriptedPlatform.Gone);
        world.MoveTo(Slot);
        foreach (var words in (string[])["settings", "settings", "resume cohort"])
        {
            await bot.TickAsync();
            await bot.HearAsync(world.Says("U1", words, mentioned: true));
            world.Pass(Duration.FromMinutes(1));
        }

        await bot.TickAsync();

        Assert.Contains("lesson 0001", world.Slack.Of(World.Mornings));
        Assert.Equal(0, world.Slack.Count("find"));
    }

    /// <summary>As soon as the platform said, and no sooner.</summary>
    [Fact]
    public async Task A_look_that_is_limited_comes_again_when_the_platform_said()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        world.Slack.NextFound.Enqueue(new Found.NotNow("ratelimited", Duration.FromMinutes(3)));
        world.MoveTo(Slot);
        for (var minute = 0; minute < 6; minute++)
        {
            await bot.TickAsync();
            world.Pass(Duration.FromMinutes(1));
        }

        Assert.Equal([1, 4], world.Slack.Calls.Where(call => call.Call.StartsWith("find", StringComparison.Ordinal)).Select(call => (call.At - World.At(Slot)).TotalMinutes));
    }

    /// <summary>A workspace of a thousand channels does not come back all at once.</summary>
    [Fact]
    public async Task Cohorts_that_failed_together_are_tried_again_apart()
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings);
        world.Slack.Always = _ => new Sending.NotSent("refused connection");
        world.MoveTo(Slot);
        await world.Start().TickAsync();

        var next = new HashSet<Instant?>();
        foreach (var cohort in (CohortId[])[World.Mornings, World.Evenings]) next.Add(Assert.Single(await world.Store.DeliveriesAsync(cohort, 1, DeliveryKind.Lesson, default)).Value.NextTry);
        Assert.Equal(2, next.Count);
    }

    [Fact]
    public async Task A_summary_shows_the_links_of_its_week_and_each_week_has_its_own()
    {
        var world = await new World().WithAsync(World.Mornings, c => c with { Curriculum = World.LongPlan.Version, Schedule = c.Schedule with { Summary = new(IsoDayOfWeek.Monday, new(10, 0)) } });
        await world.Store.SaveCurriculumAsync(World.LongPlan, default);
        var bot = world.Start();
        for (var day = 2; day <= 9; day++)
        {
            world.MoveTo($"2026-03-{day:00}T09:00:00Z");
            await bot.TickAsync();
            await bot.HearAsync(world.Says("U5", $"done: https://example.org/{day}"));
            world.Pass(Duration.FromHours(1));
            await bot.TickAsync();
        }

        var summaries = world.Slack.Posts.Where(post => post.Post.Delivery.Kind is DeliveryKind.Summary).Select(post => PlainText.Render(post.Card)).ToArray();
        Assert.Equal(2, summaries.Length);
        Assert.Contains("https://example.org/2", summaries[0]);
        Assert.Contains("https://example.org/9", summaries[1]);
        Assert.DoesNotContain("https://example.org/2", summaries[1]);
        Assert.Equal(World.At("2026-03-09T10:00:00Z"), (await world.CohortAsync(World.Mornings)).LastSummary);
        var calls = bot.Table.Calls.Count;
        await bot.TickAsync();
        Assert.Equal(calls + 1, bot.Table.Calls.Count);
    }

    /// <summary>Of a lesson that the summary was about and that was not over.</summary>
    [Fact]
    public async Task What_is_done_after_a_summary_is_told_by_links_at_once_and_in_the_next_summary()
    {
        var world = await new World().WithAsync(World.Mornings, c => c with { Curriculum = World.LongPlan.Version, Schedule = c.Schedule with { Summary = new(IsoDayOfWeek.Monday, new(10, 0)) } });
        await world.Store.SaveCurriculumAsync(World.LongPlan, default);
        var bot = world.Start();
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "done: https://example.org/before"));
        world.MoveTo("2026-03-02T10:00:00Z");
        await bot.TickAsync();
        world.Pass(Duration.FromHours(1));
        await bot.HearAsync(world.Says("U6", "done: https://example.org/after"));

        var links = PlainText.Render(Assert.Single((await bot.HearAsync(world.Says("U5", "links", mentioned: true))).Replies).Card);
        for (var day = 3; day <= 9; day++)
        {
            world.MoveTo($"2026-03-{day:00}T09:00:00Z");
            await bot.TickAsync();
        }

        world.MoveTo("2026-03-09T10:00:00Z");
        await bot.TickAsync();

        var summaries = world.Slack.Posts.Where(post => post.Post.Delivery.Kind is DeliveryKind.Summary).Select(post => PlainText.Render(post.Card)).ToArray();
        Assert.Contains("https://example.org/before", summaries[0]);
        Assert.All([links, summaries[1]], told =>
        {
            Assert.Contains("https://example.org/after", told);
            Assert.DoesNotContain("https://example.org/before", told);
        });
    }

    /// <summary>By hand, as in a replay, one after the other; by themselves, many at a time and yet not all.</summary>
    [Fact]
    public async Task Emptied_by_hand_a_lane_serves_one_cohort_at_a_time()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var posting = new TaskCompletionSource<Sending>();
        var (world, bot) = await TwoAsync(posting.Task);

        var draining = bot.Poster.DrainAsync(default);
        Assert.Equal(1, world.Slack.Count("post"));
        posting.SetResult(new Sending.Sent("m1", world.Now));
        await draining.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(2, world.Slack.Count("post"));
    }

    /// <summary>Work may end on another thread at any moment, also between two looks at what there is to do.</summary>
    [Fact]
    public async Task What_waits_is_served_also_where_work_ends_while_the_lane_looks()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var posting = new TaskCompletionSource<Sending>();
        var (world, bot) = await TwoAsync(posting.Task);
        var looks = 0;
        world.Slack.Named = () =>
        {
            // At the first look it has just been taken; at the second the lane has found no room for another.
            if (world.Slack.Count("post") == 1 && ++looks == 2) posting.SetResult(new Sending.Sent("m1", world.Now));
        };

        await bot.Poster.DrainAsync(default).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(2, world.Slack.Count("post"));
    }

    [Fact]
    public async Task By_itself_a_lane_serves_at_most_128_cohorts_at_a_time()
    {
        var world = new World();
        for (var number = 1; number <= 140; number++) await world.WithAsync(new("slack", "T1", $"C{number}"));
        var posting = new TaskCompletionSource();
        for (var post = 0; post < 140; post++)
        {
            world.Slack.Next.Enqueue(async one =>
            {
                await posting.Task;
                return world.Slack.Take(one);
            });
        }

        world.MoveTo(Slot);
        var bot = world.Start();
        using var stop = new CancellationTokenSource();
        var running = bot.Poster.RunAsync(stop.Token, default);
        await bot.Poster.TickAsync(default);
        await LaneTests.UntilAsync(() => world.Slack.Count("post") == 128);
        posting.SetResult();
        await LaneTests.UntilAsync(() => world.Slack.Posts.Count == 140);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.All(world.Slack.Posts.Select(post => post.Post.Cohort), cohort => Assert.Single(world.Slack.Of(cohort)));
    }

    /// <summary>Two cohorts at the hour of their first lesson, queued; the platform takes the first post when it is told to.</summary>
    private static async Task<(World World, World.Process Bot)> TwoAsync(Task<Sending> first)
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings);
        world.Slack.Next.Enqueue(_ => first);
        world.MoveTo(Slot);
        var bot = world.Start();
        await bot.Poster.TickAsync(default);
        return (world, bot);
    }

    /// <summary>At the hour of the first lesson, which is out.</summary>
    private static async Task<(World World, World.Process Bot)> MorningAsync()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo(Slot);
        var bot = world.Start();
        await bot.TickAsync();
        return (world, bot);
    }
}
