using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Simulation.Judging;

/// <summary>Rules 1 and 2 read word by word, without the product's calendar.</summary>
internal static class PlainCalendar
{
    public static bool IsStudyDay(Schedule schedule, LocalDate date) =>
        ((int)schedule.Days >> ((int)date.DayOfWeek - 1) & 1) == 1 && !schedule.Holidays.Contains(date) && !schedule.Pauses.Any(pause => pause.From <= date && date <= pause.Until);

    /// <summary>In a spring gap the first instant after it, in an autumn repeat the first occurrence.</summary>
    public static Instant At(DateTimeZone zone, LocalDateTime wall)
    {
        var mapping = zone.MapLocal(wall);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }

    public static (Instant Opens, Instant Due, Instant GraceEnd) Life(Schedule schedule, LocalDate date, Instant slot, Instant posted)
    {
        var opens = posted > slot + Duration.FromMinutes(5) ? posted : slot;
        var next = date.PlusDays(1);
        while (!IsStudyDay(schedule, next)) next = next.PlusDays(1);
        var due = At(schedule.Zone, next + schedule.LessonTime);
        if (due < opens + Duration.FromHours(20)) due = opens + Duration.FromHours(20);
        return (opens, due, due + Duration.FromHours(12));
    }
}
