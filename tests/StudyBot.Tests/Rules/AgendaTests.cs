using CsCheck;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Rules;

/// <summary>What is due at an instant, and when something is due next.</summary>
public class AgendaTests
{
    private const int Days = 12;

    [Fact]
    public void Looking_each_minute_and_jumping_from_one_due_instant_to_the_next_are_the_same() => Gen
        .Select(Any.Schedule, Gen.Int[1, 9])
        .Sample((schedule, lessons) =>
        {
            var (from, until) = Span(schedule);

            Assert.Equal(
                new World(Make.Cohort(schedule, lessons)).RunByMinute(from, until).Told,
                new World(Make.Cohort(schedule, lessons)).RunByJumps(from, until, now => now).Told);
        }, iter: 12);

    [Fact]
    public void What_is_posted_over_outages_is_as_the_rules_read() => Gen
        .Select(Any.Schedule, Gen.Int[1, 9], Gen.Select(Gen.Int[0, Days * 24 * 60], Gen.Frequency((3, Gen.Int[1, 20 * 60]), (1, Gen.Int[1, 3 * 24 * 60]))).Array[0, 4])
        .Sample((schedule, lessons, outages) =>
        {
            var (from, until) = Span(schedule);
            // Away from the first minute to the one before the last.
            Interval[] away = [.. outages.Select(o => new Interval(from + Duration.FromMinutes(o.Item1), from + Duration.FromMinutes(o.Item1 + o.Item2)))];
            bool IsAway(Instant now) => away.Any(a => a.Start <= now && now < a.End);
            Instant Awake(Instant now)
            {
                while (IsAway(now)) now = away.First(a => a.Start <= now && now < a.End).End;
                return now;
            }

            Assert.Equal(
                NaiveAgenda.Run(schedule, lessons, from, Days, IsAway),
                new World(Make.Cohort(schedule, lessons)).RunByJumps(from, until, Awake).Told);
        }, iter: 60);

    [Fact]
    public void A_lesson_and_a_summary_due_in_the_same_second_come_in_that_order_and_the_lesson_is_in_the_summary()
    {
        var world = new World(Make.Cohort(Make.Schedule(time: "17:00", days: StudyDays.Friday, summary: new(null, new(17, 0)))));

        world.Tick(Make.At("2026-03-06T16:00:00Z"));

        Assert.Equal(["2026-03-06T16:00:00Z lesson 1 of 2026-03-06T16:00:00Z", "2026-03-06T16:00:00Z summary of 2026-03-06T16:00:00Z"], world.Told);
    }

    [Fact]
    public void What_is_due_comes_in_the_order_of_its_instants()
    {
        // Lesson 1 comes eleven hours late, at 19:00, so its nudge is for 06:00; from then until 10:00 the bot is away again, over the slot of lesson 2.
        var cohort = Make.Cohort(Make.Schedule(zone: "UTC", nudge: "06:00"));
        var late = cohort with { Posted = [Calendar.Post(cohort.Schedule, 1, Make.Date("2026-03-02"), Make.At("2026-03-02T09:00:00Z"), Make.At("2026-03-02T19:00:00Z"), "post 1")] };

        Assert.Equal([Make.At("2026-03-03T06:00:00Z"), Make.At("2026-03-03T09:00:00Z")], Agenda.Due(late, Make.At("2026-03-03T10:00:00Z")).Select(due => due.At));
    }

    [Fact]
    public void The_next_slot_after_a_slot_is_not_that_slot() =>
        Assert.Equal(Make.At("2026-03-04T08:00:00Z"), Agenda.NextLesson(Make.Cohort().Posted(1), Make.At("2026-03-03T08:00:00Z")));

