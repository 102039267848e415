using Microsoft.Data.Sqlite;

namespace StudyBot.Storage;

/// <summary>Writes SQLite's log back into the file, in a thread and with a connection of its own: a log of many pages takes tens of milliseconds even where the disk
/// is quick, and whoever writes or reads meanwhile does not wait for it. What comes into the log meanwhile is left to the writer.</summary>
internal sealed class SqliteWriteBack(Func<SqliteSession> open) : IDisposable
{
    private Thread? _thread;

    public bool IsAtWork => _thread is { IsAlive: true };

    /// <summary>Returns at once.</summary>
    public void Begin()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "SQLite write-back" };
        _thread.Start();
    }

    public void Dispose() => _thread?.Join();

    private void Work()
    {
        try
        {
            using var session = open();
            session.WriteBack();
        }
        catch (SqliteException)
        {
            // The log keeps what it has. A disk that is full or broken meets the writer too, and it tells.
        }
    }
}
