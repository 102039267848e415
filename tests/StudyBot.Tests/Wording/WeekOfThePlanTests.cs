using StudyBot.Cards;
using StudyBot.Curricula;
using StudyBot.Tests.Rules;
using StudyBot.Wording;

namespace StudyBot.Tests.Wording;

/// <summary><c>week</c> in a cohort that changed plans: both have a week 3.</summary>
public class WeekOfThePlanTests
{
    private static readonly Curriculum Plan = Sample.Plan with { Lessons = [.. Sample.Plan.Lessons.Select(lesson => lesson with { Week = lesson.Day is 3 or 4 ? 1 : 3 })] };

    [Theory]
    [InlineData(2, "1 2")]
    [InlineData(5, "5 6 7")]
    [InlineData(7, "5 6 7")]
    public void A_week_is_what_stands_together(int newest, string days)
    {
        var week = Say.Week(Plan, Make.Cohort(lessons: 7).Posted(newest), null).Parts.OfType<Part.Facts>().Single();

        Assert.Equal(days.Split(' ').Select(day => LessonTitle.WithDay(Plan.Find(int.Parse(day))!)), week.Items.Select(fact => fact.Label));
    }
}