    [Theory]
    // nudge time on weekdays; on Friday, whose lesson is due on Monday at 08:00 in UTC, or on Thursday, whose lesson is due on Friday; when → whether it is still due
    [InlineData("18:00", 5, "2026-03-07T04:59:59Z", true)]
    [InlineData("18:00", 5, "2026-03-07T05:00:00Z", false)] // 12 h old
    [InlineData("22:00", 4, "2026-03-06T07:59:59Z", true)]
    [InlineData("22:00", 4, "2026-03-06T08:00:00Z", false)] // the lesson is due: too late for a nudge
    public void A_nudge_is_gone_after_12_h_or_when_its_lesson_is_due(string nudge, int lesson, string now, bool due) =>
        Assert.Equal(due, Agenda.Due(Make.Cohort(Make.Schedule(days: StudyDays.Weekdays, nudge: nudge)).Posted(lesson), Make.At(now)).Any(d => d is Due.Nudge));

    [Theory]
    [InlineData("2026-03-07T03:59:59Z", true)]
    [InlineData("2026-03-07T04:00:00Z", false)]
    public void A_summary_is_caught_up_for_less_than_12_h(string now, bool due) =>
        Assert.Equal(due, Agenda.Due(Make.Cohort(Make.Schedule(days: StudyDays.Weekdays, nudge: null, summary: new(null, new(17, 0)))).Posted(5), Make.At(now)).Any(d => d is Due.Summary));

    /// <summary>No later one would say goodbye.</summary>
    [Theory]
    [InlineData("2026-03-07T04:00:00Z", true)]
    [InlineData("2026-03-13T15:59:59Z", true)]
    [InlineData("2026-03-13T16:00:00Z", false)] // another week, in which there was nothing
    public void The_closing_one_is_caught_up_until_the_next_slot(string now, bool due)
    {
        var over = Make.Cohort(Make.Schedule(days: StudyDays.Weekdays, nudge: null, summary: new(null, new(17, 0))), lessons: 5).Posted(5);

        Assert.Equal(due, Agenda.Due(over, Make.At(now)) is [Due.Summary { Slot: var slot }] && slot == Make.At("2026-03-06T16:00:00Z"));
        Assert.Equal(!due, Agenda.IsOver(over, Make.At(now)));
        Assert.Empty(Agenda.Due(over with { LastSummary = Make.At("2026-03-06T16:00:00Z") }, Make.At(now)));
    }

    /// <summary>On Monday the last of six comes out: Friday's summary, which nobody saw, is none that closes.</summary>
    [Fact]
    public void An_older_one_does_not_come_back_with_the_last_lesson()
    {
        var over = Make.Cohort(Make.Schedule(days: StudyDays.Weekdays, nudge: null, summary: new(null, new(17, 0))), lessons: 6).Posted(6);

        Assert.Empty(Agenda.Due(over, Make.At("2026-03-09T08:00:00Z")));
        Assert.Equal(Make.At("2026-03-13T16:00:00Z"), Agenda.Next(over, Make.At("2026-03-09T08:00:00Z")));
    }

    [Fact]
    public void A_week_without_a_lesson_has_no_summary()
    {
        var cohort = Make.Cohort(Make.Schedule(days: StudyDays.Weekdays, nudge: null, summary: new(null, new(17, 0)))).Posted(5);
        var resting = cohort with { LastSummary = Make.At("2026-03-06T16:00:00Z"), Schedule = cohort.Schedule with { Pauses = [new(Make.Date("2026-03-07"), Calendar.Last)] } };

        Assert.Empty(Agenda.Due(resting, Make.At("2026-03-13T16:00:00Z")));
        Assert.NotEqual(Make.At("2026-03-13T16:00:00Z"), Agenda.Next(resting, Make.At("2026-03-09T00:00:00Z")));
    }

