using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>Another plan for the lessons to come. Three are out of the thirty of <c>plan</c>.</summary>
public class ChoosingAPlanTests
{
    private static readonly CurriculumVersion Newer = new("plan", "v2", "Plan", 31);
    private static readonly CurriculumVersion Three = new("three", "v1", "Three Days", 3);
    private static readonly CurriculumVersion Two = new("two", "v1", "Two Days", 2);

    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z");

    [Fact]
    public void The_cohort_follows_it_and_nothing_else_changes()
    {
        var decision = Use(Morning, "THREE");

        var after = Assert.IsType<Change.PutCohort>(Assert.Single(decision.Changes)).Cohort;
        Assert.Equal(Morning.Cohort with { Curriculum = Three, Before = after.Before }, after);
        Assert.Equal(["cohort, over cohort 1", "told: This cohort now follows Three Days (3 lessons), so all of its lessons are out. What was posted stays as it is."], Lines.Of(decision));
    }

    [Theory]
    [InlineData(2, null, "From day 3 on this cohort follows Three Days (3 lessons).")]
    [InlineData(2, 3, "This cohort now follows Three Days (3 lessons), so all of its lessons are out.")] // the third is on its way
    [InlineData(3, null, "This cohort now follows Three Days (3 lessons), so all of its lessons are out.")]
    public void No_lesson_is_told_of_that_the_plan_has_not(int posted, int? appearing, string told) => Assert.StartsWith(
        $"told: {told}", Lines.Of(Use(Scenes.At("2026-03-04T10:00:00Z", posted) with { Appearing = appearing }, "three"))[^1], StringComparison.Ordinal);

    /// <summary>People work on what they see; the card of a lesson is drawn anew with each check-in.</summary>
    [Fact]
    public void What_was_posted_stays_a_lesson_of_the_plan_it_came_from()
    {
        var six = new CurriculumVersion("six", "v1", "Six Days", 6);
        var once = Put(Leads.UseCurriculum(Morning, "six", [six]));
        var twice = Put(Use(Morning with { Stored = new(once, "2") }, "plan"));

        Assert.Equal([Morning.Cohort.Curriculum, Morning.Cohort.Curriculum, six], new[] { 1, 3, 4 }.Select(once.PlanOf));
        Assert.Equal([Morning.Cohort.Curriculum, Morning.Cohort.Curriculum, Newer], new[] { 1, 3, 4 }.Select(twice.PlanOf));
        Assert.Null(Put(Use(Scenes.At("2026-03-01T10:00:00Z", posted: 0), "three")).Before);
    }

    [Theory]
    [InlineData(0, null, 1)]
    [InlineData(2, null, 3)]
    [InlineData(2, 3, 4)] // one is on its way
    public void It_begins_after_the_newest_lesson_that_people_may_have_seen(int posted, int? appearing, int from)
    {
        var told = Lines.Of(Use(Scenes.At("2026-03-04T10:00:00Z", posted) with { Appearing = appearing }, "plan"))[^1];

        Assert.StartsWith($"told: From day {from} on this cohort follows Plan (31 lessons).", told, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_over_by_now_is_too_short() =>
        Assert.Equal("Two Days has 2 lessons and this cohort has reached day 3, so I kept the current plan. Choose a longer one.", Lines.Told(Use(Morning, "two")));

    /// <summary>It would be over without the summary that says goodbye.</summary>
    [Theory]
    [InlineData("2026-03-04T09:00:00Z", true)]
    [InlineData("2026-03-04T07:00:00Z", false)] // before day 3
    public void So_is_one_that_ends_with_the_lesson_that_the_last_summary_told_of(string summary, bool tooShort)
    {
        var told = Morning with { Stored = Morning.Stored with { Value = Morning.Cohort with { LastSummary = Make.At(summary), Schedule = Morning.Cohort.Schedule with { Summary = new(null, new(10, 0)) } } } };

        Assert.Equal(tooShort, Lines.Of(Use(told, "three"))[^1].Contains("kept the current plan", StringComparison.Ordinal));
    }

    /// <summary>It would begin in its middle, within the minute.</summary>
    [Fact]
    public void Another_plan_begins_nowhere_but_at_its_first_day_once_all_lessons_are_out() => Assert.Equal(
        "Every lesson of Plan is out, so I kept it. \"setup\" starts Plan B from its first day once this one is over.",
        Lines.Told(Leads.UseCurriculum(Scenes.At("2026-03-08T10:00:00Z", posted: 7, lessons: 7), "b", [new("b", "v1", "Plan B", 30)])));

    [Fact]
    public void The_same_version_is_no_other() =>
        Assert.Equal("This cohort already follows the newest version of Plan.", Lines.Told(Leads.UseCurriculum(Morning, "plan", [Morning.Cohort.Curriculum])));

    [Fact]
    public void Of_one_that_is_not_known_those_are_told_that_are() =>
        Assert.Equal("I know no curriculum named bread. I have plan, three and two.", Lines.Told(Use(Morning, "bread")));

    [Fact]
    public void Without_a_name_the_others_are_told() => Assert.Equal(
        "This cohort follows Plan. I also have:\n\n- \"curriculum plan\": Plan, the newest version (31 lessons)\n- \"curriculum three\": Three Days (3 lessons)\n- \"curriculum two\": Two Days (2 lessons)",
        Lines.Told(Use(Morning, null)));

    [Fact]
    public void Where_there_is_no_other_that_is_told() => Assert.Equal(
        "This cohort follows Plan, and I have no other plan. Whoever runs me can import one.",
        Lines.Told(Leads.UseCurriculum(Morning, null, [Morning.Cohort.Curriculum])));

    private static Cohort Put(Decision decision) => Assert.IsType<Change.PutCohort>(Assert.Single(decision.Changes)).Cohort;

    private static Decision Use(Scene scene, string? name) => Leads.UseCurriculum(scene, name, [Newer, Three, Two]);
}
