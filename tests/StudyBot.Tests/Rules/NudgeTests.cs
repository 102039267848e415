using CsCheck;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Rules;

/// <summary>Rule 8: when a lesson's nudges go out, and to whom.</summary>
public class NudgeTests
{
    private static readonly Instant Evening = Make.At("2026-03-03T17:00:00Z");

    [Theory]
    // lesson time, nudge time, study days → the lesson of Monday 2 March is nudged at (UTC is an hour behind Berlin)
    [InlineData("09:00", "18:00", StudyDays.EveryDay, "2026-03-02T17:00:00Z")]
    [InlineData("09:00", "11:00", StudyDays.EveryDay, "2026-03-02T10:00:00Z")] // exactly 2 h after opening
    [InlineData("09:00", "10:59", StudyDays.EveryDay, null)] // less; and tomorrow's is past due
    [InlineData("09:00", "08:59", StudyDays.EveryDay, "2026-03-03T07:59:00Z")] // the next morning, before it is due
    [InlineData("09:00", "09:00", StudyDays.EveryDay, null)] // in the instant it is due
    [InlineData("09:00", "10:59", StudyDays.Monday | StudyDays.Thursday, "2026-03-03T09:59:00Z")]
    [InlineData("22:00", "18:00", StudyDays.EveryDay, "2026-03-03T17:00:00Z")]
    [InlineData("09:00", null, StudyDays.EveryDay, null)]
    public void The_nudge_comes_at_the_first_such_time_2_hours_after_opening_and_before_due(string lesson, string? nudge, StudyDays days, string? at)
    {
        var cohort = Make.Cohort(Make.Schedule(time: lesson, nudge: nudge, days: days)).Posted(1);

        Assert.Equal(at is null ? null : Make.At(at), Agenda.NudgeAt(cohort.Schedule, cohort.Posted[0]));
    }

    /// <summary>Over three weeks of summer, without a holiday and with clocks that stand.</summary>
    [Fact]
    public void The_weekdays_that_have_a_nudge_are_those_whose_lessons_get_one() => Gen
        .Select(Gen.Int[0, 24 * 60 - 1], Gen.Int[0, 24 * 60 - 1], Gen.Int[-150, 150], Gen.Bool, Gen.Int[1, 127])
        .Sample((lesson, any, near, isNear, days) =>
        {
            var nudge = LocalTime.Midnight.PlusMinutes(isNear ? lesson + near : any);
            var schedule = Make.Schedule(start: "2026-06-01", days: (StudyDays)days) with { LessonTime = LocalTime.Midnight.PlusMinutes(lesson), Nudge = nudge };
            var cohort = Make.Cohort(schedule).Posted(3 * int.PopCount(days));

            Assert.Equal(
                cohort.Posted.Where(posted => Agenda.NudgeAt(schedule, posted) is not null).Select(posted => posted.Date.DayOfWeek).Distinct().Order(),
                Enum.GetValues<IsoDayOfWeek>().Where(day => day is not IsoDayOfWeek.None && NudgeTimes.Nudged(schedule).HasFlag((StudyDays)(1 << ((int)day - 1)))));
        }, iter: 500);

    [Fact]
    public void The_time_that_is_told_to_work_does_for_every_lesson_time()
    {
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            var lesson = LocalTime.Midnight.PlusMinutes(minute);
            Assert.Equal(StudyDays.EveryDay, NudgeTimes.Nudged(Make.Schedule() with { LessonTime = lesson, Nudge = NudgeTimes.For(lesson) }));
        }
    }

    [Fact]
    public void A_lesson_that_came_late_is_nudged_2_hours_after_it_came()
    {
        var schedule = Make.Schedule();
        var late = Calendar.Post(schedule, 1, schedule.Start, Make.At("2026-03-02T08:00:00Z"), Make.At("2026-03-02T16:30:00Z"), "post");

        // 18:00 on Monday is too soon, on Tuesday it is past due: 12:30.
        Assert.Null(Agenda.NudgeAt(schedule, late));
        Assert.Equal(Make.At("2026-03-02T19:00:00Z"), Agenda.NudgeAt(schedule with { Nudge = new(20, 0) }, late));
    }

    [Theory]
    // what is known of the person → nudge (n), the question (?), or nothing; lesson 2 is the newest
    [InlineData("joined", 'n')]
    [InlineData("known", '-')]
    [InlineData("done", '-')]
    [InlineData("done another", 'n')]
    [InlineData("muted", '-')]
    [InlineData("left", '-')]
    [InlineData("rests", '-')]
    [InlineData("rested", 'n')]
    [InlineData("excused", '-')]
    [InlineData("hidden", 'n')] // hidden from tables, not from help
    [InlineData("ignored 2", 'n')]
    [InlineData("ignored 3", '?')] // asked once whether to pause
    [InlineData("ignored 4", '-')] // then left alone
    public void Nudged_is_who_joined_and_is_not_done_nor_muted_nor_resting_nor_gone(string who, char what)
    {
        var joined = Make.Member(joined: Evening - Duration.FromHours(9));
        var member = who switch
        {
            "joined" => joined,
            "known" => Make.Member(),
            "done" => joined with { Ledger = new(".o") },
            "done another" => joined with { Ledger = new("o.o") },
            "muted" => joined with { Muted = true },
            "left" => joined with { Left = true },
            "rests" => joined with { Pauses = [new(Evening - Duration.FromHours(1), Evening)] },
            "rested" => joined with { Pauses = [new(Evening - Duration.FromHours(2), Evening - Duration.Epsilon)] },
            "excused" => joined with { Excused = [2] },
            "hidden" => joined with { Hidden = true },
            _ => joined with { Nudges = who[^1] - '0' },
        };

        Assert.Equal(
            what switch { 'n' => NudgeKind.Nudge, '?' => NudgeKind.AskToPause, _ => NudgeKind.None },
            NudgePlan.Decide(member, 2, Evening));
    }
}
