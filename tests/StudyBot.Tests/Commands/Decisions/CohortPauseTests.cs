using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>A whole cohort rests, on the 4th, when day 3 is out or (at 07:00 in Berlin) not yet.</summary>
public class CohortPauseTests
{
    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z");
    private static readonly Scene Dawn = Scenes.At("2026-03-04T06:00:00Z", posted: 2);

    [Fact]
    public void It_rests_from_the_next_day_where_todays_lesson_is_out()
    {
        var decision = Rescheduling.PauseCohort(Morning, Make.Date("2026-03-06"));

        Assert.Equal([Span("2026-03-05", "2026-03-06")], Put(decision).Schedule.Pauses);
        Assert.Equal(
            ["cohort, over cohort 1", "told: This cohort rests from tomorrow through Fri 6 Mar 2026: no lessons, and everybody's streak waits. Days 2 and 3 are out and count as usual, the last of them until Thu 5 Mar, 21:00 (Europe/Berlin).\n\nNext lesson: Sat 7 Mar, 09:00 (Europe/Berlin)."],
            Lines.Of(decision));
    }

    [Fact]
    public void What_is_out_and_not_over_counts_as_usual()
    {
        Assert.Equal(
            "told: This cohort rests through Fri 6 Mar 2026: no lessons, and everybody's streak waits. Day 3 is out and counts as usual until Thu 5 Mar, 21:00 (Europe/Berlin).\n\nNext lesson: Sat 7 Mar, 09:00 (Europe/Berlin).",
            Lines.Of(Rescheduling.PauseCohort(Scenes.At("2026-03-05T06:00:00Z"), Make.Date("2026-03-06")))[^1]);
        Assert.StartsWith(
            "told: This cohort rests through Sun 8 Mar 2026: no lessons, no nudges, and everybody's streak waits.\n",
            Lines.Of(Rescheduling.PauseCohort(Scenes.At("2026-03-07T06:00:00Z"), Make.Date("2026-03-08")))[^1],
            StringComparison.Ordinal);
    }

    /// <summary>Nobody knows yet when it is over.</summary>
    [Fact]
    public void And_so_does_one_on_its_way() => Assert.Contains(
        "rests from tomorrow through Fri 6 Mar 2026: no lessons, and everybody's streak waits. Days 2 and 3 are out and count as usual.\n",
        Lines.Of(Rescheduling.PauseCohort(Dawn with { Appearing = 3 }, Make.Date("2026-03-06")))[^1],
        StringComparison.Ordinal);

    [Fact]
    public void And_from_today_where_it_is_not() => Assert.Equal([Span("2026-03-04", "2026-03-06")], Put(Rescheduling.PauseCohort(Dawn, Make.Date("2026-03-06"))).Schedule.Pauses);

    [Fact]
    public void One_day_is_a_pause_too() => Assert.Equal([Span("2026-03-04", "2026-03-04")], Put(Rescheduling.PauseCohort(Dawn, Make.Date("2026-03-04"))).Schedule.Pauses);

    [Fact]
    public void Yesterday_is_none() => Assert.StartsWith("Tue 3 Mar 2026 is in the past", Lines.Told(Rescheduling.PauseCohort(Dawn, Make.Date("2026-03-03"))), StringComparison.Ordinal);

    [Fact]
    public void A_pause_of_today_alone_comes_too_late_once_its_lesson_is_out() => Assert.Equal(
        "Day 3 is already out, so today goes ahead. It stays open for everybody as usual.", Lines.Told(Rescheduling.PauseCohort(Morning, Make.Date("2026-03-04"))));

    [Fact]
    public void A_new_pause_takes_the_place_of_one_to_come_and_ends_one_that_runs() => Assert.Equal(
        [Span("2026-03-01", "2026-03-01"), Span("2026-03-03", "2026-03-03"), Span("2026-03-04", "2026-03-20")],
        Put(Rescheduling.PauseCohort(Resting(Span("2026-03-01", "2026-03-01"), Span("2026-03-03", "2026-03-06"), Span("2026-03-10", "2026-03-11")), Make.Date("2026-03-20"))).Schedule.Pauses);

