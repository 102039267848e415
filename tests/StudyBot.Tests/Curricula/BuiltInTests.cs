using StudyBot.Curricula;
using StudyBot.Host;
using StudyBot.Wording;

namespace StudyBot.Tests.Curricula;

/// <summary>The plan that newcomers see first.</summary>
public class BuiltInTests
{
    private static readonly CurriculumReading Reading = CurriculumReader.Read("month-3", BuiltIn.Bytes("month-3")!);
    private static readonly Curriculum Month3 = Reading.Curriculum!;

    [Fact]
    public void Every_built_in_plan_is_without_a_finding() =>
        Assert.Empty(BuiltIn.Names.SelectMany(name => CurriculumReader.Read(name, BuiltIn.Bytes(name)!).Diagnostics));

    [Fact]
    public void It_is_thirty_days_in_five_weeks_with_its_resources()
    {
        Assert.Equal((30, 54, 456), (Month3.Lessons.Count, Month3.Lessons.Sum(l => l.Resources.Count), Month3.Lessons.Sum(l => l.Minutes)));
        Assert.Equal([7, 7, 7, 7, 2], Month3.Lessons.CountBy(lesson => lesson.Week).Select(week => week.Value));
        Assert.Equal([1, 8, 15, 22, 29], Month3.Lessons.Where(lesson => lesson.OpensWeek).Select(lesson => lesson.Day));
    }

    [Fact]
    public void Every_day_has_all_there_is_to_a_lesson() => Assert.All(Month3.Lessons, lesson =>
    {
        Assert.All((string?[])[lesson.Title, lesson.WeekTitle, lesson.Learning, lesson.Doable, lesson.LinkedInPost, lesson.BlogPost], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.NotEmpty(lesson.Resources);
        Assert.All(lesson.Resources, resource => Assert.NotNull(resource.Kind));
    });

    [Fact]
    public void Each_week_has_one_idea_for_a_blog_post()
    {
        Assert.All(Month3.Lessons.GroupBy(lesson => lesson.Week), week => Assert.Single(week.Select(lesson => lesson.BlogPost).Distinct()));
        Assert.Equal(5, Month3.Lessons.Select(lesson => lesson.BlogPost).Distinct().Count());
    }

    [Fact]
    public void No_day_says_what_another_said()
    {
        string?[] texts = [.. Month3.Lessons.SelectMany(lesson => (string?[])[lesson.Title, lesson.Learning, lesson.Doable, lesson.LinkedInPost])];
        Assert.Equal(texts.Length, texts.Distinct().Count());
    }

    [Fact]
    public void Each_heading_fits_its_line() => Assert.All(Month3.Lessons, lesson => Assert.DoesNotContain("…", LessonTitle.WithDay(lesson)));

    [Theory]
    [InlineData("month-4")]
    [InlineData("MONTH-3")]
    [InlineData("")]
    public void No_other_name_is_built_in(string name) => Assert.Null(BuiltIn.Bytes(name));
}
