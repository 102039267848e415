using CsCheck;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Standings;

namespace StudyBot.Tests.Rules;

/// <summary>Rule 9: where weeks begin and end, and which lessons are in them.</summary>
public class WeekTests
{
    [Theory]
    [InlineData(StudyDays.EveryDay, IsoDayOfWeek.Sunday)]
    [InlineData(StudyDays.Weekdays, IsoDayOfWeek.Friday)]
    [InlineData(StudyDays.Monday | StudyDays.Wednesday, IsoDayOfWeek.Wednesday)]
    [InlineData(StudyDays.Monday | StudyDays.Tuesday | StudyDays.Thursday, IsoDayOfWeek.Thursday)]
    [InlineData(StudyDays.Sunday | StudyDays.Monday | StudyDays.Tuesday | StudyDays.Wednesday | StudyDays.Thursday, IsoDayOfWeek.Thursday)]
    [InlineData(StudyDays.Saturday | StudyDays.Sunday, IsoDayOfWeek.Sunday)]
    [InlineData(StudyDays.EveryDay & ~StudyDays.Wednesday, IsoDayOfWeek.Tuesday)]
    [InlineData(StudyDays.Saturday, IsoDayOfWeek.Saturday)]
    public void The_summary_comes_on_the_last_study_weekday_before_a_rest_day(StudyDays days, IsoDayOfWeek day) =>
        Assert.Equal(day, Weeks.SummaryDay(Make.Schedule(days: days)));

    [Fact]
    public void A_chosen_day_wins() =>
        Assert.Equal(IsoDayOfWeek.Monday, Weeks.SummaryDay(Make.Schedule(summary: new(IsoDayOfWeek.Monday, new(8, 0)))));

    [Theory]
    // Fridays at 17:00 in Berlin are 16:00 in UTC, from 29 March 15:00
    [InlineData("2026-03-06T15:59:59Z", "2026-02-27T16:00:00Z", "2026-03-06T16:00:00Z", "2026-02-28")]
    [InlineData("2026-03-06T16:00:00Z", "2026-02-27T16:00:00Z", "2026-03-06T16:00:00Z", "2026-02-28")] // the slot ends its own week
    [InlineData("2026-03-06T16:00:00.000000001Z", "2026-03-06T16:00:00Z", "2026-03-13T16:00:00Z", "2026-03-07")]
    [InlineData("2026-03-30T12:00:00Z", "2026-03-27T16:00:00Z", "2026-04-03T15:00:00Z", "2026-03-28")]
    public void A_week_runs_from_one_slot_exclusive_to_the_next_inclusive(string at, string after, string until, string first)
    {
        var schedule = Make.Schedule(days: StudyDays.Weekdays);

        Assert.Equal(new Week(Make.Date(first), Make.At(after), Make.At(until)), Weeks.At(schedule, Make.At(at)));
    }

    [Fact]
    public void Slots_and_weeks_are_where_a_reader_of_the_calendar_finds_them() => Gen
        .Select(Any.Schedule, Gen.Int[-3 * 24 * 60, 30 * 24 * 60])
        .Sample((schedule, minutes) =>
        {
            var at = schedule.Start.AtMidnight().InUtc().ToInstant() + Duration.FromMinutes(minutes);
            var slots = NaiveSlots(schedule, at);

            Assert.Equal(slots.First(slot => slot > at), Weeks.Next(schedule, at));
            Assert.Equal(slots.Last(slot => slot <= at), Weeks.Last(schedule, at));
            var week = Weeks.At(schedule, at);
            Assert.Equal((slots.Last(slot => slot < at), slots.First(slot => slot >= at)), (week.After, week.Until));
        }, iter: 500);

    [Theory]
    [InlineData("2026-03-06T16:00:00Z", "1 2 3 4 5")]
    [InlineData("2026-03-04T12:00:00Z", "1 2 3")]
    [InlineData("2026-03-06T16:00:01Z", "")]
    [InlineData("2026-03-09T08:00:00Z", "6")]
    public void The_week_s_lessons_are_those_that_opened_in_it_so_far(string at, string lessons) =>
        Assert.Equal(lessons, string.Join(' ', Weeks.Lessons(Make.Cohort(Make.Schedule(days: StudyDays.Weekdays)).Posted(10), Make.At(at)).Select(lesson => lesson.Day)));

    [Fact]
    public void A_lesson_that_opens_in_the_instant_of_the_summary_is_in_it()
    {
        // The lesson of Friday comes at 17:00, as the summary does.
        var cohort = Make.Cohort(Make.Schedule(time: "17:00", days: StudyDays.Weekdays)).Posted(10);

        Assert.Equal([1, 2, 3, 4, 5], Weeks.Lessons(cohort, cohort.Posted[4].Opens).Select(lesson => lesson.Day));
        Assert.Equal([6, 7, 8, 9, 10], Weeks.Lessons(cohort, cohort.Posted[9].Opens).Select(lesson => lesson.Day));
    }

