using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.CheckIns;

/// <summary>A person's own rest (rule 5).</summary>
public static class Pauses
{
    /// <summary>Pauses through the end of a date in the cohort's zone; a running pause gets the new date. Null where the date is over.</summary>
    public static Member? PauseUntil(Member member, LocalDate date, Instant at, DateTimeZone zone)
    {
        if (date < at.InZone(zone).Date) return null;
        var from = Running(member, at)?.From ?? at;
        var until = Calendar.EndOf(zone, date);
        // What was said later but came earlier named the date last.
        var later = member.Pauses.FirstOrDefault(pause => pause.From > at && pause.From <= until);
        return member with
        {
            Pauses =
            [
                .. member.Pauses.Where(pause => pause.From < from),
                new(from, later?.Until ?? until),
                .. member.Pauses.Where(pause => pause.From > at && pause != later),
            ],
        };
    }

    /// <summary>Ends the running pause at this instant, inclusive; null where none runs.</summary>
    public static Member? Back(Member member, Instant at) =>
        Running(member, at) is { } running
            ? member with { Pauses = [.. member.Pauses.Select(pause => pause == running ? pause with { Until = at } : pause)] }
            : null;

    private static Pause? Running(Member member, Instant at) => member.Pauses.LastOrDefault(pause => pause.From <= at && at <= pause.Until);
}
