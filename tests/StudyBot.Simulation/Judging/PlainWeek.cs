using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Simulation.Judging;

/// <summary>Rule 9 read word by word: where a cohort's week begins and ends.</summary>
internal static class PlainWeek
{
    /// <summary>The slot a week before; null where an instant is no slot of a summary.</summary>
    public static Instant? Before(Schedule schedule, Instant slot)
    {
        if (schedule.Summary is not { } summary) return null;
        var date = slot.InZone(schedule.Zone).Date;
        if (date.DayOfWeek != (summary.Day ?? UsualDay(schedule)) || PlainCalendar.At(schedule.Zone, date + summary.Time) != slot) return null;
        return PlainCalendar.At(schedule.Zone, date.PlusWeeks(-1) + summary.Time);
    }

    /// <summary>3, 7, 14, 21, 30, 40 and so on.</summary>
    public static bool IsWorthACheer(int streak) => streak is 3 or 7 or 14 or 21 || streak >= 30 && streak % 10 == 0;

    /// <summary>The last study weekday before a rest day; Sunday where every day is a study day.</summary>
    private static IsoDayOfWeek UsualDay(Schedule schedule)
    {
        var last = IsoDayOfWeek.Sunday;
        for (var day = 1; day <= 7; day++)
            if (IsStudied(schedule, day) && !IsStudied(schedule, day % 7 + 1)) last = (IsoDayOfWeek)day;
        return last;
    }

    private static bool IsStudied(Schedule schedule, int day) => ((int)schedule.Days >> (day - 1) & 1) == 1;
}
