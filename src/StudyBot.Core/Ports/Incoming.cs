using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Ports;

/// <summary>Something a person did, as every platform tells it.</summary>
/// <param name="Key">The idempotency key (a message's channel and id, a press's message, user and instant): the same thing delivered again has the same one.</param>
/// <param name="At">When the person did it, as the platform says; not when it reached us.</param>
public sealed record Incoming(string Key, Place Where, Person From, Instant At, Did What)
{
    /// <summary>The key of a message on platforms where its id alone identifies it.</summary>
    public static string KeyOf(string channel, string messageId) => $"{channel} message {messageId}";

    /// <summary>Whether this is such a message, said in a channel. The row of what it says is then also the mark that it was handled: of two that insert it only one can,
    /// so that nobody has to look for it first.</summary>
    public bool IsItsOwnMark => What is Did.Said said && !Where.Direct && Key == KeyOf(Where.Channel, said.MessageId);
}

/// <summary>Where something was said.</summary>
/// <param name="Channel">The channel, or the direct conversation.</param>
/// <param name="Direct">Between the person and the bot alone.</param>
/// <param name="Thread">The id of the post a reply hangs under; null at the top of a channel.</param>
/// <param name="Cohort">Which cohort is meant, for a button pressed in a direct message.</param>
public sealed record Place(string Platform, string Tenant, string Channel, bool Direct = false, string? Thread = null, CohortId? Cohort = null)
{
    public CohortId ChannelId => Cohort ?? new(Platform, Tenant, Channel);
}

/// <param name="Name">Empty where the platform cannot tell just now: the name that is known stands.</param>
/// <param name="Admin">A workspace admin or team owner.</param>
/// <param name="Guest">Never a lead.</param>
/// <param name="Zone">The person's IANA zone where the platform tells it.</param>
/// <param name="Handle">For whom no name is known yet, where the platform cannot tell it just now; empty where there is none.</param>
public sealed record Person(PersonId Id, string Name, bool Admin = false, bool Guest = false, string? Zone = null, string Handle = "")
{
    /// <summary>What somebody new is called: the name, or the handle; empty where there is neither.</summary>
    public string NameAtFirst => Name.Length > 0 ? Name : Handle;

    /// <summary>The name, or the one known before, or the handle, or the id: never nothing.</summary>
    public string NameOr(string known) => Name.Length > 0 ? Name : known.Length > 0 ? known : Handle.Length > 0 ? Handle : Id.User;
}

/// <summary>What was done.</summary>
public abstract record Did
{
    private Did() { }

    /// <param name="MessageId">The platform's id, unique in the channel.</param>
    /// <param name="Mentioned">The bot was addressed: by a mention, or as a slash command. The mention is gone from the text.</param>
    public sealed record Said(string MessageId, string Text, bool Mentioned = false) : Did;

    /// <summary>A button, by the command it says.</summary>
    public sealed record Pressed(string Command) : Did;

    /// <summary>A reaction put on a message or taken off it.</summary>
    /// <param name="Emoji">What it means: a name such as <c>white_check_mark</c>, or the character.</param>
    /// <param name="Own">The platform's own name of it, where several of its reactions mean the same: each stands by itself, and one that is taken off leaves the others.</param>
    public sealed record Reacted(string MessageId, string Emoji, bool On, string? Own = null) : Did;

    /// <param name="WrittenAt">When the message had been written first, where the platform tells: what its bare <c>done</c> means goes by that.</param>
    public sealed record Edited(string MessageId, string Text, Instant? WrittenAt = null) : Did;

    /// <param name="WrittenAt">When the message had been written, where the platform tells.</param>
    public sealed record Deleted(string MessageId, Instant? WrittenAt = null) : Did;

    /// <summary>A form that was sent.</summary>
    /// <param name="Values">By field: a date as <c>yyyy-MM-dd</c>, a time as <c>HH:mm</c>, a choice's value, a file's whole text. What was left empty is empty or not there.</param>
    public sealed record Submitted(string Form, IReadOnlyDictionary<string, string> Values) : Did;

    /// <summary>The person's name or zone is another one now.</summary>
    public sealed record Renamed : Did;

    /// <summary>The person left the channel.</summary>
    public sealed record LeftChannel : Did;

    /// <summary>The bot itself was added to the channel.</summary>
    public sealed record BotAdded : Did;

    /// <summary>The channel can no longer be reached: archived, deleted, the bot removed.</summary>
    public sealed record ChannelGone(string Reason) : Did;
}
