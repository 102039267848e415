namespace StudyBot.Storage;

/// <summary>A database that StudyBot will not touch: corrupt, another program's, newer than this version knows, or not writable.
/// The message is one line with the path and what to do.</summary>
public sealed class StoreRefusedException : Exception
{
    public StoreRefusedException() { }

    public StoreRefusedException(string message)
        : base(message) { }

    public StoreRefusedException(string message, Exception inner)
        : base(message, inner) { }
}
