using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.CheckIns;

/// <summary>Where a person stands; counts cover the whole ledger, units only the lessons that count for the streak.</summary>
public sealed record Standing(
    int Current,
    int Longest,
    int Freezes,
    int Completed,
    int OnTime,
    int Grace,
    int Late,
    IReadOnlyList<Unit> Units)
{
    /// <summary>The first lesson before this one that may yet break the streak: not done, not over, and with no freeze left for it. Null where there is none: then the streak grows by whatever is kept next.</summary>
    public int? OwedBefore(int lesson)
    {
        Unit[] open = [.. Units.Where(unit => unit.Lesson < lesson && unit.State is UnitState.Open)];
        return Current > 0 && open.Length > Freezes ? open[0].Lesson : null;
    }
}

/// <param name="StreakAfter">The streak with this lesson in it.</param>
public readonly record struct Unit(int Lesson, UnitState State, bool FreezeSpent, bool FreezeEarned, int StreakAfter)
{
    /// <summary>The person may still complete it, and it is not theirs to rest from.</summary>
    public bool IsOwed => State is UnitState.Open or UnitState.Missed or UnitState.Frozen;
}

public enum UnitState
{
    OnTime,
    Grace,

    /// <summary>Completed after the grace end, whatever became of the streak.</summary>
    Late,

    /// <summary>Not kept; a freeze was spent.</summary>
    Frozen,

    Missed,

    /// <summary>In the person's own pause, or excused: no unit at all.</summary>
    Paused,

    /// <summary>Not done, and not over.</summary>
    Open,
}

/// <summary>A streak is a fold over the lessons, worked out anew each time (rule 5).</summary>
public static class Streak
{
    public const int KeptForAFreeze = 7;
    public const int MostFreezes = 2;

    /// <param name="posted">All lessons so far, in order.</param>
    /// <param name="now">A lesson whose grace end is before this is over.</param>
    public static Standing Fold(IReadOnlyList<PostedLesson> posted, Member member, Instant now)
    {
        int current = 0, longest = 0, freezes = 0, kept = 0;
        var first = FirstUnit(posted, member);
        var units = new List<Unit>(Math.Max(0, posted.Count - first + 1));
        for (var day = first; day <= posted.Count; day++)
        {
            var lesson = posted[day - 1];
            var done = member.Ledger[day];
            bool spent = false, earned = false;
            UnitState state;
            if (done is CheckInClass.OnTime or CheckInClass.Grace)
            {
                current++;
                longest = Math.Max(longest, current);
                earned = ++kept % KeptForAFreeze == 0 && freezes < MostFreezes;
                if (earned) freezes++;
                state = done is CheckInClass.OnTime ? UnitState.OnTime : UnitState.Grace;
            }
            else if (IsPaused(lesson, member))
            {
                state = UnitState.Paused;
            }
            else if (now <= lesson.GraceEnd)
            {
                state = UnitState.Open;
            }
            else if (freezes > 0)
            {
                freezes--;
                spent = true;
                state = UnitState.Frozen;
            }
            else
            {
                current = 0;
                state = UnitState.Missed;
            }

            units.Add(new(day, done is CheckInClass.Late ? UnitState.Late : state, spent, earned, current));
        }

        return Counted(member.Ledger, current, longest, freezes, units);
    }

    /// <summary>The lesson that was newest when the person joined, or the first; past the end for somebody who has not joined.</summary>
    public static int FirstUnit(IReadOnlyList<PostedLesson> posted, Member member) =>
        member.JoinedAt is { } joined ? Math.Max(1, posted.NewestAt(joined)) : posted.Count + 1;

    /// <summary>It opened or was due while the person rested, or a lead excused it.</summary>
    public static bool IsPaused(PostedLesson lesson, Member member) =>
        member.IsPausedAt(lesson.Opens) || member.IsPausedAt(lesson.Due) || member.Excused.Contains(lesson.Day);

    private static Standing Counted(Ledger ledger, int current, int longest, int freezes, IReadOnlyList<Unit> units)
    {
        int onTime = 0, grace = 0, late = 0;
        for (var day = 1; day <= ledger.Marks.Length; day++)
        {
            switch (ledger[day])
            {
                case CheckInClass.OnTime: onTime++; break;
                case CheckInClass.Grace: grace++; break;
                case CheckInClass.Late: late++; break;
                default: break;
            }
        }

        return new(current, longest, freezes, onTime + grace + late, onTime, grace, late, units);
    }
}
