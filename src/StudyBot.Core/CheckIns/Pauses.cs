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
        var until = zone.AtStartOfDay(date.PlusDays(1)).ToInstant() - Duration.Epsilon;
        return member with { Pauses = [.. Running(member, at) is { } running ? Replace(member, running, running with { Until = until }) : [.. member.Pauses, new Pause(at, until)]] };
    }

    /// <summary>Ends the running pause at this instant, inclusive; null where none runs.</summary>
    public static Member? Back(Member member, Instant at) =>
        Running(member, at) is { } running ? member with { Pauses = [.. Replace(member, running, running with { Until = at })] } : null;

    private static Pause? Running(Member member, Instant at) => member.Pauses.LastOrDefault(pause => pause.From <= at && at <= pause.Until);

    private static IEnumerable<Pause> Replace(Member member, Pause old, Pause changed) => member.Pauses.Select(pause => pause == old ? changed : pause);
}
