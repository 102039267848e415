namespace StudyBot.Ports;

/// <summary>What became of changes that were to be written all at once.</summary>
public enum Commit
{
    Done,

    /// <summary>Somebody was faster: read again and decide again.</summary>
    Conflict,

    /// <summary>The event was handled before.</summary>
    AlreadySeen,
}
