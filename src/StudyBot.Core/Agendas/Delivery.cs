using System.Text.Json.Serialization;
using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Agendas;

public enum DeliveryKind
{
    Lesson,
    Nudge,
    Summary,
    Reminder,

    /// <summary>A word of our own: to a lead that posting stopped, to the channel after an outage.</summary>
    Notice,
}

/// <summary>A delivery's key, by which it exists once by construction: (lesson, number), (nudge, lesson, person), (summary, first date of the week).</summary>
/// <param name="Run">The cohort's run it belongs to.</param>
/// <param name="Subject">Sortable: the lesson as four digits, then the person for a nudge or reminder; the ISO date for a summary.</param>
public sealed record DeliveryId(int Run, DeliveryKind Kind, string Subject);

public enum DeliveryState
{
    /// <summary>Written before its time (a reminder, a notice), and not said yet.</summary>
    Planned,

    /// <summary>Tried and certainly not sent, or not due after all: free for anyone, from <see cref="Delivery.NextTry"/> on.</summary>
    [JsonStringEnumMemberName("Claimed")] // As rows have it.
    NotSent,

    /// <summary>The call may be under way or its outcome unknown.</summary>
    Sending,

    /// <summary>Recorded with the platform's message id.</summary>
    Sent,

    /// <summary>Certainly refused.</summary>
    Failed,
}

/// <summary>One scheduled post and what became of it.</summary>
/// <param name="Slot">When it was planned.</param>
/// <param name="Owner">A token of the instance that claimed it; a lost reply to a committed claim is recognised by it.</param>
/// <param name="LeaseEnd">Until when the owner may be at work; later anyone may take it over.</param>
/// <param name="Person">Whom a nudge, a reminder or a notice is for; null for what the channel sees.</param>
/// <param name="NextTry">Not before this instant after a failure that certainly sent nothing.</param>
public sealed record Delivery(
    DeliveryId Id,
    LocalDate Date,
    Instant Slot,
    DeliveryState State,
    string Owner,
    Instant LeaseEnd,
    int Attempts = 0,
    Instant? NextTry = null,
    string? MessageId = null,
    string? Reason = null,
    PersonId? Person = null);
