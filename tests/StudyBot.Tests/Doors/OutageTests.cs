using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>The bot was away: the plan slides, nobody is charged, nothing comes twice.</summary>
public class OutageTests
{
    [Fact]
    public async Task After_three_days_the_plan_goes_on_where_it_was_and_the_open_lesson_stayed_open()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        await world.Start().RoundAsync();
        var before = (await world.CohortAsync(World.Mornings)).Posted[0];

        world.MoveTo("2026-03-05T10:00:00Z");
        var bot = world.Start();
        for (var minute = 0; minute < 3; minute++)
        {
            await bot.RoundAsync();
            world.Pass(Duration.FromMinutes(1));
        }

        var cohort = await world.CohortAsync(World.Mornings);
        Assert.Equal([1, 2], cohort.Posted.Select(l => l.Day));
        Assert.Equal(before with { GraceEnd = before.GraceEnd + Duration.FromHours(73) }, cohort.Posted[0]);
        Assert.Equal(new LocalDate(2026, 3, 5), cohort.Posted[1].Date);
        Assert.Single(world.Slack.Posts, p => p.Post.Delivery.Kind is DeliveryKind.Notice);
        Assert.Equal(2, world.Slack.Posts.Count(p => p.Post.Delivery.Kind is DeliveryKind.Lesson));
    }

    [Theory]
    [InlineData(false, "\"done 1\" still counts.")]
    [InlineData(true, "Done still counts.")]
    public async Task The_note_asks_for_what_reaches_the_bot_in_that_channel(bool buttonsFirst, string told)
    {
        var world = await new World().WithAsync(World.Mornings, cohort => cohort with { ShowButtonsFirst = buttonsFirst });
        world.MoveTo("2026-03-02T09:00:00Z");
        await world.Start().RoundAsync();

        world.MoveTo("2026-03-02T10:00:00Z");
        await world.Start().RoundAsync();

        var note = Assert.Single(world.Slack.Posts, p => p.Post.Delivery.Kind is DeliveryKind.Notice);
        Assert.EndsWith(told, PlainText.Render(note.Card));
    }

    /// <summary>Another instance looked before the mark was written, and took out the hint to it; the second hint the store did not take.</summary>
    [Fact]
    public async Task A_mark_of_an_outage_that_could_not_be_announced_again_is_announced_with_the_next_beat()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        world.MoveTo("2026-03-02T09:00:00Z");
        var (bot, other) = (world.Start(), world.Start());
        await bot.RoundAsync();
        world.MoveTo("2026-03-02T10:00:00Z");
        var (announced, read) = (0, world.Slack.Count("read"));
        bot.Table.Meets = call => call.Kind == "write" && call.Partition.StartsWith("due|", StringComparison.Ordinal) && ++announced == 2 ? Fault.Down : Fault.None;
        bot.Table.Meanwhile = async call =>
        {
            if (call.Partition.StartsWith("cohort|", StringComparison.Ordinal)) await other.TickAsync();
        };
        await Assert.ThrowsAsync<TableUnavailableException>(() => bot.RoundAsync());
        bot.Table.Meanwhile = null;
        Assert.Equal(read, world.Slack.Count("read"));

        await bot.RoundAsync();

        Assert.Equal(read + 1, world.Slack.Count("read"));
        Assert.Null((await world.CohortAsync(World.Mornings)).UnheardSince);
    }

    /// <summary>Two instances, one of them an hour behind: each beat of the other would look like the first after an hour away, if ours came in between.</summary>
    [Fact]
    public async Task While_an_instance_with_a_clock_ahead_beats_the_others_leave_that_to_it()
    {
        var world = new World("2026-03-02T08:00:00Z");
        var bot = world.Start();
        for (var minute = 0; minute < 20; minute++)
        {
            var theirs = world.Now + Duration.FromHours(1);
            await world.Store.BeatAsync(theirs, default);
            await bot.RoundAsync();
            Assert.Equal(theirs, await world.Store.LastBeatAsync(default));
            world.Pass(Duration.FromMinutes(1));
        }
    }

    /// <summary>The demo's clock was moved on before the bot was set up in earnest, or a machine's was put right: nobody beats there any more.</summary>
    [Fact]
    public async Task A_beat_ahead_that_stands_still_is_taken_back_so_that_the_next_outage_is_seen()
    {
        var world = new World("2026-03-02T08:00:00Z");
        var ahead = world.Now + Duration.FromHours(5);
        await world.Store.BeatAsync(ahead, default);
        var bot = world.Start();
        for (var minute = 0; minute <= 5; minute++)
        {
            await bot.RoundAsync();
            Assert.Equal(ahead, await world.Store.LastBeatAsync(default));
            world.Pass(Duration.FromMinutes(1));
        }

        await bot.RoundAsync();

        Assert.Equal(world.Now, await world.Store.LastBeatAsync(default));
    }

    /// <summary>The next round would see an outage again, and again.</summary>
    [Fact]
    public async Task Marks_that_take_longer_than_an_outage_are_made_once()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.RoundAsync();
        world.Pass(Duration.FromHours(1));
        bot.Table.Meanwhile = call =>
        {
            if (!call.Partition.StartsWith("cohort|", StringComparison.Ordinal)) return Task.CompletedTask;
            bot.Table.Meanwhile = null;
            world.Pass(Duration.FromMinutes(6));
            return Task.CompletedTask;
        };

        for (var minute = 0; minute < 3; minute++)
        {
            await bot.RoundAsync();
            world.Pass(Duration.FromMinutes(1));
        }

        var lesson = (await world.CohortAsync(World.Mornings)).Posted[0];
        Assert.Equal(Duration.FromHours(36 + 1), lesson.GraceEnd - lesson.Opens);
        Assert.Single(world.Slack.Posts, post => post.Post.Delivery.Kind is DeliveryKind.Notice);
    }

    [Fact]
    public async Task An_instance_that_slept_before_it_wrote_its_beat_takes_no_younger_one_back()
    {
        var world = new World("2026-03-02T08:00:00Z");
        var (sleeper, other) = (world.Start(), world.Start());
        sleeper.Table.Meanwhile = async _ =>
        {
            sleeper.Table.Meanwhile = null;
            for (var minute = 0; minute < 20; minute++)
            {
                world.Pass(Duration.FromMinutes(1));
                await other.RoundAsync();
            }
        };

        var asleep = world.Now;
        await sleeper.RoundAsync();

        Assert.Equal(asleep + Duration.FromMinutes(20), await world.Store.LastBeatAsync(default));
    }

    [Fact]
    public async Task Sixteen_cohorts_are_marked_at_once()
    {
        var world = new World();
        var cohorts = Enumerable.Range(1, 40).Select(number => new CohortId("slack", "T1", $"C{number}")).ToList();
        foreach (var id in cohorts) await world.WithAsync(id);
        world.Slack.CanReadBack = true;
        world.Pass(Duration.FromMinutes(6));
        var bot = world.Start();
        var (atOnce, most, go) = (0, 0, new TaskCompletionSource());
        bot.Table.Meanwhile = async call =>
        {
            if (!call.Partition.StartsWith("cohort|", StringComparison.Ordinal)) return;
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            await go.Task;
            Interlocked.Decrement(ref atOnce);
        };

        var round = bot.Rounds.RoundAsync(default);
        Assert.Equal(16, atOnce);
        go.SetResult();
        await round;

        Assert.Equal(16, most);
        foreach (var id in cohorts) Assert.NotNull((await world.CohortAsync(id)).UnheardSince);
    }

    [Fact]
    public async Task A_channel_that_cannot_be_reached_is_told_nothing_and_its_lesson_stays_open_all_the_same()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        await world.Start().RoundAsync();
        var before = (await world.CohortAsync(World.Mornings)).Posted[0];
        var stored = (await world.Store.FindCohortAsync(World.Mornings, default))!;
        await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(stored.Value with { Broken = "the channel is gone" }, stored.ETag)], default);

        world.MoveTo("2026-03-02T10:00:00Z");
        await world.Start().RoundAsync();

        Assert.DoesNotContain(world.Slack.Posts, post => post.Post.Delivery.Kind is DeliveryKind.Notice);
        Assert.Empty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Notice, default));
        Assert.Equal(before.GraceEnd + Duration.FromHours(1), (await world.CohortAsync(World.Mornings)).Posted[0].GraceEnd);
    }

    [Theory]
    [InlineData(11, 59, 1)]
    [InlineData(12, 0, 0)]
    public async Task A_slot_is_made_up_for_while_it_is_less_than_12_hours_old(int hours, int minutes, int lessons)
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        world.Pass(Duration.FromMinutes((hours * 60) + minutes));
        await world.Start().RoundAsync();
        Assert.Equal(lessons, (await world.CohortAsync(World.Mornings)).Day);
        await world.CheckAsync(World.Mornings);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task A_gap_of_more_than_five_minutes_is_an_outage(int minutes, bool outage)
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        await world.Start().RoundAsync();
        world.Pass(Duration.FromMinutes(minutes));
        await world.Start().RoundAsync();
        Assert.Equal(outage, world.Slack.Posts.Any(p => p.Post.Delivery.Kind is DeliveryKind.Notice));
    }

    [Fact]
    public async Task Two_bots_that_come_back_together_extend_and_tell_once()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        await world.Start().RoundAsync();
        world.Pass(Duration.FromHours(2));

        var (first, second) = (world.Start(), world.Start());
        first.Table.Meanwhile = async call =>
        {
            if (call.Partition == "system")
            {
                world.Pass(Duration.FromSeconds(5));
                await second.RoundAsync();
            }
        };
        await first.RoundAsync();
        await second.RoundAsync();

        var lesson = (await world.CohortAsync(World.Mornings)).Posted[0];
        Assert.Equal(Duration.FromHours(36 + 2), lesson.GraceEnd - lesson.Opens);
        Assert.Single(world.Slack.Posts, p => p.Post.Delivery.Kind is DeliveryKind.Notice);
    }

    [Fact]
    public async Task What_people_wrote_is_read_back_before_anything_new_is_said()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        await world.Start().RoundAsync();
        world.Slack.CanReadBack = true;
        world.MoveTo("2026-03-03T09:20:00Z");
        var bot = world.Start();
        world.Slack.Heard = async (id, since, posts) =>
        {
            Assert.Equal((World.Mornings, World.At("2026-03-02T09:00:00Z")), (id, since));
            Assert.Equal(["m1"], posts);
            Assert.Single(world.Slack.Posts);
            await bot.HearAsync(world.Says("U5", "done") with { At = World.At("2026-03-03T08:59:00Z") });
        };
        await bot.RoundAsync();

        Assert.Equal("o", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);
        var cohort = await world.CohortAsync(World.Mornings);
        Assert.Equal(2, cohort.Day);
        Assert.Equal(Duration.FromHours(36), cohort.Posted[0].GraceEnd - cohort.Posted[0].Opens);
        Assert.DoesNotContain(world.Slack.Posts, p => p.Post.Delivery.Kind is DeliveryKind.Notice);

        await bot.RoundAsync();
        Assert.Equal(1, world.Slack.Count("read"));
    }

    [Fact]
    public async Task What_cannot_be_read_back_now_holds_up_no_lesson_and_is_tried_again_also_by_the_next_bot()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        await world.Start().RoundAsync();
        world.Slack.CanReadBack = true;
        world.MoveTo("2026-03-03T09:00:00Z");
        world.Slack.Heard = (_, _, _) => throw new HttpRequestException("ratelimited");
        await world.Start().RoundAsync();
        Assert.Equal(2, (await world.CohortAsync(World.Mornings)).Day);

        world.Pass(Duration.FromMinutes(1));
        Instant? since = null;
        world.Slack.Heard = (_, from, _) =>
        {
            since = from;
            return Task.CompletedTask;
        };
        await world.Start().RoundAsync();
        Assert.Equal(World.At("2026-03-02T09:00:00Z"), since);
        Assert.Null((await world.CohortAsync(World.Mornings)).UnheardSince);
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task A_cohort_that_closed_before_the_outage_is_not_read_back()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        var bot = world.Start();
        for (var day = 2; day <= 6; day++)
        {
            world.MoveTo($"2026-03-0{day}T09:00:00Z");
            await world.Store.BeatAsync(world.Now, default);
            await bot.RoundAsync();
        }

        Assert.True((await world.CohortAsync(World.Mornings)).IsFinished);
        world.MoveTo("2026-03-20T09:00:00Z");
        await world.Store.BeatAsync(world.Now, default);
        world.MoveTo("2026-03-21T09:00:00Z");
        await bot.RoundAsync();
        Assert.Equal(0, world.Slack.Count("read"));
    }

    [Fact]
    public async Task A_round_waits_for_no_platform()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        await world.Start().RoundAsync();
        world.Slack.CanReadBack = true;
        world.MoveTo("2026-03-02T11:00:00Z");
        var bot = world.Start();
        await bot.Rounds.RoundAsync(default);
        Assert.Equal(0, world.Slack.Count("read"));
        Assert.Equal(world.Now, bot.Rounds.Last);
    }

    [Fact]
    public async Task A_cohort_whose_row_cannot_be_read_keeps_no_other_from_its_lessons()
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings);
        await world.Table.WriteAsync("cohort|slack|T1|C1", [new RowChange.Put("cohort", "{}"u8.ToArray())], default);
        await world.Table.WriteAsync("due|000", [new RowChange.Put("not a due hint", "{}"u8.ToArray()), new RowChange.Put("20260302T090000.000000000|x", "]"u8.ToArray())], default);

        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.Store.SweepAsync(world.Now, default);
        await bot.RoundAsync();
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Evenings));
        Assert.Empty(world.Slack.Of(World.Mornings));
        await Assert.ThrowsAsync<InvalidDataException>(() => bot.HearAsync(world.Says("U5", "done")));
    }
}
