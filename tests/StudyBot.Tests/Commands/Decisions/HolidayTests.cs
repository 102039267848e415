using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>A lead names days without a lesson, and takes them back. It is Wednesday the 4th in Berlin, whose lesson comes at 08:00 in UTC; the 5th and Saturday the 7th are holidays.</summary>
public class HolidayTests
{
    private static readonly Scene Dawn = Scenes.At("2026-03-04T07:00:00Z", posted: 2).ByALead().In(cohort => cohort with { Schedule = Make.Schedule(days: StudyDays.Weekdays, holidays: ["2026-03-05", "2026-03-07"]) });
    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z").ByALead().In(cohort => cohort with { Schedule = Dawn.Cohort.Schedule });

    [Fact]
    public void Today_may_be_one_while_its_lesson_is_to_come() =>
        Assert.Equal(["2026-03-04", "2026-03-05", "2026-03-07"], Holidays(Put(On("holiday today", Dawn))));

    [Fact]
    public void Once_it_is_out_today_goes_ahead_and_another_day_may_still_be_one()
    {
        Assert.Equal("Day 3 is already out, so today goes ahead. It stays open for everybody as usual.", Lines.Told(On("holiday 2026-03-04", Morning)));
        Assert.Equal("Day 3 is already out, so today goes ahead. It stays open for everybody as usual.", Lines.Told(On("holiday today", Dawn with { Appearing = 3 })));
        Assert.Equal(["2026-03-05", "2026-03-06", "2026-03-07"], Holidays(Put(On("holiday 2026-03-06", Morning))));
    }

    [Theory]
    [InlineData("holiday 2026-03-03")]
    [InlineData("holiday 2026-03-03 off")]
    public void What_is_past_stays_as_it_was(string said) =>
        Assert.Equal("Tue 3 Mar 2026 is in the past, so nothing changed. Name today or a later date.", Lines.Told(On(said, Morning)));

    [Theory]
    [InlineData("holiday 2026-03-05 off", "2026-03-07", "Thu 5 Mar 2026 is no longer a holiday: it is a study day again.\n\nNext lesson: Thu 5 Mar, 09:00 (Europe/Berlin). Lessons already posted keep their times.")]
    [InlineData("holiday 7 Mar OFF", "2026-03-05", "Sat 7 Mar 2026 is no longer a holiday; it is no study day either way.\n\nNext lesson: Fri 6 Mar, 09:00 (Europe/Berlin). Lessons already posted keep their times.")]
    public void One_is_taken_back_and_the_lesson_comes_as_on_any_other_day(string said, string left, string told)
    {
        var decision = On(said, Morning);

        Assert.Equal([left], Holidays(Put(decision)));
        Assert.Equal($"told: {told}", Lines.Of(decision)[^1]);
    }

    [Fact]
    public void Today_taken_back_after_its_time_has_its_lesson_at_once()
    {
        var skipped = Dawn.In(cohort => cohort with { Schedule = Make.Schedule(holidays: "2026-03-04") }) with { Incoming = Morning.Incoming };
        Assert.Empty(Agenda.Due(skipped.Cohort, skipped.At).OfType<Due.Lesson>());

        Assert.Single(Agenda.Due(Put(On("holiday today off", skipped)), skipped.At).OfType<Due.Lesson>());
    }

    [Fact]
    public void One_that_is_none_cannot_be_taken_back()
    {
        Assert.Equal("Fri 6 Mar 2026 is not a holiday, so nothing changed. \"settings\" lists the holidays.", Lines.Told(On("holiday 2026-03-06 off", Morning)));
        Assert.Equal(
            "Fri 6 Mar 2026 is not a holiday, so nothing changed. This cohort has no holidays.",
            Lines.Told(On("holiday 2026-03-06 off", Morning.In(cohort => cohort with { Schedule = Make.Schedule() }))));
    }

    private static Decision On(string said, Scene scene) => Decide.On(Assert.IsType<Parsed.Ok>(CommandGrammar.Read(said, scene.Today)).Command, scene);

    private static Cohort Put(Decision decision) => Assert.IsType<Change.PutCohort>(Assert.Single(decision.Changes)).Cohort;

    private static IEnumerable<string> Holidays(Cohort cohort) => cohort.Schedule.Holidays.Order().Select(date => $"{date:uuuu-MM-dd}");
}
