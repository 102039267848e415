using NodaTime;
using NodaTime.TimeZones;

namespace StudyBot.Cohorts;

/// <summary>Which dates get a lesson, and at which instants it comes, is due and closes (rules 1 and 2).</summary>
public static class Calendar
{
    private static readonly ZoneLocalMappingResolver Resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>A slot this old or older is skipped.</summary>
    public static Duration CatchUp { get; } = Duration.FromHours(12);

    /// <summary>A lesson that appears later than this after its slot opens when it appears.</summary>
    public static Duration LateAfter { get; } = Duration.FromMinutes(5);

    /// <summary>The least time from opening to due.</summary>
    public static Duration ShortestOpen { get; } = Duration.FromHours(20);

    public static Duration Grace { get; } = Duration.FromHours(12);

    /// <summary>The last date there is: a cohort or a person that rests beyond it rests for good.</summary>
    public static LocalDate Last { get; } = new(9998, 12, 31);

    /// <summary>Whether somebody may mean a date: at the ends of time there is no instant for each hour of each zone.</summary>
    public static bool IsUsual(LocalDate date) => date.Year is >= 1900 and <= 9000;

    /// <summary>The instant of a wall time: in a spring gap the first instant after it, in an autumn repeat the first occurrence.</summary>
    public static Instant At(DateTimeZone zone, LocalDateTime wall) => zone.ResolveLocal(wall, Resolver).ToInstant();

    /// <summary>The last instant of a date.</summary>
    public static Instant EndOf(DateTimeZone zone, LocalDate date) =>
        At(zone, LocalDate.Min(date, Last).PlusDays(1).AtMidnight()) - Duration.Epsilon;

    /// <summary>A chosen weekday, no holiday, no pause; and a date the zone has: Samoa went from 29 to 31 December 2011.</summary>
    public static bool IsStudyDay(Schedule schedule, LocalDate date) =>
        schedule.Days.HasFlag(Weekday(date)) && !schedule.Holidays.Contains(date) && PauseOn(schedule, date) is null && Exists(schedule.Zone, date);

    public static Instant SlotOn(Schedule schedule, LocalDate date) => At(schedule.Zone, date + schedule.LessonTime);

    /// <summary>The first study day after a date, pauses stepped over as a whole; <see cref="Last"/> where there is none.</summary>
    public static LocalDate NextStudyDay(Schedule schedule, LocalDate after)
    {
        if ((schedule.Days & StudyDays.EveryDay) == StudyDays.None) throw new ArgumentException("A schedule needs a weekday.", nameof(schedule));
        var date = after;
        while (date < Last)
        {
            date = date.PlusDays(1);
            if (PauseOn(schedule, date) is { } pause) date = pause.Until;
            else if (IsStudyDay(schedule, date)) return date;
        }

        return Last;
    }

    /// <summary>A lesson as it was posted, with its instants fixed for good.</summary>
    /// <param name="date">The slot's own date.</param>
    public static PostedLesson Post(Schedule schedule, int day, LocalDate date, Instant slot, Instant posted, string messageId)
    {
        var opens = posted - slot > LateAfter ? posted : slot;
        var next = SlotOn(schedule, NextStudyDay(schedule, date));
        var due = Instant.Max(next, opens + ShortestOpen);
        return new(day, date, slot, posted, opens, due, due + Grace, messageId);
    }

    public static StudyDays Weekday(LocalDate date) => Weekday(date.DayOfWeek);

    public static StudyDays Weekday(IsoDayOfWeek day) => (StudyDays)(1 << ((int)day - 1));

    private static DateSpan? PauseOn(Schedule schedule, LocalDate date)
    {
        foreach (var pause in schedule.Pauses)
            if (pause.Contains(date)) return pause;
        return null;
    }

    private static bool Exists(DateTimeZone zone, LocalDate date) => At(zone, date.AtMidnight()).InZone(zone).Date == date;
}
