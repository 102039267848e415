using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>Something a person did in Slack, before it is looked up who they are.</summary>
/// <param name="Key">The thing itself: channel and <c>ts</c> for a message, so that an <c>app_mention</c> and a <c>message</c> are one.</param>
/// <param name="Handle">What the payload calls the person; empty where it does not.</param>
public sealed record Heard(string Key, Place Where, string User, string Handle, Instant At, Did What)
{
    /// <summary>Where to answer.</summary>
    public required ReplyTo To { get; init; }

    /// <summary>Whether it asks anything of us, whoever it was: most of what a channel says does not, and nobody is looked up for it.</summary>
    public bool Asks => Request.Of(By(new Person(new(Where.Platform, Where.Tenant, User), ""))) is not null;

    /// <summary>The channel that a cohort is to be set up in with this form; null for all else.</summary>
    public string? SetsUpIn => What is Did.Submitted { Form: SetUpFields.Form } && !Where.Direct ? Where.Channel : null;

    public Incoming By(Person person) => new(Key, Where, person, At, What);
}

/// <summary>Where an answer goes.</summary>
/// <param name="Channel">The channel or direct conversation; null where there is none (App Home): a direct message then.</param>
/// <param name="Thread">The first <c>ts</c> of the thread in which a reply of theirs stands; null elsewhere, even where a post was meant: under one without replies,
/// Slack shows a private answer to nobody.</param>
/// <param name="Message">The <c>ts</c> of what was said, to be marked as counted.</param>
/// <param name="ResponseUrl">Where a command or a button wants its answer.</param>
/// <param name="Trigger">Opens a modal, for 3 s.</param>
/// <param name="OnEphemeral">The button stood on a message that only this person sees: the answer may take its place.</param>
public sealed record ReplyTo(
    string User,
    string? Channel,
    string? Thread = null,
    string? Message = null,
    Uri? ResponseUrl = null,
    string? Trigger = null,
    bool OnEphemeral = false)
{
    /// <summary>The cohort that is spoken of, for the buttons of what is said in a direct message; null where there is none.</summary>
    public CohortId? About { get; init; }

    public bool IsDirect => Channel is null || Channels.IsDirect(Channel);
}
