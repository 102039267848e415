using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Local;

public enum MessageKind
{
    /// <summary>What a person wrote, or a word of the bot's own to a channel.</summary>
    Message,

    /// <summary>The bot's answer to what somebody said.</summary>
    Reply,
    Lesson,

    /// <summary>A nudge or a reminder: private.</summary>
    Nudge,
    Summary,
}

/// <summary>One message of the chat, as it is kept. Either <see cref="Words"/> or a <see cref="Card"/>: a person writes the one, the bot says the other.</summary>
/// <param name="Number">In the order of arrival, from 1, never used again.</param>
/// <param name="From">A person's id, or <see cref="Names.Bot"/>.</param>
/// <param name="Channel">The channel, or <c>@</c> and the person's id for the conversation between them and the bot.</param>
public sealed record Message(int Number, Instant At, string Channel, string From, MessageKind Kind)
{
    public string Id => $"m{Number}";

    public string? Words { get; init; }

    public Card? Card { get; init; }

    /// <summary>The number of the message it hangs under; null at the top of a channel.</summary>
    public int? Thread { get; init; }

    /// <summary>The one person who sees it; null: everybody does.</summary>
    public string? PrivateTo { get; init; }

    /// <summary>The lesson of a lesson's post, a nudge or a reminder.</summary>
    public int? Lesson { get; init; }

    /// <summary>Whose buttons these are, where the channel does not tell: a nudge in a direct conversation.</summary>
    public CohortId? Cohort { get; init; }

    /// <summary>The row that tells that this is a delivery's post.</summary>
    public string? Delivery { get; init; }

    public Instant? Edited { get; init; }

    /// <summary>Its words are gone; the row stays, so that its number is not used again.</summary>
    public bool Deleted { get; init; }

    /// <summary>Counts every change, so that an older version never replaces a newer one, and a press is told from the next.</summary>
    public int Revision { get; init; }

    /// <summary>It was written but not handled yet: the bot takes it up again after a crash in between.</summary>
    public bool Waiting { get; init; }

    public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    /// <summary>What was counted because of this message, a button on it or a reaction to it; each seen by its person alone.</summary>
    public IReadOnlyList<Receipt> Receipts { get; init; } = [];

    /// <summary>Names of the files that came with it; their contents are in <see cref="Files"/>.</summary>
    public IReadOnlyList<string> FileNames { get; init; } = [];

    public bool IsDirect => Names.IsDirect(Channel);

    public bool MaySee(string? reader) => PrivateTo is null || reader is null || PrivateTo == reader;
}

/// <param name="Name">Such as <c>white_check_mark</c>, or the character itself.</param>
/// <param name="From">Who put it there, in order; never empty.</param>
public sealed record Reaction(string Name, IReadOnlyList<string> From);
