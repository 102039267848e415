using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>The connection that writes, with its statements made once. Used by one thread; thrown away after any fault, with the transaction it was in.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _find;
    private readonly SqliteStatement _put;
    private readonly SqliteStatement _delete;
    private int _found;
    private int _broughtBefore;

    public SqliteSession(string path)
    {
        SqliteVfs.Register();
        _connection = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite, SqliteVfs.Name);
        try
        {
            SqliteSchema.Run(_connection, "PRAGMA wal_autocheckpoint = 0"); // The writer sees to it.
            _begin = new(_connection, "BEGIN IMMEDIATE");
            _commit = new(_connection, "COMMIT");
            _find = new(_connection, "SELECT etag FROM row WHERE partition = ?1 AND key = ?2");
            _put = new(_connection, "INSERT INTO row (partition, key, etag, value) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (partition, key) DO UPDATE SET etag = ?3, value = ?4");
            _delete = new(_connection, "DELETE FROM row WHERE partition = ?1 AND key = ?2");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public SqliteConnection Connection => _connection;

    /// <summary>Takes the database for writing; waits a while where another program has it.</summary>
    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    /// <summary>How many pages the log has. What another program brought into it is counted when it is written back.</summary>
    public int PagesInLog => _found + Brought() - _broughtBefore;

    /// <summary>Writes the log back into the file as far as nobody has to wait for it. Once all of it is there, the next write begins the log anew.</summary>
    public void WriteBack()
    {
        raw.sqlite3_wal_checkpoint_v2(_connection.Handle!, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var found, out _);
        if (found >= 0) (_found, _broughtBefore) = (found, Brought());
    }

    /// <summary>All conditions first, then the rows: the transaction holds the database, so that they still hold, and a batch that conflicts has written nothing.</summary>
    public Written Apply(byte[] partition, IReadOnlyList<RowChange> changes)
    {
        var keys = new byte[changes.Count][];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = SqliteKey.Encode(changes[i].Key);
            if (Batches.IsConditional(changes[i]) && !Batches.Holds(changes[i], Find(partition, keys[i]))) return new Written.Conflict(i);
        }

        var etag = 0L;
        for (var i = 0; i < keys.Length; i++)
        {
            if (changes[i] is RowChange.Delete) _delete.Bind(1, partition).Bind(2, keys[i]).Run();
            else _put.Bind(1, partition).Bind(2, keys[i]).Bind(3, etag = NewETag()).Bind(4, Batches.ValueOf(changes[i]).Span).Run();
        }

        return changes is [not RowChange.Delete] ? new Written.Done(Version(etag)) : Written.Done.Instance;
    }

    /// <summary>Closes after a fault. SQLite would write the log back as it closes, and with it what this session has not sent to the log, where another program may have written since.</summary>
    public void Abandon()
    {
        const int noCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE
        raw.sqlite3_db_config(_connection.Handle!, noCheckpointOnClose, 1, out _);
        Dispose();
    }

    /// <summary>Also of what was made so far, where something could not be.</summary>
    public void Dispose()
    {
        foreach (var made in (ReadOnlySpan<IDisposable?>)[_begin, _commit, _find, _put, _delete]) made?.Dispose();
        _connection.Dispose();
    }

    /// <summary>By chance, since a counter would begin again with a row that was deleted and made anew, or in another program.</summary>
    private static long NewETag() => Random.Shared.NextInt64();

    private static string Version(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many pages this session has brought into the log, over all its life.</summary>
    private int Brought()
    {
        const int cacheWrites = 9; // SQLITE_DBSTATUS_CACHE_WRITE
        raw.sqlite3_db_status(_connection.Handle!, cacheWrites, out var pages, out _, resetFlg: 0);
        return pages;
    }

    private string? Find(byte[] partition, byte[] key)
    {
        try
        {
            return _find.Bind(1, partition).Bind(2, key).Step() ? Version(_find.Number(0)) : null;
        }
        finally
        {
            _find.Reset();
        }
    }
}
