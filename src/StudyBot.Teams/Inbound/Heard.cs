using NodaTime;
using StudyBot.Commands;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>Something a person did in Teams, before it is looked up who they are.</summary>
/// <param name="Key">The thing itself: conversation, sender, instant and what was said. A turn that is sent again has another activity id, and the same of these.</param>
/// <param name="Zone">The person's IANA zone, where the client tells it.</param>
public sealed record Heard(string Key, Place Where, Account From, string? Zone, Instant At, Did What)
{
    /// <summary>Where to answer.</summary>
    public required ReplyTo To { get; init; }

    /// <summary>What it asks of us, whoever it was; null for most of what a channel says, and nobody is looked up for that.</summary>
    public Request? Asked => Request.Of(By(new Person(new(Where.Platform, Where.Tenant, From.Id!), From.Name ?? "")));

    public Incoming By(Person person) => new(Key, Where, person, At, What);
}

/// <summary>Where an answer goes.</summary>
/// <param name="Service">The service URL, as the activity named it.</param>
/// <param name="Conversation">The chat, or the channel with the thread.</param>
/// <param name="Message">What was said, to be marked as counted; null where nothing was written.</param>
/// <param name="IsDirect">The chat between the person and the bot.</param>
/// <param name="Card">The message whose button was pressed.</param>
public sealed record ReplyTo(string Service, string Tenant, string Conversation, string User, string Name, bool IsDirect, string? Message = null, string? Card = null);