    [Fact]
    public void A_summary_given_by_settings_of_before_is_not_given_again()
    {
        // Given on Wednesday at 12:00, then the lead moved it back to Friday.
        var cohort = Make.Cohort(Make.Schedule(days: StudyDays.Weekdays)).Posted(5) with { LastSummary = Make.At("2026-03-04T11:00:00Z") };

        Assert.Equal([4, 5], Weeks.Lessons(cohort, Make.At("2026-03-06T16:00:00Z")).Select(lesson => lesson.Day));
    }

    [Theory]
    // the summary was on Fridays; on Friday 6 March at 10:00 it is moved, when days 1 to 5 are out → what the next one tells
    [InlineData(IsoDayOfWeek.Thursday, "17:00", "2026-03-12T16:00:00Z", "1 2 3 4 5 6 7 8 9")]
    [InlineData(IsoDayOfWeek.Saturday, "17:00", "2026-03-07T16:00:00Z", "1 2 3 4 5")]
    [InlineData(IsoDayOfWeek.Friday, "18:00", "2026-03-06T17:00:00Z", "1 2 3 4 5")]
    public void A_slot_that_was_moved_to_before_the_change_has_told_of_nothing(IsoDayOfWeek day, string time, string next, string lessons)
    {
        var cohort = Make.Cohort(Make.Schedule(days: StudyDays.Weekdays, summary: new(day, Make.Time(time)))).Posted(9) with { LastSummary = Make.At("2026-02-27T16:00:00Z") };

        Assert.Equal(lessons, string.Join(' ', Weeks.Lessons(cohort, Make.At(next)).Select(lesson => lesson.Day)));
        Assert.DoesNotContain(1, Weeks.Lessons(cohort, Make.At(next) + Duration.FromDays(7)).Select(lesson => lesson.Day));
    }

    /// <summary>The bot was away on Friday 6 March: that week is gone.</summary>
    [Fact]
    public void A_week_whose_summary_did_not_come_is_not_told_in_the_next()
    {
        var cohort = Make.Cohort(Make.Schedule(days: StudyDays.Weekdays)).Posted(10) with { LastSummary = Make.At("2026-02-27T16:00:00Z") };

        Assert.Equal([6, 7, 8, 9, 10], Weeks.Lessons(cohort, Make.At("2026-03-13T16:00:00Z")).Select(lesson => lesson.Day));
    }

    [Fact]
    public void A_summary_tells_of_its_week_also_once_it_was_given()
    {
        var slot = Make.At("2026-03-06T16:00:00Z");
        var cohort = Make.Cohort(Make.Schedule(days: StudyDays.Weekdays)).Posted(5) with { LastSummary = slot };

        Assert.Equal([1, 2, 3, 4, 5], Weeks.Lessons(cohort, slot).Select(lesson => lesson.Day));
    }

    [Theory]
    // day 5 comes on Friday 6 March, an hour before the summary at 16:00 in UTC, and is over on Tuesday morning (day 4 on Saturday); a check-in of a day, when → whether it is one of the week after
    [InlineData(5, "2026-03-06T15:30:00Z", false)] // the summary told of it
    [InlineData(5, "2026-03-07T09:00:00Z", true)]
    [InlineData(5, "2026-03-09T09:00:00Z", true)]
    [InlineData(6, "2026-03-06T15:45:00Z", true)] // done ahead
    [InlineData(6, "2026-03-09T09:00:00Z", true)]
    public void A_week_has_what_was_done_of_its_lessons_and_what_was_done_in_it_of_those_before(int lesson, string at, bool isOf)
    {
        var cohort = Make.Cohort(Make.Schedule(days: StudyDays.Weekdays, time: "16:00")).Posted(7);
        var tuesday = Make.At("2026-03-10T16:00:00Z");

        Assert.Equal([4, 5, 6, 7], Weeks.StillOpen(cohort, tuesday).Select(open => open.Day));
        Assert.Equal(isOf, Weeks.Of(cohort, tuesday, [Make.CheckIn(lesson, Make.At(at), "m")]).Any());
    }

    [Fact]
    public void Streaks_worth_a_cheer() =>
        Assert.Equal([3, 7, 14, 21, 30, 40, 50, 60, 70, 80, 90, 100], Enumerable.Range(0, 101).Where(Weeks.IsWorthACheer));

    /// <summary>Each date of its weekday around an instant, at the summary's time.</summary>
    private static List<Instant> NaiveSlots(Schedule schedule, Instant at)
    {
        string[] week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        bool Studies(string day) => schedule.Days.HasFlag(Enum.Parse<StudyDays>(day));
        var usual = week.Where(Studies).LastOrDefault(day => !Studies(week[(Array.IndexOf(week, day) + 1) % 7])) ?? "Sunday";
        var weekday = schedule.Summary?.Day?.ToString() ?? usual;
        var time = schedule.Summary?.Time ?? Make.Time("17:00");
        var today = at.InZone(schedule.Zone).Date;
        return
        [
            .. Enumerable.Range(-17, 35)
                .Select(days => today.PlusDays(days))
                .Where(date => date.DayOfWeek.ToString() == weekday)
                .Select(date => NaiveCalendar.At(schedule.Zone, date + time)),
        ];
    }
}
