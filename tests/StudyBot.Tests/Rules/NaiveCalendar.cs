using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Rules;

/// <summary>Rules 1 and 2 read word by word and slowly, by looking at what the clocks on the wall show, minute after minute.</summary>
internal static class NaiveCalendar
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    /// <summary>The first instant at which a clock on the wall shows the time or is past it: in a gap the first instant after it, in a repeat the first occurrence.</summary>
    public static Instant At(DateTimeZone zone, LocalDateTime wall)
    {
        // No zone is more than 15 h from UTC, and since 1995 each has been whole minutes from it.
        var instant = wall.InUtc().ToInstant() - Duration.FromHours(15);
        while (Wall(zone, instant) < wall) instant += Minute;
        return instant;
    }

    /// <summary>A date the zone has: its clocks show it at some minute.</summary>
    public static bool Exists(DateTimeZone zone, LocalDate date)
    {
        var instant = date.AtMidnight().InUtc().ToInstant() - Duration.FromHours(15);
        for (var minute = 0; minute < 54 * 60; minute += 15)
            if (Wall(zone, instant + Duration.FromMinutes(minute)).Date == date) return true;
        return false;
    }

    /// <summary>A chosen weekday, no holiday, cohort not paused.</summary>
    public static bool IsStudyDay(Schedule schedule, LocalDate date)
    {
        var weekday = Enum.Parse<StudyDays>(date.DayOfWeek.ToString());
        return schedule.Days.HasFlag(weekday)
            && !schedule.Holidays.Contains(date)
            && !schedule.Pauses.Any(pause => pause.From <= date && date <= pause.Until)
            && Exists(schedule.Zone, date);
    }

    public static LocalDate NextStudyDay(Schedule schedule, LocalDate after)
    {
        do after = after.PlusDays(1);
        while (!IsStudyDay(schedule, after));
        return after;
    }

    /// <summary>Opens, due and grace end of a lesson by rule 2.</summary>
    public static (Instant Opens, Instant Due, Instant GraceEnd) Life(Schedule schedule, LocalDate date, Instant posted)
    {
        var slot = At(schedule.Zone, date + schedule.LessonTime);
        var opens = posted > slot + Duration.FromMinutes(5) ? posted : slot;
        var due = At(schedule.Zone, NextStudyDay(schedule, date) + schedule.LessonTime);
        if (due < opens + Duration.FromHours(20)) due = opens + Duration.FromHours(20);
        return (opens, due, due + Duration.FromHours(12));
    }

    private static LocalDateTime Wall(DateTimeZone zone, Instant instant) => instant.InZone(zone).LocalDateTime;
}
