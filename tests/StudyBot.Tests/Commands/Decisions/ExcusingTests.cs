using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>A lead excuses somebody from a lesson: one number in that person's row.</summary>
public class ExcusingTests
{
    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z").ByALead()
        .Among(Scenes.Joined("ana"), Scenes.Joined("U7", "o") with { Name = "Ben", Excused = [5] }, Make.Member("cleo"), Scenes.Joined("dag") with { Name = "Twin" }, Scenes.Joined("eva") with { Name = "twin" });

    [Theory]
    [InlineData("U7")]
    [InlineData("Ben")]
    [InlineData("bEN")]
    public void Somebody_is_meant_by_id_or_by_the_name_that_they_alone_have(string person) => Assert.Equal(
        [
            "member U7: Ben [o], since 2026-03-02T08:00:00Z, excused 2 5, over U7 1",
            "told: Day 2 is excused for Ben: it does not break their streak, and done in time it still adds to it.",
        ],
        Lines.Of(On($"excuse {person} 2", Morning)));

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void Any_lesson_of_the_plan_may_be_excused_the_first_and_the_last_too(int lesson) => Assert.Single(On($"excuse Ben {lesson}", Morning).Changes);

    /// <summary>Day 2 closes on the 4th at 20:00 in UTC. Ben is one who joined with day 2, before which nothing counts.</summary>
    [Theory]
    // what Ben has done, lesson, when → what is told
    [InlineData("..", 1, "2026-03-03T10:00:00Z", "Day 1 is excused for Ben: it came before they joined and is no part of their streak.")]
    [InlineData("o", 1, "2026-03-03T10:00:00Z", "Day 1 is excused for Ben: it came before they joined and is no part of their streak.")]
    [InlineData(".o", 2, "2026-03-03T10:00:00Z", "Day 2 is excused for Ben, who has done it in time: it still adds to their streak.")]
    [InlineData(".g", 2, "2026-03-06T10:00:00Z", "Day 2 is excused for Ben, who has done it in time: it still adds to their streak.")]
    [InlineData("..", 2, "2026-03-04T20:00:00Z", "Day 2 is excused for Ben: it does not break their streak, and done in time it still adds to it.")]
    [InlineData("..", 2, "2026-03-04T20:00:01Z", "Day 2 is excused for Ben: it neither adds to their streak nor breaks it.")]
    [InlineData(".l", 2, "2026-03-06T10:00:00Z", "Day 2 is excused for Ben: it neither adds to their streak nor breaks it.")]
    [InlineData("..", 9, "2026-03-04T10:00:00Z", "Day 9 is excused for Ben: it does not break their streak, and done in time it still adds to it.")]
    [InlineData("...o", 4, "2026-03-04T10:00:00Z", "Day 4 is excused for Ben, who has done it in time: it still adds to their streak.")] // ahead
    public void What_is_told_is_what_holds(string marks, int lesson, string at, string told)
    {
        var scene = Scenes.At(at).ByALead().Among(Make.Member("Ben", marks, Make.At("2026-03-03T09:00:00Z")));

        Assert.Equal($"told: {told}", Lines.Of(On($"excuse Ben {lesson}", scene))[^1]);
    }

    [Fact]
    public void An_excuse_is_taken_back_and_the_lesson_counts_by_the_usual_rules_again()
    {
        var (after, cohort) = (Make.At("2026-03-05T10:00:00Z"), Morning.Cohort.Posted(4));
        var excused = Make.Member("Ben", "o.o", Make.At("2026-03-02T08:00:00Z")) with { Excused = [2, 4] };
        Assert.Equal(2, Streak.Fold(cohort.Posted, excused, after).Current);
        Assert.Equal(NudgeKind.None, NudgePlan.Decide(excused, 4, after));

        var first = On("excuse Ben 2 off", Morning.Among(excused));
        var counted = Put(first);
        var both = Put(On("excuse Ben 4 OFF", Morning.Among(counted)));

        Assert.Equal("told: Day 2 is no longer excused for Ben: it counts by the usual rules again.", Lines.Of(first)[^1]);
        Assert.Equal([4], counted.Excused);
        Assert.Equal(
            [(1, UnitState.OnTime, 1), (2, UnitState.Missed, 0), (3, UnitState.OnTime, 1), (4, UnitState.Paused, 1)],
            Streak.Fold(cohort.Posted, counted, after).Units.Select(unit => (unit.Lesson, unit.State, unit.StreakAfter)));
        Assert.Empty(both.Excused);
        Assert.Equal(UnitState.Open, Streak.Fold(cohort.Posted, both, after).Units[^1].State);
        Assert.Equal(NudgeKind.Nudge, NudgePlan.Decide(both, 4, after));
    }

    [Theory]
    [InlineData("excuse Ben 2 off", "Day 2 is not excused for Ben, so nothing changed. Excused for them: day 5.")]
    [InlineData("excuse @ana 2 off", "Day 2 is not excused for ana, so nothing changed. No lesson is excused for them.")]
    [InlineData("excuse cleo 2 off", "cleo has not joined this cohort, so nothing changed.")]
    [InlineData("excuse nobody 2 off", "I know nobody here by the name of nobody. Use the name shown in the tables, or mention them.")]
    [InlineData("excuse Ben 31 off", "There is no day 31 in this plan; its days run from 1 to 30.")]
    public void An_excuse_that_is_not_there_cannot_be_taken_back(string said, string told) => Assert.Equal(told, Lines.Told(On(said, Morning)));

    [Theory]
    [InlineData("Ben", 0, "There is no day 0 in this plan; its days run from 1 to 30.")]
    [InlineData("Ben", 31, "There is no day 31 in this plan; its days run from 1 to 30.")]
    [InlineData("Ben", 5, "Day 5 is already excused for Ben.")]
    [InlineData("cleo", 2, "cleo has not joined this cohort, so nothing changed.")]
    [InlineData("nobody", 2, "I know nobody here by the name of nobody.")]
    [InlineData("@nobody", 2, "I know nobody here by the name of nobody.")]
    [InlineData("<@U0ABC>", 2, "That person has not joined this cohort, so nothing changed.")]
    [InlineData("<@U0ABC|dag>", 2, "dag has not joined this cohort, so nothing changed.")]
    [InlineData("Twin", 2, "More than one person here is called Twin, so nothing changed. Mention the one you mean.")]
    public void What_cannot_be_is_told(string person, int lesson, string told) =>
        Assert.StartsWith(told, Lines.Told(On($"excuse {person} {lesson}", Morning)), StringComparison.Ordinal);

    private static Decision On(string said, Scene scene) => Decide.On(Assert.IsType<Parsed.Ok>(CommandGrammar.Read(said, scene.Today)).Command, scene);

    private static Member Put(Decision decision) => Assert.IsType<Change.PutMember>(Assert.Single(decision.Changes)).Member;
}
