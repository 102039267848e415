using CsCheck;
using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Rules;

/// <summary>Rule 1: which dates get a lesson, and when it is on the clock of the cohort.</summary>
public class CalendarTests
{
    [Theory]
    // zone, wall time → instant, worked out from the zone's own rule
    [InlineData("Europe/Berlin", "2026-03-28T02:30", "2026-03-28T01:30:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00:00Z")] // 02:00 → 03:00: the first instant after the gap
    [InlineData("Europe/Berlin", "2026-03-29T02:00", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z")] // 03:00 → 02:00: the first of the two
    [InlineData("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z")]
    [InlineData("America/New_York", "2026-03-08T02:30", "2026-03-08T07:00:00Z")]
    [InlineData("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30:00Z")] // half an hour: 02:00 → 02:30
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z")] // 02:00 → 01:30
    [InlineData("Pacific/Apia", "2011-12-29T09:00", "2011-12-29T19:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30T09:00", "2011-12-30T10:00:00Z")] // the date that was left out
    [InlineData("Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00:00Z")]
    [InlineData("Africa/Cairo", "2026-04-24T00:30", "2026-04-23T22:00:00Z")] // 00:00 → 01:00
    [InlineData("Africa/Cairo", "2026-10-29T23:30", "2026-10-29T20:30:00Z")] // 24:00 → 23:00
    [InlineData("Asia/Kathmandu", "2026-03-02T09:00", "2026-03-02T03:15:00Z")]
    [InlineData("Pacific/Chatham", "2026-09-27T03:00", "2026-09-26T14:00:00Z")] // 02:45 → 03:45
    [InlineData("America/Sao_Paulo", "2018-11-04T00:30", "2018-11-04T03:00:00Z")] // 00:00 → 01:00
    [InlineData("America/Sao_Paulo", "2018-02-17T23:59", "2018-02-18T01:59:00Z")] // 24:00 → 23:00
    [InlineData("America/Havana", "2026-11-01T00:30", "2026-11-01T04:30:00Z")] // 01:00 → 00:00
    public void A_wall_time_is_resolved_for_each_date(string zone, string wall, string instant) =>
        Assert.Equal(Make.At(instant), Calendar.At(Make.Zone(zone), NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(wall).Value));

    [Fact]
    public void Every_wall_time_is_the_first_instant_at_which_a_clock_shows_it_or_is_past_it() => Gen
        .Select(Any.Zone, Any.Date, Any.Time)
        .Sample((zone, date, time) => Assert.Equal(NaiveCalendar.At(zone, date + time), Calendar.At(zone, date + time)), iter: 2_000);

    [Theory]
    [InlineData("2026-03-02", true)]
    [InlineData("2026-03-06", true)]
    [InlineData("2026-03-07", false)] // a Saturday
    [InlineData("2026-03-09", false)] // a holiday
    [InlineData("2026-03-10", false)] // the first day of the pause
    [InlineData("2026-03-12", false)] // its last
    [InlineData("2026-03-13", true)]
    public void A_study_day_is_a_chosen_weekday_no_holiday_and_not_paused(string date, bool expected)
    {
        var schedule = Make.Schedule(days: StudyDays.Weekdays, holidays: "2026-03-09") with { Pauses = [new(Make.Date("2026-03-10"), Make.Date("2026-03-12"))] };

        Assert.Equal(expected, Calendar.IsStudyDay(schedule, Make.Date(date)));
    }

    [Fact]
    public void A_date_that_a_zone_left_out_is_no_study_day()
    {
        var samoa = Make.Schedule("Pacific/Apia", start: "2011-12-01");

        Assert.False(Calendar.IsStudyDay(samoa, Make.Date("2011-12-30")));
        Assert.Equal(Make.Date("2011-12-31"), Calendar.NextStudyDay(samoa, Make.Date("2011-12-29")));
    }

    [Fact]
    public void Study_days_and_the_next_one_are_as_a_reader_of_the_calendar_finds_them() => Gen
        .Select(Any.Schedule, Gen.Int[-3, 30])
        .Sample((schedule, days) =>
        {
            var date = schedule.Start.PlusDays(days);
            Assert.Equal(NaiveCalendar.IsStudyDay(schedule, date), Calendar.IsStudyDay(schedule, date));
            Assert.Equal(NaiveCalendar.NextStudyDay(schedule, date), Calendar.NextStudyDay(schedule, date));
        }, iter: 1_000);

    [Fact]
    public void Over_years_each_study_day_has_one_slot_and_each_comes_after_the_one_before() => Any.Schedule.Sample(
        schedule =>
        {
            var date = Calendar.NextStudyDay(schedule, schedule.Start.PlusDays(-1));
            for (var day = 0; day < 800; day++)
            {
                var next = Calendar.NextStudyDay(schedule, date);
                Assert.True(Calendar.SlotOn(schedule, date) < Calendar.SlotOn(schedule, next), $"{date} {next}");
                Assert.Equal(date, Calendar.SlotOn(schedule, date).InZone(schedule.Zone).Date);
                date = next;
            }
        },
        iter: 30);

    [Fact]
    public void A_date_ends_where_the_next_one_begins() => Gen
        .Select(Any.Zone, Any.Date)
        .Where((zone, date) => NaiveCalendar.Exists(zone, date))
        .Sample((zone, date) =>
        {
            var end = Calendar.EndOf(zone, date);
            Assert.Equal(date, end.InZone(zone).Date);
            Assert.True(date < (end + Duration.Epsilon).InZone(zone).Date);
        }, iter: 1_000);

    [Fact]
    public void A_schedule_without_a_weekday_has_no_next_study_day() =>
        Assert.Throws<ArgumentException>(() => Calendar.NextStudyDay(Make.Schedule(days: StudyDays.None), Make.Date("2026-03-02")));

    [Fact]
    public void A_cohort_that_rests_for_good_has_no_further_study_day()
    {
        var resting = Make.Schedule() with { Pauses = [new(Make.Date("2026-03-03"), Calendar.Last)] };

        Assert.Equal(Calendar.Last, Calendar.NextStudyDay(resting, Make.Date("2026-03-02")));
    }
}
