using NodaTime;

namespace StudyBot.Cohorts;

public static class PostedLessons
{
    /// <summary>The number of the newest lesson that had appeared at an instant; 0 before the first.</summary>
    public static int NewestAt(this IReadOnlyList<PostedLesson> posted, Instant at)
    {
        var newest = posted.Count;
        while (newest > 0 && posted[newest - 1].Posted > at) newest--;
        return newest;
    }
}
