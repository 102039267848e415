using CsCheck;
using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Rules;

/// <summary>Rule 2: when a lesson opens, is due and closes.</summary>
public class LifeOfALessonTests
{
    [Theory]
    // posted → opens, due, grace end; the slot is Monday 2 March at 09:00 in Berlin, 08:00 in UTC
    [InlineData("2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z", "2026-03-03T20:00:00Z")]
    [InlineData("2026-03-02T08:05:00Z", "2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z", "2026-03-03T20:00:00Z")] // pacing stays within 5 min
    [InlineData("2026-03-02T08:05:01Z", "2026-03-02T08:05:01Z", "2026-03-03T08:00:00Z", "2026-03-03T20:00:00Z")]
    [InlineData("2026-03-02T12:00:00Z", "2026-03-02T12:00:00Z", "2026-03-03T08:00:00Z", "2026-03-03T20:00:00Z")] // exactly 20 h are left
    [InlineData("2026-03-02T12:00:01Z", "2026-03-02T12:00:01Z", "2026-03-03T08:00:01Z", "2026-03-03T20:00:01Z")]
    [InlineData("2026-03-02T19:59:59Z", "2026-03-02T19:59:59Z", "2026-03-03T15:59:59Z", "2026-03-04T03:59:59Z")]
    public void A_lesson_opens_when_it_really_appears_and_leaves_20_hours(string posted, string opens, string due, string graceEnd)
    {
        var schedule = Make.Schedule();
        var lesson = Calendar.Post(schedule, 1, schedule.Start, Make.At("2026-03-02T08:00:00Z"), Make.At(posted), "post 1");

        Assert.Equal((Make.At(opens), Make.At(due), Make.At(graceEnd)), (lesson.Opens, lesson.Due, lesson.GraceEnd));
        Assert.Equal((1, Make.Date("2026-03-02"), Make.At(posted), "post 1"), (lesson.Day, lesson.Date, lesson.Posted, lesson.MessageId));
    }

    [Theory]
    // study days, holidays, date of the lesson → due
    [InlineData(StudyDays.Weekdays, "", "2026-03-06", "2026-03-09T08:00:00Z")] // over a weekend
    [InlineData(StudyDays.Weekdays, "2026-03-09", "2026-03-06", "2026-03-10T08:00:00Z")] // and a holiday
    [InlineData(StudyDays.Monday, "", "2026-03-02", "2026-03-09T08:00:00Z")]
    [InlineData(StudyDays.EveryDay, "", "2026-03-28", "2026-03-29T07:00:00Z")] // 23 h in the night when the clock goes forward
    [InlineData(StudyDays.EveryDay, "", "2026-10-24", "2026-10-25T08:00:00Z")] // 25 h when it goes back
    public void A_lesson_is_due_at_the_slot_of_the_next_study_day(StudyDays days, string holiday, string date, string due)
    {
        var schedule = Make.Schedule(days: days, holidays: holiday.Length == 0 ? [] : [holiday]);
        var slot = Calendar.SlotOn(schedule, Make.Date(date));

        Assert.Equal(Make.At(due), Calendar.Post(schedule, 1, Make.Date(date), slot, slot, "post").Due);
    }

    [Fact]
    public void The_last_lesson_is_due_as_any_other_since_the_calendar_goes_on()
    {
        var cohort = Make.Cohort(lessons: 3).Posted(3);

        Assert.True(cohort.IsFinished);
        Assert.Equal(Make.At("2026-03-05T08:00:00Z"), cohort.Posted[2].Due);
    }

    [Fact]
    public void Every_lesson_s_life_is_as_rule_2_reads() => Gen
        .Select(Any.Schedule, Gen.Int[0, 30], Gen.Frequency((1, Gen.Int[0, 600]), (1, Gen.Int[0, 12 * 3600 - 1])))
        .Sample((schedule, days, late) =>
        {
            var date = Calendar.NextStudyDay(schedule, schedule.Start.PlusDays(days));
            var slot = Calendar.SlotOn(schedule, date);
            var posted = slot + Duration.FromSeconds(late);
            var lesson = Calendar.Post(schedule, 1, date, slot, posted, "post");
            Assert.Equal(NaiveCalendar.Life(schedule, date, posted), (lesson.Opens, lesson.Due, lesson.GraceEnd));
        }, iter: 500);
}
