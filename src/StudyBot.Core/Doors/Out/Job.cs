using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>What to deliver.</summary>
/// <param name="Card">Made when its turn has come, and told whether that was waited for: then what was read before may be no longer true. Null where it is no longer due.</param>
/// <param name="Complete">The rows that follow from it, read afresh each time; written together with the delivery, which tells the slot it was sent for.
/// Null: who it was for has been forgotten, and so is the delivery.</param>
internal sealed record Job(
    CohortId Cohort,
    DeliveryId Id,
    LocalDate Date,
    Instant Slot,
    PersonId? To,
    Func<bool, Task<Card?>> Card,
    Func<Delivery, Sending.Sent, Task<IReadOnlyList<Change>?>> Complete)
{
    /// <summary>It had a row before it was claimed, which goes when it was said: a reminder, a notice. Where there is none any more, somebody else has said it.</summary>
    public bool IsPlanned { get; init; }
}
