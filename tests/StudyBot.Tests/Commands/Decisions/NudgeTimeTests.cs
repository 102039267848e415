using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;
using StudyBot.Tests.Wording;
using StudyBot.Wording;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>A nudge comes two hours or more after its lesson and before the next one. Where the times leave no room for it, the lead is told, with a time that does.</summary>
public class NudgeTimeTests
{
    private const string Next = "Lessons already posted keep their times.";

    [Theory]
    // what is set; before it: lesson and nudge time, study days → what is told in front of the next lesson
    [InlineData("nudge 10:00", "09:00", "18:00", StudyDays.EveryDay, "The nudge time is now 10:00.|A nudge comes two hours or more after its lesson and before the next one, so on ordinary days there is none at 10:00. \"nudge 18:00\" works.")]
    [InlineData("nudge 09:00", "09:00", "18:00", StudyDays.EveryDay, "The nudge time is now 09:00.|A nudge comes two hours or more after its lesson and before the next one, so on ordinary days there is none at 09:00. \"nudge 18:00\" works.")]
    [InlineData("nudge 10:59", "09:00", "18:00", StudyDays.Weekdays, "The nudge time is now 10:59.|A nudge comes two hours or more after its lesson and before the next one, so at 10:59 nudges follow the lesson of Friday alone. \"nudge 18:00\" works for each.")]
    [InlineData("nudge 11:00", "09:00", "10:00", StudyDays.EveryDay, "Nudges now come at 11:00, privately, to those who have not done the newest lesson.")]
    [InlineData("nudge 10:00", "09:00", "18:00", StudyDays.Monday | StudyDays.Thursday, "Nudges now come at 10:00, privately, to those who have not done the newest lesson.")]
    [InlineData("nudge off", "09:00", "10:00", StudyDays.EveryDay, "Nudges are off for this cohort.")]
    [InlineData("time 17:00", "09:00", "18:00", StudyDays.EveryDay, "Lessons now come at 17:00.|A nudge comes two hours or more after its lesson and before the next one, so on ordinary days there is none at 18:00. \"nudge 21:00\" works.")]
    [InlineData("time 16:00", "09:00", "18:00", StudyDays.EveryDay, "Lessons now come at 16:00.")]
    [InlineData("time 17:00", "09:00", null, StudyDays.EveryDay, "Lessons now come at 17:00.")]
    [InlineData("days daily", "09:00", "10:00", StudyDays.Monday, "Every day is a study day now.|A nudge comes two hours or more after its lesson and before the next one, so on ordinary days there is none at 10:00. \"nudge 18:00\" works.")]
    [InlineData("days mon,tue,thu", "09:00", "10:00", StudyDays.Monday, "Study days are now Monday, Tuesday and Thursday.|A nudge comes two hours or more after its lesson and before the next one, so at 10:00 nudges follow the lessons of Tuesday and Thursday alone. \"nudge 18:00\" works for each.")]
    [InlineData("days mon,thu", "09:00", "10:00", StudyDays.EveryDay, "Study days are now Monday and Thursday.")]
    public void Whoever_leaves_nudges_no_room_is_told(string said, string lesson, string? nudge, StudyDays days, string told)
    {
        var before = Scenes.At("2026-03-04T10:00:00Z").ByALead().In(cohort => cohort with { Schedule = Make.Schedule(time: lesson, nudge: nudge, days: days) });

        var answer = PlainText.Render(Assert.Single(Decide.On(Assert.IsType<Parsed.Ok>(CommandGrammar.Read(said, before.Today)).Command, before).Replies).Card);

        Assert.Equal(told, string.Join('|', answer.Split("\n\n").Where(line => !line.EndsWith(Next, StringComparison.Ordinal))));
    }

    /// <summary>Day 3 came at 09:00 in Berlin, an hour ahead of UTC. What is settled is not sent.</summary>
    [Theory]
    // said at; the nudge time before → lessons whose nudges are settled, when the next ones come
    [InlineData("nudge 18:00", "2026-03-04T22:30:00Z", null, 3, null)]
    [InlineData("nudge 18:00", "2026-03-04T21:30:00Z", "23:00", 3, null)]
    [InlineData("nudge 18:00", "2026-03-04T17:00:00Z", null, 3, null)] // the very instant is past
    [InlineData("nudge 18:00", "2026-03-04T16:59:59Z", null, 2, "2026-03-04T17:00:00Z")]
    [InlineData("nudge 23:00", "2026-03-04T16:00:00Z", "18:00", 2, "2026-03-04T22:00:00Z")]
    [InlineData("nudge 17:00", "2026-03-04T17:00:00Z", "18:00", 2, "2026-03-04T17:00:00Z")] // due already, the bot was away
    [InlineData("nudge off", "2026-03-04T16:00:00Z", "18:00", 2, null)]
    [InlineData("zone Asia/Dubai", "2026-03-04T15:00:00Z", "18:00", 3, null)] // it is 19:00 there
    public void A_nudge_time_that_is_over_is_for_the_lessons_to_come(string said, string at, string? before, int settled, string? comes)
    {
        var scene = Scenes.At(at).ByALead().In(cohort => cohort with { NudgedThrough = 2, Schedule = Make.Schedule(nudge: before) with { Summary = null } });

        var cohort = Assert.Single(Decide.On(Assert.IsType<Parsed.Ok>(CommandGrammar.Read(said, scene.Today)).Command, scene).Changes.OfType<Change.PutCohort>()).Cohort;

        Assert.Equal(settled, cohort.NudgedThrough);
        Assert.Equal(comes is null ? Agenda.NextLesson(cohort, scene.At) : Make.At(comes), Agenda.Next(cohort, scene.At));
    }

    [Theory]
    [InlineData("10:00", StudyDays.EveryDay, "Nudges: none, 10:00 is less than 2 h after the lesson", "Your nudges: none at this cohort's nudge time")]
    [InlineData("10:00", StudyDays.Weekdays, "Nudges: 10:00, after the lesson of Friday alone", "Your nudges: on")]
    [InlineData("11:00", StudyDays.EveryDay, "Nudges: 11:00", "Your nudges: on")]
    [InlineData(null, StudyDays.EveryDay, "Nudges: off", "Your nudges: off for this cohort")]
    public void Settings_list_no_nudges_that_do_not_come(string? nudge, StudyDays days, params string[] told)
    {
        var scene = Scenes.At("2026-03-04T10:00:00Z").In(cohort => cohort with { Schedule = Make.Schedule(nudge: nudge, days: days) });

        Assert.Equal(told, Lines.Told(Decide.On(new Command.Settings(), scene)).Split('\n').Where(line => line.StartsWith("Nudges:", StringComparison.Ordinal) || line.StartsWith("Your nudges:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Whoever_sets_a_cohort_up_is_told_too()
    {
        var late = Sample.Bakers with { Schedule = Sample.Bakers.Schedule with { LessonTime = new(17, 0), Days = StudyDays.EveryDay } };

        Assert.Contains("so on ordinary days there is none at 18:00. \"nudge 21:00\" works.", PlainText.Render(Say.SetUpDone(late, Sample.Six, Sample.Now, Sample.Now)), StringComparison.Ordinal);
        Assert.DoesNotContain("ordinary days", PlainText.Render(Say.SetUpDone(Sample.Bakers, Sample.Six, Sample.Now, Sample.Now)), StringComparison.Ordinal);
    }
}
