using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>What a lead sets: one thing of the cohort changes from now on, and nothing else does. It is the 4th at 11:00 in Berlin, and day 3 is out.</summary>
public class ReschedulingTests
{
    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z").ByALead();

    public static TheoryData<string> Settings => [.. Changes.Keys];

    /// <summary>Sunday 1 March at 17:00 in Berlin.</summary>
    private static Instant BeforeTheFirst => Make.At("2026-03-01T16:00:00Z");

    private static Schedule Before => Morning.Cohort.Schedule;

    private static Dictionary<string, (Command Said, Schedule After, string Told)> Changes => new()
    {
        ["time"] = (new Command.Time(new(10, 30)), Before with { LessonTime = new(10, 30) }, "Lessons now come at 10:30.\n\nNext lesson: Thu 5 Mar, 10:30 (Europe/Berlin). Lessons already posted keep their times."),
        ["zone"] = (new Command.Zone("America/New_York"), Before with { Zone = Make.Zone("America/New_York") }, "Times are now in America/New_York.\n\nNext lesson: Thu 5 Mar, 09:00 (America/New_York). Lessons already posted keep their times."),
        ["days"] = (new Command.Days(StudyDays.Friday), Before with { Days = StudyDays.Friday }, "Study days are now Friday.\n\nNext lesson: Fri 6 Mar, 09:00 (Europe/Berlin). Lessons already posted keep their times."),
        ["nudge"] = (new Command.Nudge(new(12, 0)), Before with { Nudge = new(12, 0) }, "Nudges now come at 12:00, privately, to those who have not done the newest lesson.\n\nNext nudge: day 3, Wed 4 Mar, 12:00 (Europe/Berlin)."),
        ["no nudge"] = (new Command.Nudge(null), Before with { Nudge = null }, "Nudges are off for this cohort."),
        ["summary"] = (new Command.Summary(new(IsoDayOfWeek.Friday, new(16, 0))), Before with { Summary = new(IsoDayOfWeek.Friday, new(16, 0)) }, "The weekly summary now comes on Friday at 16:00.\n\nNext lesson: Thu 5 Mar, 09:00 (Europe/Berlin). Lessons already posted keep their times."),
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void One_setting_changes_at_a_time_and_the_instant_is_kept(string setting)
    {
        var (said, after, told) = Changes[setting];

        var decision = Decide.On(said, Morning);

        Assert.Equal(Morning.Cohort with { Schedule = after, ChangedAt = setting.Contains("nudge") || setting == "summary" ? null : Morning.At, LastSummary = BeforeTheFirst }, Put(decision));
        Assert.Equal(["cohort, over cohort 1", $"told: {told}"], Lines.Of(decision));
    }

    /// <summary>It is Wednesday: by the settings of before the first week ends on Sunday.</summary>
    [Fact]
    public void A_summary_moved_to_an_earlier_day_of_the_first_week_tells_of_all_of_it()
    {
        var changed = Put(Decide.On(new Command.Summary(new(IsoDayOfWeek.Tuesday, new(17, 0))), Morning));

        Assert.Equal([1, 2, 3], Standings.Weeks.Lessons(changed, Make.At("2026-03-10T16:00:00Z")).Select(lesson => lesson.Day));
    }

    [Fact]
    public void Notes_are_no_matter_of_the_schedule() =>
        Assert.Equal(Morning.Cohort with { NotesAllowed = true }, Put(Decide.On(new Command.Notes(true), Morning)));

    /// <summary>The summary comes on the last study day of the week where no day was chosen for it.</summary>
    [Theory]
    // study days before, summary, what is set → what is told of the summary
    [InlineData(StudyDays.EveryDay, null, "days mon-fri", "The weekly summary now comes on Friday at 17:00.")]
    [InlineData(StudyDays.Weekdays, null, "days daily", "The weekly summary now comes on Sunday at 17:00.")]
    [InlineData(StudyDays.EveryDay, null, "days sun", null)] // it stays on Sunday
    [InlineData(StudyDays.EveryDay, IsoDayOfWeek.Sunday, "days mon-fri", null)] // chosen
    public void Days_that_move_the_summary_say_so(StudyDays before, IsoDayOfWeek? chosen, string said, string? told)
    {
        var scene = Morning.In(cohort => cohort with { Schedule = Before with { Days = before, Summary = new(chosen, new(17, 0)) } });

        var answer = Lines.Of(On(said, scene))[^1];

        if (told is null) Assert.DoesNotContain("summary", answer, StringComparison.Ordinal);
        else Assert.Contains($".\n\n{told}\n\nNext lesson", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("summary", Lines.Of(On(said, scene.In(cohort => cohort with { Schedule = cohort.Schedule with { Summary = null } })))[^1], StringComparison.Ordinal);
    }

    /// <summary>Or else the change would make a slot of the past of it, and the lesson would not come.</summary>
    [Fact]
    public void A_lesson_that_was_due_already_and_has_not_come_stays_due()
    {
        var late = Scenes.At("2026-03-04T10:00:00Z", posted: 2).In(cohort => cohort with { ChangedAt = Make.At("2026-03-01T10:00:00Z") });

        Assert.Equal(Make.At("2026-03-01T10:00:00Z"), Put(Rescheduling.Time(late, new(8, 0))).ChangedAt);
    }

    /// <summary>It is 20:02, and the lesson of 20:00 waits for its turn.</summary>
    [Theory]
    [InlineData("time 19:00")]
    [InlineData("time 08:01")]
    [InlineData("zone Asia/Vladivostok")] // there its slot was nine hours ago
    public void A_lesson_that_is_due_comes_however_far_it_is_moved_back(string words)
    {
        var evening = Scenes.At("2026-03-03T19:02:00Z", posted: 1).ByALead().In(cohort => cohort with { Schedule = Before with { LessonTime = new(20, 0) }, ChangedAt = Make.At("2026-03-01T10:00:00Z") });
        Assert.Contains(Agenda.Due(evening.Cohort, evening.At), due => due is Due.Lesson { Day: 2 });

        var changed = Put(Decide.On(Assert.IsType<Parsed.Ok>(CommandGrammar.Read(words, evening.Today)).Command, evening));

        Assert.Contains(Agenda.Due(changed, evening.At + Duration.FromMinutes(1)), due => due is Due.Lesson { Day: 2 });
    }

    /// <summary>At 23:00 the slot of this morning is gone, and the first lesson comes tomorrow, whatever else is set tonight.</summary>
    [Theory]
    [InlineData("nudge 19:00", false)]
    [InlineData("summary off", false)]
    [InlineData("holiday 2026-12-25", false)]
    [InlineData("days daily", false)]
    [InlineData("time 10:00", true)]
    [InlineData("zone Europe/London", true)]
    public void A_slot_that_is_gone_comes_back_only_where_the_change_moves_it(string words, bool comes)
    {
        var night = Scenes.At("2026-03-02T22:00:00Z", posted: 0).ByALead();
        Assert.DoesNotContain(Agenda.Due(night.Cohort, night.At), due => due is Due.Lesson);
        var command = Assert.IsType<Parsed.Ok>(CommandGrammar.Read(words, night.Today)).Command;

        var changed = Put(Decide.On(command, night));

        Assert.Equal(comes, Agenda.Due(changed, night.At).Any(due => due is Due.Lesson));
    }

    /// <summary>At 11:00 the slot of 09:00 is past, and its lesson comes with the next minute.</summary>
    [Fact]
    public void A_lesson_that_a_change_moves_into_the_past_of_its_day_is_told_to_come_now()
    {
        var before = Scenes.At("2026-03-04T10:00:00Z", posted: 2).ByALead().In(cohort => cohort with { Schedule = Before with { LessonTime = new(15, 0) } });

        Assert.EndsWith("\n\nThe next lesson comes now. Lessons already posted keep their times.", Lines.Of(Rescheduling.Time(before, new(9, 0)))[^1], StringComparison.Ordinal);
        Assert.EndsWith("\n\nNext lesson: Wed 4 Mar, 11:01 (Europe/Berlin). Lessons already posted keep their times.", Lines.Of(Rescheduling.Time(before, new(11, 1)))[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-25", "Wed 25 Feb 2026 is in the past, so nothing changed. Name today or a later date.")]
    [InlineData("2026-02-26", null)]
    [InlineData("2026-04-01", null)]
    public void The_first_day_may_be_any_that_is_not_past(string date, string? refused)
    {
        var decision = Rescheduling.Start(Scenes.At("2026-02-26T10:00:00Z", posted: 0), Make.Date(date));

        if (refused is null) Assert.Equal(Make.Date(date), Put(decision).Schedule.Start);
        else Assert.Equal(refused, Lines.Told(decision));
    }

    [Fact]
    public void Once_a_lesson_is_out_the_start_stands() =>
        Assert.StartsWith("Day 3 has been posted, so the start date stands.", Lines.Told(Rescheduling.Start(Morning, Make.Date("2026-04-01"))), StringComparison.Ordinal);

    private static Decision On(string said, Scene scene) => Decide.On(Assert.IsType<Parsed.Ok>(CommandGrammar.Read(said, scene.Today)).Command, scene);

    private static Cohort Put(Decision decision) => Assert.IsType<Change.PutCohort>(Assert.Single(decision.Changes)).Cohort;
}