    /// <summary>On Friday the lead moved the summary to Thursdays, when the plan's last lesson had been out since Thursday.</summary>
    [Fact]
    public void A_plan_that_is_over_has_its_closing_summary_at_once_where_that_was_moved_into_the_past()
    {
        var cohort = Make.Cohort(Make.Schedule(days: StudyDays.Weekdays, nudge: null, summary: new(IsoDayOfWeek.Thursday, new(17, 0))), lessons: 4).Posted(4) with { LastSummary = Make.At("2026-02-27T16:00:00Z") };
        var (friday, slot) = (Make.At("2026-03-06T09:00:00Z"), Make.At("2026-03-05T16:00:00Z"));

        Assert.Equal(slot, Assert.IsType<Due.Summary>(Assert.Single(Agenda.Due(cohort, friday))).Slot);
        Assert.Null(Agenda.Next(cohort with { LastSummary = slot }, friday));
    }

    [Theory]
    // the bot comes back at → lesson 2, whose slot is 3 March at 08:00 in UTC
    [InlineData("2026-03-03T19:59:59.999999999Z", true)]
    [InlineData("2026-03-03T20:00:00Z", false)] // 12 h old: gone
    [InlineData("2026-03-04T07:59:59Z", false)]
    [InlineData("2026-03-04T08:00:00Z", true)] // the plan has slid by a day
    public void A_slot_less_than_12_h_old_is_caught_up_and_an_older_one_slides(string back, bool due)
    {
        var found = Agenda.Due(Make.Cohort(Make.Schedule(nudge: null)).Posted(1), Make.At(back));

        Assert.Equal(due, found.Count == 1);
        Assert.All(found, d => Assert.Equal(2, Assert.IsType<Due.Lesson>(d).Day));
    }

    [Theory]
    // how the lead changed the plan on Tuesday 3 March, before lesson 2 (09:00 in Berlin) or after; when; → when lesson 2 (or 3) is due
    [InlineData(1, "zone America/New_York", "2026-03-03T07:59:00Z", "2026-03-03T14:00:00Z")] // a minute before its slot: today at 09:00 there
    [InlineData(2, "zone America/New_York", "2026-03-03T08:01:00Z", "2026-03-04T14:00:00Z")] // a minute after it: the next one there
    [InlineData(1, "zone Asia/Kathmandu", "2026-03-03T07:59:00Z", "2026-03-03T07:59:00Z")] // 09:00 was there at 03:15: at once
    [InlineData(2, "zone Asia/Kathmandu", "2026-03-03T08:01:00Z", "2026-03-04T03:15:00Z")]
    [InlineData(1, "time 07:30", "2026-03-03T07:59:00Z", "2026-03-03T07:59:00Z")]
    [InlineData(2, "time 07:30", "2026-03-03T08:01:00Z", "2026-03-04T06:30:00Z")]
    [InlineData(1, "time 11:00", "2026-03-03T07:59:00Z", "2026-03-03T10:00:00Z")]
    [InlineData(2, "time 11:00", "2026-03-03T08:01:00Z", "2026-03-04T10:00:00Z")] // not a second time today
    [InlineData(1, "time 08:59", "2026-03-03T07:59:00Z", "2026-03-03T07:59:00Z")]
    [InlineData(1, "holiday", "2026-03-03T07:59:00Z", "2026-03-04T08:00:00Z")]
    public void A_change_touches_lessons_not_yet_posted_and_one_whose_new_slot_has_passed_today_comes_at_once(int posted, string change, string at, string due)
    {
        var changed = Changed(Make.Cohort(Make.Schedule(nudge: null)).Posted(posted), change, Make.At(at));

        Assert.Equal(Make.At(due), Agenda.Next(changed, Make.At(at)));
        Assert.Equal(posted + 1, Assert.IsType<Due.Lesson>(Assert.Single(Agenda.Due(changed, Make.At(due)))).Day);
    }

