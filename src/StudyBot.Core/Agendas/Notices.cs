using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Agendas;

/// <summary>Words of the bot's own that are planned with the change they tell of, so that neither comes without the other, and said once.</summary>
public static class Notices
{
    /// <summary>How long one waits to be said: over a weekend.</summary>
    public static Duration Kept { get; } = Duration.FromDays(3);

    /// <summary>To the channel: the bot was away, and these lessons stay open longer.</summary>
    public static Delivery Away(Cohort cohort, Instant until, IReadOnlyList<int> lessons) =>
        Plan(cohort, $"away {until.ToUnixTimeSeconds()} {string.Join(',', lessons)}", until, null);

    /// <summary>To one who leads: posting stopped.</summary>
    public static Delivery Stopped(Cohort cohort, Instant at, string lead) =>
        Plan(cohort, $"stopped {at.ToUnixTimeSeconds()} {lead}", at, new PersonId(cohort.Id.Platform, cohort.Id.Tenant, lead));

    /// <summary>The lessons that an outage met; null for a notice of something else.</summary>
    public static IReadOnlyList<int>? AwayFrom(DeliveryId notice) =>
        notice.Subject.Split(' ') is ["away", _, var lessons] ? [.. lessons.Split(',').Select(int.Parse)] : null;

    private static Delivery Plan(Cohort cohort, string about, Instant at, PersonId? to) => new(
        Deliveries.Notice(cohort.Run, about),
        at.InZone(cohort.Schedule.Zone).Date,
        at,
        DeliveryState.Planned,
        Owner: "",
        LeaseEnd: at,
        Person: to);
}
