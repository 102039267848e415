using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Tests.Rules;
using StudyBot.Tests.Wording;
using StudyBot.Wording;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>What a weekly summary says. The plan has seven days; each is summed up two hours after its last lesson.</summary>
public class WeekInReviewTests
{
    [Fact]
    public void Every_lesson_has_its_total_of_those_who_take_part_hidden_or_not()
    {
        var week = Review(2, Scenes.Joined("ana", "oo"), Scenes.Joined("ben", "o") with { Hidden = true }, Scenes.Joined("cleo", "oo") with { Left = true }, Make.Member("dag", "oo"));

        Assert.Equal([new(Sample.Plan.Find(1)!, new(2, 2), true), new(Sample.Plan.Find(2)!, new(1, 2), true)], week.Lessons);
        Assert.Equal(["ana"], week.Table.Select(row => row.Member.Name));
    }

    [Fact]
    public void The_table_is_of_the_weeks_lessons() => Assert.Equal([("ana", 1)], Review(3, from: 3, Scenes.Joined("ana", "ooo")).Table.Select(row => (row.Member.Name, row.Completed)));

    [Fact]
    public void While_lessons_are_to_come_the_next_is_announced_and_nobody_has_finished()
    {
        var week = Review(6, Scenes.Joined("ana", "ooooooo"));

        Assert.Equal((Sample.Plan.Find(7), Make.At("2026-03-08T08:00:00Z")), (week.Next, week.NextOpens));
        Assert.Empty(week.Finishers);
    }

    [Fact]
    public void The_last_summary_names_those_who_completed_every_lesson_and_no_next_one()
    {
        var week = Review(7, Scenes.Joined("ben", "ooooooo"), Scenes.Joined("Ana", "ogl.ooo"), Scenes.Joined("Cleo", "oglllll"), Scenes.Joined("dag", "ooooooo") with { Hidden = true }, Scenes.Joined("Bea", "lllllll"));

        Assert.Equal((null, null, true), (week.Next, week.NextOpens, week.Closes));
        Assert.Equal(["Bea", "ben", "Cleo"], week.Finishers);
    }

    /// <summary>The last lesson closes twelve hours after it is due.</summary>
    [Theory]
    [InlineData(7, 35, true)]
    [InlineData(7, 37, false)]
    [InlineData(6, 2, false)]
    public void The_last_summary_tells_of_the_last_lesson_while_it_counts_for_streaks(int until, int hours, bool open)
    {
        var cohort = Make.Cohort(lessons: 7).Posted(until);
        var now = cohort.Posted[^1].Posted + NodaTime.Duration.FromHours(hours);

        Assert.Equal(open ? cohort.Posted[^1] : null, Summing.Review(cohort, Sample.Plan, cohort.Posted, [], [], now).Open);
    }

    /// <summary>It came after the summary's slot, as after an outage: the next one is the last.</summary>
    [Fact]
    public void The_week_before_the_last_lesson_closes_nothing_though_that_is_out()
    {
        var cohort = Make.Cohort(lessons: 7).Posted(7);

        var week = Summing.Review(cohort, Sample.Plan, [.. cohort.Posted.Take(6)], [Scenes.Joined("ana", "ooooooo")], [], cohort.Posted[^1].Posted);

        Assert.Equal((null, false), (week.Next, week.Closes));
        Assert.Empty(week.Finishers);
    }

    /// <summary>The plan was changed for a shorter one after day 8 had been done ahead.</summary>
    [Fact]
    public void A_lesson_beyond_the_plans_end_stands_for_none_of_the_plan() => Assert.Empty(Review(7, Scenes.Joined("ana", "ooo.oooo")).Finishers);

    [Theory]
    [InlineData(5, 5, "What four ingredients taught me.")]
    [InlineData(5, 7, "A week of wet dough.")] // day 7 has none
    [InlineData(7, 7, null)]
    public void The_blog_idea_is_the_last_one_of_the_week(int from, int until, string? idea) => Assert.Equal(idea, Review(until, from).BlogIdea);