    [Fact]
    public void A_date_before_the_change_never_was_a_study_day_by_it()
    {
        // Weekdays until a lead wants Sundays too, on Monday 9 March at 00:10 in Berlin: Sunday's slot was 15 h ago for a plan that did not have it.
        var at = Make.At("2026-03-08T23:10:00Z");
        var cohort = Make.Cohort(Make.Schedule(days: StudyDays.Weekdays, time: "18:00", nudge: null)).Posted(5);
        var changed = cohort with { Schedule = cohort.Schedule with { Days = StudyDays.EveryDay }, ChangedAt = at };

        Assert.Empty(Agenda.Due(changed, at));
        Assert.Equal(Make.At("2026-03-09T17:00:00Z"), Agenda.Next(changed, at));
    }

    [Fact]
    public void A_lesson_moved_into_the_past_is_caught_up_for_12_h_from_the_change()
    {
        // At 23:50 in Berlin the lesson of the day is moved from 23:55 to 10:00; then the bot is away.
        var change = Make.At("2026-03-03T22:50:00Z");
        var changed = Changed(Make.Cohort(Make.Schedule(time: "23:55", nudge: null)).Posted(1), "time 10:00", change);

        var due = Assert.IsType<Due.Lesson>(Assert.Single(Agenda.Due(changed, Make.At("2026-03-04T08:59:00Z"))));
        Assert.Equal((2, Make.Date("2026-03-03")), (due.Day, due.Date));
        // At 10:00 the slot of the new day has come, and takes its place.
        Assert.Equal(Make.Date("2026-03-04"), Assert.IsType<Due.Lesson>(Assert.Single(Agenda.Due(changed, Make.At("2026-03-04T09:00:00Z")))).Date);
    }

    [Fact]
    public void A_lesson_that_was_posted_keeps_its_instants_whatever_changes()
    {
        var cohort = Make.Cohort(Make.Schedule(nudge: null)).Posted(3);
        var changed = Changed(Changed(cohort, "zone Pacific/Apia", Make.At("2026-03-04T12:00:00Z")), "time 04:00", Make.At("2026-03-04T12:00:01Z"));
        var later = new World(changed);

        later.RunByJumps(Make.At("2026-03-04T12:00:01Z"), Make.At("2026-03-20T00:00:00Z"), now => now);

        Assert.Equal(cohort.Posted, later.Cohort.Posted.Take(3));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_due_in_a_broken_cohort_nor_after_the_end(bool finished)
    {
        var cohort = Make.Cohort(Make.Schedule(nudge: null, summary: null), lessons: 3).Posted(finished ? 3 : 1);
        if (!finished) cohort = cohort with { Broken = "the channel is gone" };

        for (var hours = 0; hours < 24 * 14; hours++)
            Assert.Empty(Agenda.Due(cohort, cohort.Posted[^1].Posted + Duration.FromHours(hours)));
        Assert.Null(Agenda.Next(cohort, cohort.Posted[^1].Posted));
    }

    [Fact]
    public void Nothing_comes_before_the_start()
    {
        var cohort = Make.Cohort(Make.Schedule(start: "2026-03-02"));

        Assert.Empty(Agenda.Due(cohort, Make.At("2026-03-02T07:59:59Z")));
        Assert.Equal(Make.At("2026-03-02T08:00:00Z"), Agenda.Next(cohort, Make.At("2025-12-24T00:00:00Z")));
    }

    private static Cohort Changed(Cohort cohort, string change, Instant at)
    {
        var schedule = change.Split(' ') switch
        {
            ["zone", var zone] => cohort.Schedule with { Zone = Make.Zone(zone) },
            ["time", var time] => cohort.Schedule with { LessonTime = Make.Time(time) },
            _ => cohort.Schedule with { Holidays = new HashSet<LocalDate> { at.InZone(cohort.Schedule.Zone).Date } },
        };
        return cohort with { Schedule = schedule, ChangedAt = at };
    }

    /// <summary>From a day before a schedule's start.</summary>
    private static (Instant From, Instant Until) Span(Schedule schedule)
    {
        var from = schedule.Start.AtMidnight().InUtc().ToInstant() - Duration.FromDays(1);
        return (from, from + Duration.FromDays(Days));
    }
}
