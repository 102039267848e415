namespace StudyBot.Storage;

/// <summary>The file that was named for a backup will not do. The message is one line with its name and what to do; nothing was changed.</summary>
public sealed class BackupFileException : Exception
{
    public BackupFileException() { }

    public BackupFileException(string message)
        : base(message) { }

    public BackupFileException(string message, Exception inner)
        : base(message, inner) { }
}
