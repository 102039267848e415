using Microsoft.Data.Sqlite;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>The connection that writes, with its statements made once. Used by one thread; thrown away after any fault, with the transaction it was in.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>32 MiB. The log is as durable as the file; written back less often, a page that a hundred check-ins touched is written back once.</summary>
    private const int PagesInLog = 8_000;

    /// <summary>8 MiB: the pages near those that are written now, so that they are not read again for the next check-in.</summary>
    private const int PagesInMemory = 2_000;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteStatement _find;
    private readonly SqliteStatement _put;
    private readonly SqliteStatement _delete;

    public SqliteSession(string path)
    {
        _connection = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite);
        SqliteSchema.Run(_connection, $"PRAGMA wal_autocheckpoint = {PagesInLog}");
        SqliteSchema.Run(_connection, $"PRAGMA cache_size = {PagesInMemory}");
        _begin = SqliteSchema.Command(_connection, "BEGIN IMMEDIATE");
        _commit = SqliteSchema.Command(_connection, "COMMIT");
        _find = new(_connection, "SELECT etag FROM row WHERE partition = ?1 AND key = ?2");
        _put = new(_connection, "INSERT INTO row (partition, key, etag, value) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (partition, key) DO UPDATE SET etag = ?3, value = ?4");
        _delete = new(_connection, "DELETE FROM row WHERE partition = ?1 AND key = ?2");
    }

    public SqliteConnection Connection => _connection;

    /// <summary>Takes the database for writing; waits a while where another program has it.</summary>
    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    /// <summary>All conditions first, then the rows: the transaction holds the database, so that they still hold, and a batch that conflicts has written nothing.</summary>
    public Written Apply(byte[] partition, IReadOnlyList<RowChange> changes)
    {
        var keys = new byte[changes.Count][];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = SqliteKey.Encode(changes[i].Key);
            if (Batches.IsConditional(changes[i]) && !Batches.Holds(changes[i], Find(partition, keys[i]))) return new Written.Conflict(i);
        }

        for (var i = 0; i < keys.Length; i++)
        {
            if (changes[i] is RowChange.Delete) _delete.Bind(1, partition).Bind(2, keys[i]).Run();
            else _put.Bind(1, partition).Bind(2, keys[i]).Bind(3, NewETag()).Bind(4, Batches.ValueOf(changes[i]).Span).Run();
        }

        return Written.Done.Instance;
    }

    public void Dispose()
    {
        foreach (var made in (ReadOnlySpan<IDisposable>)[_begin, _commit, _find, _put, _delete]) made.Dispose();
        _connection.Dispose();
    }

    /// <summary>By chance, since a counter would begin again with a row that was deleted and made anew, or in another program.</summary>
    private static long NewETag() => Random.Shared.NextInt64();

    private string? Find(byte[] partition, byte[] key)
    {
        try
        {
            return _find.Bind(1, partition).Bind(2, key).Step() ? _find.Number(0).ToString() : null;
        }
        finally
        {
            _find.Reset();
        }
    }
}