    [Fact]
    public void To_go_on_is_to_end_it_yesterday_and_to_count_from_now()
    {
        var scene = Resting(Span("2026-03-01", "2026-03-01"), Span("2026-03-03", "2026-03-06"), Span("2026-03-10", "2026-03-11"));

        var decision = Rescheduling.ResumeCohort(scene);

        Assert.Equal([Span("2026-03-01", "2026-03-01"), Span("2026-03-03", "2026-03-03")], Put(decision).Schedule.Pauses);
        Assert.Equal(scene.At, Put(decision).ChangedAt);
        Assert.Equal(["cohort, over cohort 1", "told: This cohort is running again.\n\nNext lesson: Wed 4 Mar, 09:00 (Europe/Berlin)."], Lines.Of(decision));
    }

    [Fact]
    public void A_lesson_whose_time_is_past_today_comes_now()
    {
        var late = Scenes.At("2026-03-04T22:30:00Z", posted: 2).In(cohort => cohort with { Schedule = cohort.Schedule with { Pauses = [Span("2026-03-04", "2026-03-06")] } });

        Assert.Equal("told: This cohort is running again.\n\nThe next lesson comes now.", Lines.Of(Rescheduling.ResumeCohort(late))[^1]);
    }

    [Fact]
    public void A_pause_that_began_today_was_none() => Assert.Empty(Put(Rescheduling.ResumeCohort(Resting(Span("2026-03-04", "2026-03-06")))).Schedule.Pauses);

    [Fact]
    public void Its_last_day_is_a_day_of_rest() => Assert.Single(Rescheduling.ResumeCohort(Resting(Span("2026-03-02", "2026-03-04"))).Changes);

    [Fact]
    public void A_pause_that_is_over_is_no_pause() =>
        Assert.StartsWith("This cohort is not paused.", Lines.Told(Rescheduling.ResumeCohort(Resting(Span("2026-03-01", "2026-03-03")))), StringComparison.Ordinal);

    [Fact]
    public void A_cohort_whose_channel_had_refused_us_goes_on() =>
        Assert.Null(Put(Rescheduling.ResumeCohort(Morning.In(cohort => cohort with { Broken = "the channel is gone" }))).Broken);

    [Fact]
    public void And_keeps_the_rest_that_was_planned()
    {
        var mended = Rescheduling.ResumeCohort(Resting(Span("2026-03-03", "2026-03-06")).In(cohort => cohort with { Broken = "the channel was archived" }));

        Assert.Null(Put(mended).Broken);
        Assert.Equal([Span("2026-03-03", "2026-03-06")], Put(mended).Schedule.Pauses);
        Assert.Equal(
            "told: I can post here again. This cohort still rests through Fri 6 Mar 2026; \"resume cohort\" once more ends that too.\n\nNext lesson: Sat 7 Mar, 09:00 (Europe/Berlin).",
            Lines.Of(mended)[^1]);
    }

    [Fact]
    public void To_skip_today_is_a_holiday_today()
    {
        var decision = Rescheduling.SkipToday(Dawn);

        Assert.Equal([Make.Date("2026-03-04")], Put(decision).Schedule.Holidays);
        Assert.Equal(["cohort, over cohort 1", "told: No lesson today. The plan goes on with the next study day.\n\nNext lesson: Thu 5 Mar, 09:00 (Europe/Berlin)."], Lines.Of(decision));
    }

    [Fact]
    public void What_is_out_cannot_be_skipped() => Assert.StartsWith("Day 3 is already out", Lines.Told(Rescheduling.SkipToday(Morning)), StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-03-01")] // before the start
    [InlineData("2026-03-02")] // a holiday
    public void Where_no_lesson_comes_there_is_none_to_skip(string date)
    {
        var scene = Scenes.At($"{date}T06:00:00Z", posted: 0).In(cohort => cohort with { Schedule = Make.Schedule(holidays: "2026-03-02") });

        Assert.Equal("There is no lesson today, so there is nothing to skip.\n\nNext lesson: Tue 3 Mar, 09:00 (Europe/Berlin).", Lines.Told(Rescheduling.SkipToday(scene)));
    }

    [Fact]
    public void On_its_very_first_day_there_is() => Assert.Single(Rescheduling.SkipToday(Scenes.At("2026-03-02T06:00:00Z", posted: 0)).Changes);

    private static DateSpan Span(string from, string until) => new(Make.Date(from), Make.Date(until));

    private static Scene Resting(params DateSpan[] pauses) => Dawn.In(cohort => cohort with { Schedule = cohort.Schedule with { Pauses = pauses } });

    private static Cohort Put(Decision decision) => Assert.IsType<Change.PutCohort>(Assert.Single(decision.Changes)).Cohort;
}
