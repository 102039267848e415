using NodaTime;
using StudyBot.Agendas;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>The states of a delivery, against a platform that answers as it is told.</summary>
public class DeliveryTests
{
    private const string Slot = "2026-03-02T09:00:00Z";

    [Fact]
    public async Task A_lesson_is_posted_in_its_minute_and_once()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();

        world.MoveTo("2026-03-02T08:59:59Z");
        await bot.TickAsync();
        Assert.Empty(world.Slack.Posts);

        world.MoveTo(Slot);
        for (var i = 0; i < 3; i++) await bot.TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        Assert.Equal(World.At(Slot), (await world.CohortAsync(World.Mornings)).Posted[0].Posted);
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>A header as it was asked for; none, nonsense and a day are ours to judge.</summary>
    /// <param name="asked">Seconds.</param>
    /// <param name="tooSoon">Seconds after which nothing is tried yet.</param>
    /// <param name="again">Seconds after which it is.</param>
    [Theory]
    [InlineData(90, 89, 90)]
    [InlineData(600, 599, 600)]
    [InlineData(null, 2, 5)]
    [InlineData(0, 2, 5)]
    [InlineData(-30, 2, 5)]
    [InlineData(86400, 3599, 3600)]
    public async Task What_was_certainly_not_sent_is_tried_again_when_the_platform_said_or_after_a_while(int? asked, int tooSoon, int again)
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Next.Enqueue(world.Slack.Limited(asked is { } seconds ? Duration.FromSeconds(seconds) : null));

        world.MoveTo(Slot);
        await bot.TickAsync();
        world.Pass(Duration.FromSeconds(tooSoon));
        await bot.TickAsync();
        Assert.Equal(1, world.Slack.Count("post"));

        world.Pass(Duration.FromSeconds(again - tooSoon));
        await bot.TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task Tries_that_fail_come_less_and_less_often()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Always = _ => new Sending.NotSent("refused connection");

        world.MoveTo(Slot);
        for (var minute = 0; minute < 120; minute++)
        {
            await bot.TickAsync();
            world.Pass(Duration.FromMinutes(1));
        }

