using NodaTime;
using NodaTime.Text;

namespace StudyBot.Wording;

/// <summary>Dates and times in words: English, never ambiguous.</summary>
public static class When
{
    private static readonly LocalDatePattern Short = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM");
    private static readonly LocalDatePattern Full = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM uuuu");
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary><c>Tue 24 Nov</c>, for dates near enough to need no year.</summary>
    public static string Date(LocalDate date) => Short.Format(date);

    /// <summary><c>Tue 24 Nov 2026</c>.</summary>
    public static string DateInFull(LocalDate date) => Full.Format(date);

    /// <summary><c>09:00</c>.</summary>
    public static string Time(LocalTime time) => Clock.Format(time);

    /// <summary><c>Tue 24 Nov, 09:00 (Europe/Berlin)</c>; where the clocks go back and the hour comes twice, with the offset beside the zone.</summary>
    /// <param name="now">When it is read, for what may be far off: the year is told where it is another one.</param>
    public static string Moment(Instant instant, DateTimeZone zone, Instant? now = null)
    {
        var there = instant.InZone(zone);
        var twice = zone.MapLocal(there.LocalDateTime).Count > 1;
        var far = now is { } reading && reading.InZone(zone).Year != there.Year;
        return $"{(far ? DateInFull(there.Date) : Date(there.Date))}, {Time(there.TimeOfDay)} ({zone.Id}{(twice ? $", UTC{there.Offset}" : "")})";
    }

    /// <summary>The zone a person reads times in: their own where the platform tells it, otherwise the cohort's.</summary>
    public static DateTimeZone ZoneOf(Cohorts.Member? reader, Cohorts.Cohort cohort) =>
        (reader?.Zone is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null) ?? cohort.Schedule.Zone;
}
