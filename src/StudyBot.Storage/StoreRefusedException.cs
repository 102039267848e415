namespace StudyBot.Storage;

/// <summary>A store that StudyBot cannot work with: corrupt, another program's, newer than this version knows, out of reach, or without the rights to it.
/// The message is one line with its name and what to do.</summary>
public sealed class StoreRefusedException : Exception
{
    public StoreRefusedException() { }

    public StoreRefusedException(string message)
        : base(message) { }

    public StoreRefusedException(string message, Exception inner)
        : base(message, inner) { }
}
