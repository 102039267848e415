using NodaTime;

namespace StudyBot.Cohorts;

public static class PostedLessons
{
    /// <summary>The lesson that a post of ours is; null where it is none. People speak of the newest ones mostly.</summary>
    public static int? DayOf(this IReadOnlyList<PostedLesson> posted, string messageId)
    {
        for (var day = posted.Count; day > 0; day--)
            if (posted[day - 1].MessageId == messageId) return day;
        return null;
    }

    /// <summary>The number of the newest lesson that had appeared at an instant; 0 before the first.</summary>
    public static int NewestAt(this IReadOnlyList<PostedLesson> posted, Instant at)
    {
        var newest = posted.Count;
        while (newest > 0 && posted[newest - 1].Posted > at) newest--;
        return newest;
    }
}
