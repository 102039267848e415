using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Simulation.Judging;

/// <summary>Rule 5 read word by word: one sentence after the other, for one lesson after the other.</summary>
internal static class PlainStreak
{
    /// <param name="reached">Learns what the streak came to with each lesson that was kept.</param>
    public static (int Current, int Longest, int Freezes) Of(IReadOnlyList<PostedLesson> posted, Func<int, CheckInClass?> done, Instant? joined, IReadOnlyList<(Instant From, Instant Until)> pauses, Instant now, Dictionary<int, int>? reached = null)
    {
        int streak = 0, longest = 0, freezes = 0, kept = 0;
        if (joined is null) return default;
        // Their units start with the lesson that was newest when they joined.
        var first = posted.LastOrDefault(lesson => lesson.Posted <= joined)?.Day ?? 1;
        foreach (var lesson in posted)
        {
            if (lesson.Day < first) continue;
            if (done(lesson.Day) is CheckInClass.OnTime or CheckInClass.Grace)
            {
                streak++;
                kept++;
                if (reached is not null) reached[lesson.Day] = streak;
                if (streak > longest) longest = streak;
                if (kept % 7 == 0 && freezes < 2) freezes++;
            }
            else if (pauses.Any(pause => During(lesson.Opens, pause) || During(lesson.Due, pause)) || now <= lesson.GraceEnd)
            {
                continue;
            }
            else if (freezes > 0)
            {
                freezes--;
            }
            else
            {
                streak = 0;
            }
        }

        return (streak, longest, freezes);
    }

    private static bool During(Instant instant, (Instant From, Instant Until) pause) => pause.From < instant && instant <= pause.Until;
}
