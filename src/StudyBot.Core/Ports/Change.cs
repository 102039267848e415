using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Ports;

/// <summary>One row to write. A version of null inserts, and conflicts where the row exists.</summary>
public abstract record Change
{
    private Change() { }

    public sealed record PutCohort(Cohort Cohort, string? ETag) : Change;

    public sealed record PutMember(int Run, Member Member, string? ETag) : Change;

    public sealed record PutCheckIn(int Run, CheckIn CheckIn, string? ETag) : Change;

    public sealed record RemoveCheckIn(int Run, int Lesson, PersonId Person, string ETag) : Change;

    public sealed record PutDelivery(Delivery Delivery, string? ETag) : Change;

    public sealed record RemoveDelivery(DeliveryId Delivery, string ETag) : Change;

    /// <summary>Inserts; where the row exists the whole commit answers <see cref="Commit.AlreadySeen"/>.</summary>
    public sealed record MarkSeen(Seen Seen) : Change;

    /// <summary>What a message or a reaction says by now.</summary>
    public sealed record PutSeen(Seen Seen, string? ETag) : Change;
}
