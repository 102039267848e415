using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Agendas;

/// <summary>A cohort whose channel cannot be reached stops, and its leads are told once.</summary>
public static class Stopping
{
    /// <summary>More leads than this are not told: they talk to each other.</summary>
    private const int Told = 20;

    /// <summary>What is written; nothing where it had stopped already.</summary>
    public static IReadOnlyList<Change> Of(Versioned<Cohort> stored, string reason, Instant at) => stored.Value.Broken is not null
        ? []
        :
        [
            new Change.PutCohort(stored.Value with { Broken = reason }, stored.ETag),
            .. stored.Value.Leads.Take(Told).Select(lead => new Change.PutDelivery(Notices.Stopped(stored.Value, at, lead), null)),
        ];
}