    [Fact]
    public void Links_are_of_those_who_may_be_named()
    {
        var (cohort, now) = (Make.Cohort(lessons: 7).Posted(1), Make.At("2026-03-02T10:00:00Z"));
        Member[] members = [Scenes.Joined("ana", "o"), Scenes.Joined("ben", "o") with { Hidden = true }, Scenes.Joined("cleo", "o") with { Left = true }];

        var week = Summing.Review(cohort, Sample.Plan, cohort.Posted, members, [.. members.Select(m => Make.CheckIn(1, now, "m") with { Person = m.Id, Links = [$"https://{m.Name}.example/"] })], now);

        Assert.Equal([new("ana", 1, "https://ana.example/")], week.Links);
    }

    [Theory]
    // done, the week's first and last lesson → the mark that is cheered, and where the streak stands
    [InlineData("ooo", 1, 3, 3)]
    [InlineData("oog", 1, 3, 3)]
    [InlineData("oooo", 3, 4, 3, 4)] // passed on the way
    [InlineData("ooooo", 1, 5, 3, 5)]
    [InlineData("oooo", 4, 4, null)] // last week
    [InlineData("oo", 1, 3, null)]
    [InlineData("ooooooo", 1, 7, 7)] // the highest of them
    [InlineData("ooo", 1, 6, null)] // broken since
    [InlineData("ooo", 4, 4, null)] // not of this week, and open still
    public void A_mark_is_cheered_in_the_week_that_reached_it_while_the_streak_stands(string marks, int from, int until, int? mark, int? now = null) =>
        Assert.Equal(mark is { } streak ? [new("ana", streak, now ?? streak)] : [], Review(until, from, Scenes.Joined("ana", marks)).Cheers);

    /// <summary>Day 3 is of last week; whoever did it before that week's summary was cheered there.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_mark_is_cheered_too_that_was_reached_this_week_with_a_lesson_of_the_last(bool isOfThisWeek)
    {
        var cohort = Make.Cohort(lessons: 7).Posted(4);
        var now = cohort.Posted[^1].Posted + NodaTime.Duration.FromHours(2);

        var week = Summing.Review(cohort, Sample.Plan, [cohort.Posted[^1]], [Scenes.Joined("ana", "ooo"), Scenes.Joined("ben", "ooo")], isOfThisWeek ? [Make.CheckIn(3, now, "m")] : [], now);

        Assert.Equal(isOfThisWeek ? [new("ana", 3, 3)] : [], week.Cheers);
    }

    [Fact]
    public void A_lesson_that_was_rested_from_reaches_no_mark() =>
        Assert.Empty(Review(4, from: 4, Scenes.Joined("ana", "ooo") with { Excused = [4] }).Cheers);

    [Fact]
    public void The_highest_is_cheered_first_of_equals_by_name_and_nobody_who_hides() => Assert.Equal(
        [new("dag", 7, 7), new("ana", 3, 3), new("Ben", 3, 3)],
        Review(7, Scenes.Joined("Ben", "....ooo"), Scenes.Joined("ana", "....ooo"), Scenes.Joined("cleo", "ooooooo") with { Hidden = true }, Scenes.Joined("dag", "ooooooo"), Scenes.Joined("eva", "......o")).Cheers);

    private static WeekInReview Review(int until, params Member[] members) => Review(until, 1, members);

    private static WeekInReview Review(int until, int from, params Member[] members)
    {
        var cohort = Make.Cohort(lessons: 7).Posted(until);
        var now = cohort.Posted[^1].Posted + NodaTime.Duration.FromHours(2);
        return Summing.Review(cohort, Sample.Plan, [.. cohort.Posted.Where(lesson => lesson.Day >= from)], members, [], now);
    }
}
