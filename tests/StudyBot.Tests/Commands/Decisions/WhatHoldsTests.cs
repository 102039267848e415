using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Tests.Rules;
using StudyBot.Tests.Wording;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>Whatever the state is, an answer promises only what the rules then do. Lesson 3 came on the 4th at 08:00 in UTC and is over on the 5th at 20:00.</summary>
public class WhatHoldsTests
{
    private static readonly Scene InGrace = Scenes.At("2026-03-05T10:00:00Z", marks: "oo");
    private static readonly Scene AllOut = Scenes.At("2026-03-08T10:00:00Z", posted: 7, lessons: 7).ByALead();

    [Theory]
    [InlineData("oo", " It does not cover day 3, open until Thu 5 Mar, 21:00 (Europe/Berlin).")]
    [InlineData("ooo", "")]
    public void A_pause_does_not_cover_what_was_due_before_it(string marks, string besides) => Assert.Equal(
        $"told: You are on pause through Mon 9 Mar 2026: no nudges, and your streak waits.{besides} \"back\" ends it sooner.",
        Lines.Of(Members.PauseUntil(InGrace.As(m => m with { Ledger = new(marks) }), Make.Date("2026-03-09")))[^1]);

    [Fact]
    public void A_check_in_brings_nobody_back_and_says_what_does()
    {
        var left = InGrace.As(m => m with { Left = true });
        const string Told = "told: Counted. You have left Plan, so tables and totals go without you; \"@StudyBot join\" brings you back.";

        Assert.Equal(Told, Lines.Of(Done(left, 3))[^1]);
        Assert.DoesNotContain(Told, Lines.Of(Done(InGrace, 3)));
        Assert.DoesNotContain(Told, Lines.Of(Done(left, 2))); // it stood already
    }

    [Theory]
    [InlineData("2026-03-05T10:00:00Z", 3, "Your streak counts from day 3:")]
    [InlineData("2026-03-05T21:00:00Z", 3, "Your streak starts with the next lesson:")]
    [InlineData("2026-03-01T21:00:00Z", 0, "The first lesson is still to come:")]
    public void A_streak_is_said_to_start_with_a_lesson_that_can_be_kept(string at, int posted, string told)
    {
        var newcomer = Scenes.At(at, posted).As(m => m with { JoinedAt = null });

        Assert.Contains(told, Lines.Of(Members.Join(newcomer))[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "No lesson has come since the last summary. \"leaderboard all\" shows all lessons.")]
    [InlineData(0, "The first lesson is still to come. \"leaderboard all\" shows all lessons.")]
    public void A_week_without_a_lesson_has_no_table_to_start(int posted, string told)
    {
        var scene = Scenes.At("2026-03-14T10:00:00Z", posted).Among(Scenes.Joined("ana", "ooo"));

        Assert.Equal(["said: This week in Plan\n\n" + told], Lines.Of(Asking.Leaderboard(scene, thisWeek: true)));
        Assert.Contains("1. ana: 3 lessons", Lines.Of(Asking.Leaderboard(scene, thisWeek: false))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("skip today")]
    [InlineData("pause cohort until 20 mar")]
    [InlineData("resume cohort")]
    [InlineData("time 10:00")]
    [InlineData("days mon-fri")]
    [InlineData("holiday 20 mar")]
    [InlineData("start 20 mar")]
    public void After_the_last_lesson_there_is_none_to_move(string said)
    {
        var command = Assert.IsType<Parsed.Ok>(CommandGrammar.Read(said, AllOut.Today)).Command;

        Assert.StartsWith("Every lesson of Plan is out, so nothing changed.", Lines.Told(Decide.On(command, AllOut)), StringComparison.Ordinal);
        Assert.DoesNotContain("is out, so nothing changed", string.Concat(Lines.Of(Decide.On(command, InGrace.ByALead()))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, "so I kept the current plan. Choose a longer one.")]
    [InlineData(8, "From day 8 on this cohort follows")]
    public void A_plan_that_would_bring_nothing_more_is_not_taken(int lessons, string told)
    {
        var other = AllOut.Cohort.Curriculum with { Version = "newer", Lessons = lessons };

        Assert.Contains(told, Lines.Of(Leads.UseCurriculum(AllOut, other.Name, [other]))[^1], StringComparison.Ordinal);
    }

    /// <summary>The one who did it rests or is in no table; the lesson was done all the same.</summary>
    [Fact]
    public void A_summary_calls_no_week_quiet_in_which_something_was_done()
    {
        var ben = Scenes.Joined("ben", "ooo");
        var hidden = Summary(ben with { Hidden = true });
        Assert.Contains("Day 3 · Salt and time: 1 of 1 done", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("quiet", hidden, StringComparison.Ordinal);
        Assert.Contains("Day 3 · Salt and time: done\n", Summary(ben with { Pauses = [new(Make.At("2026-03-05T09:00:00Z"), Make.At("2026-03-09T09:00:00Z"))] }), StringComparison.Ordinal);
        Assert.Contains("A quiet week.", Summary(Scenes.Joined("ben")), StringComparison.Ordinal);

        static string Summary(Cohorts.Member member) => Lines.Of(Asking.SummaryNow((Scenes.At("2026-03-05T10:00:00Z", lessons: 7) with { Curriculum = Sample.Plan }).Among(member)))[0];
    }

    private static Decision Done(Scene scene, int lesson) => CheckingIn.Record(scene.Having(Make.CheckIn(2, Make.At("2026-03-03T10:00:00Z"), "message")), new([lesson], null, []), "button");
}
