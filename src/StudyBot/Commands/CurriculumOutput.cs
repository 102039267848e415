using StudyBot.Curricula;

namespace StudyBot.Host.Commands;

/// <summary>What <c>curriculum show --json</c> prints; what a lesson lacks is null or empty.</summary>
internal sealed record CurriculumOutput(string Title, IReadOnlyList<LessonOutput> Lessons)
{
    public static CurriculumOutput Of(Curriculum plan) => new(plan.Title, [.. plan.Lessons.Select(LessonOutput.Of)]);
}

internal sealed record LessonOutput(
    int Day,
    int? Week,
    string? WeekTitle,
    string? Title,
    string? Learning,
    string? Doable,
    string? LinkedInPost,
    string? BlogPost,
    int Minutes,
    IReadOnlyList<ResourceOutput> Resources,
    IReadOnlyList<Extra> Extras)
{
    public static LessonOutput Of(Lesson lesson) => new(
        lesson.Day,
        lesson.Week == 0 ? null : lesson.Week,
        lesson.WeekTitle,
        lesson.Title,
        lesson.Learning,
        lesson.Doable,
        lesson.LinkedInPost,
        lesson.BlogPost,
        lesson.Minutes,
        [.. lesson.Resources.Select(r => new ResourceOutput(r.Title, r.Kind, r.Minutes, r.Url, r.Before, r.After))],
        lesson.Extras);
}

/// <param name="Before">The words before the link, as <paramref name="After"/> are those behind it.</param>
internal sealed record ResourceOutput(string Title, string? Kind, int? Minutes, string Url, string? Before, string? After);
