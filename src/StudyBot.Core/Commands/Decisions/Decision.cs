using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Ports;

namespace StudyBot.Commands.Decisions;

/// <summary>What is to be written and said; the door does both, in this order.</summary>
public sealed record Decision(
    IReadOnlyList<Change> Changes,
    IReadOnlyList<Reply> Replies,
    IReadOnlyList<Receipt> Receipts,
    IReadOnlyList<int> Changed)
{
    public static Decision Nothing { get; } = new([], [], [], []);

    /// <summary>Check-ins that stood and stand no longer, as they were.</summary>
    public IReadOnlyList<CheckIn> Withdrawn { get; init; } = [];

    /// <summary>Whether everything kept about the person is to be removed, here and in every other cohort.</summary>
    public bool Forget { get; init; }

    /// <summary>A private answer that changes nothing.</summary>
    public static Decision Say(Card card) => Nothing.And(card);

    public Decision And(Card card, bool isPrivate = true) => this with { Replies = [.. Replies, new Reply(card, isPrivate)] };

    public Decision And(Change change) => this with { Changes = [.. Changes, change] };
}
