using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Rules;

/// <summary>Rule 5 read word by word: one sentence after the other, for one lesson after the other.</summary>
internal static class NaiveStreak
{
    /// <param name="done">The class of each lesson the person completed.</param>
    /// <param name="joined">Null: the person has not joined.</param>
    public static (int Current, int Longest, int Freezes, string Units) Of(
        IReadOnlyList<PostedLesson> posted,
        IReadOnlyDictionary<int, CheckInClass> done,
        Instant? joined,
        IReadOnlyList<Pause> pauses,
        IReadOnlyCollection<int> excused,
        Instant now)
    {
        var streak = 0;
        var highest = 0;
        var freezes = 0;
        var kept = 0;
        var units = new List<string>();
        foreach (var lesson in posted)
        {
            // Their units are the posted lessons from the one that was newest at that instant.
            if (joined is null || posted.Any(later => later.Day > lesson.Day && later.Posted <= joined)) continue;

            var isKept = done.TryGetValue(lesson.Day, out var was) && was != CheckInClass.Late;
            var rests = excused.Contains(lesson.Day) || pauses.Any(pause => During(lesson.Opens, pause) || During(lesson.Due, pause));
            var isOver = now > lesson.GraceEnd;
            var state = "";
            if (isKept)
            {
                streak += 1;
                kept += 1;
                if (kept is 7 or 14 or 21 or 28 or 35 or 42 && freezes < 2) freezes += 1;
                state = was == CheckInClass.OnTime ? "on-time" : "grace";
            }

            if (!isKept && rests) state = "paused";
            if (!isKept && !rests && !isOver) state = "open";
            if (!isKept && !rests && isOver && freezes > 0)
            {
                freezes -= 1;
                state = "frozen";
            }
            else if (!isKept && !rests && isOver)
            {
                streak = 0;
                state = "missed";
            }

            if (done.ContainsKey(lesson.Day) && was == CheckInClass.Late) state = "late";
            if (streak > highest) highest = streak;
            units.Add($"{lesson.Day} {state}");
        }

        return (streak, highest, freezes, string.Join(", ", units));
    }

    private static bool During(Instant instant, Pause pause) => instant > pause.From && instant <= pause.Until;
}
