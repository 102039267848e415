using NodaTime;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Ports;

/// <summary>What came of an <see cref="Incoming"/>: durable by the time it is returned. The platform acknowledges, then says the replies.</summary>
/// <param name="Receipts">One for each check-in that was counted or already stood.</param>
/// <param name="Changed">Lessons whose shared card has a new <c>n of m done</c>.</param>
/// <param name="Duplicate">It was handled before; nothing was changed and nothing is said.</param>
public sealed record Handled(
    IReadOnlyList<Reply> Replies,
    IReadOnlyList<Receipt> Receipts,
    IReadOnlyList<int> Changed,
    CohortId? Cohort = null,
    bool Duplicate = false)
{
    /// <summary>Check-ins that stood and stand no longer, as they were: what marked them as counted can be taken off.</summary>
    public IReadOnlyList<CheckIn> Withdrawn { get; init; } = [];

    /// <summary>The person asked to be forgotten: the platform removes what it keeps about them too, before it acknowledges.</summary>
    public bool Forgotten { get; init; }

    public static Handled Silence { get; } = new([], [], []);

    public static Handled Again { get; } = new([], [], [], Duplicate: true);

    public static Handled Say(Card card) => Say(new Reply(card));

    public static Handled Say(params Reply[] replies) => new(replies, [], []);
}

/// <summary>Something to say back.</summary>
/// <param name="Private">Seen by the person alone, where they spoke; otherwise by the channel.</param>
public sealed record Reply(Card Card, bool Private = true)
{
    /// <summary>Files that come with it (an export); with private replies only.</summary>
    public IReadOnlyList<Attachment> Files { get; init; } = [];
}

public sealed record Attachment(string Name, string ContentType, string Content);

/// <summary>A check-in that stands. Shown as a reaction on the message or by the lesson's own card; its text is for screen readers, scripts and replay.</summary>
public sealed record Receipt(Instant At, PersonId From, int Lesson, CheckInClass Class, string Text);
