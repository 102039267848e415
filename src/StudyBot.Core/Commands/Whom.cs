namespace StudyBot.Commands;

/// <summary>Whom a command speaks of.</summary>
/// <param name="Person">A user id, or a name.</param>
/// <param name="Name">What a platform's mention calls them, empty where it does not tell: it may be somebody who has not said anything here yet. Null where it is no mention, and
/// <paramref name="Person"/> is all that was said.</param>
public sealed record Whom(string Person, string? Name = null)
{
    /// <summary>What they are called by whoever speaks of them; empty where that is not known.</summary>
    public string Called => Name ?? Person;
}