        Assert.InRange(world.Slack.Count("post"), 12, 40);
    }

    /// <summary>The bot was taken out of the workspace, and there is nobody there that it could tell.</summary>
    [Fact]
    public async Task A_lead_who_cannot_be_told_for_days_is_not_tried_for_ever()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.Always = post => post.To is null ? new Sending.Refused("not_in_channel") : new Sending.NotSent("account_inactive");
        var bot = world.Start();

        world.MoveTo(Slot);
        await bot.TickAsync();
        for (var day = 0; day < 3; day++)
        {
            Assert.Single(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Notice, default));
            world.Pass(Duration.FromDays(1));
            await bot.TickAsync();
        }

        Assert.Empty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Notice, default));
        Assert.Empty(await world.HintsAsync());
    }

    [Fact]
    public async Task A_channel_that_is_gone_stops_its_cohort_tells_its_leads_once_and_touches_no_other()
    {
        var world = await new World().WithAsync(World.Mornings, c => c with { Leads = ["U1", "U2"] });
        await world.WithAsync(World.Evenings);
        await world.WithAsync(World.Elsewhere);
        world.Slack.Always = post => post.Cohort == World.Mornings && post.To is null ? new Sending.Refused("channel_not_found") : null;
        var bot = world.Start();

        world.MoveTo(Slot);
        for (var i = 0; i < 5; i++)
        {
            await bot.TickAsync();
            world.Pass(Duration.FromMinutes(1));
        }

        Assert.Equal("channel_not_found", (await world.CohortAsync(World.Mornings)).Broken);
        Assert.Equal(["U1", "U2"], world.Slack.Posts.Where(p => p.Post.Cohort == World.Mornings).Select(p => p.Post.To!.User));
        Assert.All(world.Slack.Posts.Where(p => p.Post.To is not null), p => Assert.Contains("channel_not_found", StudyBot.Cards.PlainText.Render(p.Card)));
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Evenings));
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Elsewhere));
        Assert.Empty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Notice, default));
    }

    [Fact]
    public async Task Resumed_a_stopped_cohort_goes_on_with_the_lesson_that_was_refused()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Next.Enqueue(ScriptedPlatform.Gone);
        world.MoveTo(Slot);
        await bot.TickAsync();
        Assert.NotNull((await world.CohortAsync(World.Mornings)).Broken);

        world.Pass(Duration.FromMinutes(30));
        await bot.HearAsync(world.Says("U1", "resume cohort", mentioned: true));
        await bot.TickAsync();

        Assert.Contains("lesson 0001", world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task Leads_hear_of_a_stop_also_when_they_could_not_be_told_at_first()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Next.Enqueue(ScriptedPlatform.Gone);
        world.Slack.Next.Enqueue(world.Slack.Limited(Duration.FromMinutes(2)));
        world.MoveTo(Slot);
        await bot.TickAsync();
        Assert.Empty(world.Slack.Posts);

        world.Pass(Duration.FromMinutes(2));
        await world.Start().TickAsync();
        Assert.Equal("U1", Assert.Single(world.Slack.Posts).Post.To!.User);
    }

    [Fact]
    public async Task A_channel_that_tells_of_its_own_end_stops_its_cohort_and_its_leads_hear_of_it()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        var gone = world.Does("U9", new Did.ChannelGone("the channel was archived"));
        await bot.HearAsync(gone);
        await bot.HearAsync(gone with { Key = "told again" });
        await bot.TickAsync();

        Assert.Equal("the channel was archived", (await world.CohortAsync(World.Mornings)).Broken);
        Assert.Equal("U1", Assert.Single(world.Slack.Posts).Post.To!.User);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_may_have_arrived_is_looked_for_before_it_is_sent_again(bool arrived)
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Next.Enqueue(arrived ? world.Slack.TakenUnanswered : world.Slack.LostOnTheWay);

        world.MoveTo(Slot);
        await bot.TickAsync();
        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();

        Assert.Equal(1, world.Slack.Count("find"));
        Assert.Equal(arrived ? 1 : 2, world.Slack.Count("post"));
        Assert.Equal(arrived ? World.At(Slot) : world.Now, (await world.CohortAsync(World.Mornings)).Posted[0].Posted);
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task While_nobody_can_look_nothing_is_sent()
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

        Assert.Equal(2, world.Slack.Count("find"));
        Assert.Equal(1, world.Slack.Count("post"));
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task Where_the_platform_cannot_tell_a_lesson_is_sent_again_and_replies_to_either_count_once()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanFind = false;
        world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        var bot = world.Start();

        world.MoveTo(Slot);
        await bot.TickAsync();
        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();
        Assert.Equal(["lesson 0001", "lesson 0001"], world.Slack.Of(World.Mornings));

        foreach (var post in world.Slack.Posts.ToArray())
        {
            var done = world.Says("U5", "done");
            await bot.HearAsync(done with { Where = done.Where with { Thread = post.Id } });
        }

        Assert.Equal("o", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);
        Assert.Single(await world.Store.CheckInsAsync(World.Mornings, 1, 1, 5, default));
    }

    /// <summary>A try that was refused says nothing of the one before it.</summary>
    [Fact]
    public async Task Where_the_platform_cannot_tell_a_lesson_that_may_be_there_counts_replies_also_while_the_platform_asks_to_wait()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanFind = false;
        world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        world.Slack.Next.Enqueue(world.Slack.Limited(Duration.FromHours(1)));
        var bot = world.Start();
        world.MoveTo(Slot);
        await bot.TickAsync();
        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();
        Assert.Equal(2, world.Slack.Count("post"));

        await bot.HearAsync(world.Says("U5", "done"));
        Assert.Equal("o", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);

        world.Pass(Duration.FromHours(1));
        await bot.TickAsync();
        Assert.Equal(["lesson 0001", "lesson 0001"], world.Slack.Of(World.Mornings));
        Assert.Equal(1, (await world.CohortAsync(World.Mornings)).Day);
    }

    [Fact]
    public async Task Told_to_hold_it_takes_an_unsure_lesson_as_sent_and_goes_on_with_the_next()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanFind = false;
        world.Slack.Next.Enqueue(world.Slack.LostOnTheWay);
        var bot = world.Start(whenUnsure: WhenUnsure.Hold);

        world.MoveTo(Slot);
        await bot.TickAsync();
        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();
        Assert.Equal(1, world.Slack.Count("post"));
        Assert.Equal(1, (await world.CohortAsync(World.Mornings)).Day);

        await bot.HearAsync(world.Says("U5", "done"));
        await bot.TickAsync();
        Assert.Equal(0, world.Slack.Count("update"));

        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();
        Assert.Equal(["lesson 0002"], world.Slack.Of(World.Mornings));
    }

    [Fact]
    public async Task Where_the_platform_cannot_tell_and_never_answers_posts_come_less_and_less_often()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanFind = false;
        world.Slack.Always = _ => new Sending.Unknown("500");
        var bot = world.Start();

        world.MoveTo(Slot);
        for (var minute = 0; minute < 60; minute++)
        {
            await bot.TickAsync();
            world.Pass(Duration.FromMinutes(1));
        }

        Assert.InRange(world.Slack.Count("post"), 5, 20);
    }

    [Fact]
    public async Task A_post_whose_record_the_store_did_not_take_is_remembered_by_this_process_where_the_platform_cannot_tell()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanFind = false;
        var bot = world.Start();
        bot.Table.Meets = call => call is { Kind: "write", Key: var key } && key.StartsWith("delivery", StringComparison.Ordinal) && world.Slack.Posts.Count > 0 ? Fault.Down : Fault.None;

        world.MoveTo(Slot);
        await bot.TickAsync();
        bot.Table.Meets = _ => Fault.None;
        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();

        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task A_lesson_whose_record_came_a_day_late_keeps_its_own_date_and_the_next_is_not_held_back()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        world.MoveTo(Slot);
        await world.Start().TickAsync();

        world.MoveTo("2026-03-03T09:00:00Z");
        await world.Start().TickAsync();

        var posted = (await world.CohortAsync(World.Mornings)).Posted;
        Assert.Equal([new(2026, 3, 2), new LocalDate(2026, 3, 3)], posted.Select(l => l.Date));
        Assert.Equal(World.At(Slot), posted[0].Opens);
        Assert.Equal(["lesson 0001", "lesson 0002"], world.Slack.Of(World.Mornings));
    }

    [Fact]
    public async Task A_call_that_gives_up_by_itself_is_one_cohorts_fault_and_ends_nothing()
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings);
        world.Slack.Next.Enqueue(_ => throw new TaskCanceledException("HttpClient.Timeout of 30 seconds elapsing."));
        var bot = world.Start();

        world.MoveTo(Slot);
        await bot.TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Evenings));
        await bot.TickAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
    }

    [Fact]
    public async Task A_lesson_and_a_summary_of_the_same_second_come_in_that_order()
    {
        var world = await new World().WithAsync(World.Mornings, c => c with { Schedule = c.Schedule with { Summary = new(IsoDayOfWeek.Tuesday, new(9, 0)) } });
        var bot = world.Start();
        foreach (var morning in new[] { Slot, "2026-03-03T09:00:00Z" })
        {
            world.MoveTo(morning);
            await bot.TickAsync();
        }

        Assert.Equal(["lesson 0001", "lesson 0002", "summary 2026-02-25"], world.Slack.Of(World.Mornings));
        await bot.TickAsync();
        Assert.Equal(3, world.Slack.Posts.Count);
    }

    [Fact]
    public async Task A_summary_whose_time_was_moved_after_it_was_given_is_not_given_again_and_nothing_spins()
    {
        var world = await new World().WithAsync(World.Mornings, c => c with { Schedule = c.Schedule with { Summary = new(IsoDayOfWeek.Monday, new(10, 0)) } });
        var bot = world.Start();
        world.MoveTo(Slot);
        await bot.TickAsync();
        world.MoveTo("2026-03-02T10:00:00Z");
        await bot.TickAsync();

        await bot.HearAsync(world.Says("U1", "summary mon 12:00", mentioned: true));
        world.MoveTo("2026-03-02T12:00:00Z");
        await bot.TickAsync();
        var calls = bot.Table.Calls.Count;
        await bot.TickAsync();

        Assert.Single(world.Slack.Posts, p => p.Post.Delivery.Kind is DeliveryKind.Summary);
        Assert.Equal(calls + 1, bot.Table.Calls.Count);
    }
}
