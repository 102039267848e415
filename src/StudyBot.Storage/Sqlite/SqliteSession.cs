using Microsoft.Data.Sqlite;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>The connection that writes, with its statements made once. Used by one thread; thrown away after any fault, with the transaction it was in.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;

    public SqliteSession(string path)
    {
        _connection = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite);
        _begin = SqliteSchema.Command(_connection, "BEGIN IMMEDIATE");
        _commit = SqliteSchema.Command(_connection, "COMMIT");
        _find = SqliteSchema.Command(_connection, "SELECT etag FROM row WHERE partition = $a AND key = $b", "$a", "$b");
        _put = SqliteSchema.Command(_connection, "INSERT INTO row (partition, key, etag, value) VALUES ($a, $b, $c, $d) ON CONFLICT (partition, key) DO UPDATE SET etag = $c, value = $d", "$a", "$b", "$c", "$d");
        _delete = SqliteSchema.Command(_connection, "DELETE FROM row WHERE partition = $a AND key = $b", "$a", "$b");
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
            if (changes[i] is RowChange.Delete) Run(_delete, partition, keys[i]);
            else Run(_put, partition, keys[i], NewETag(), Batches.ValueOf(changes[i]).ToArray());
        }

        return Written.Done.Instance;
    }

    public void Dispose()
    {
        foreach (var command in (ReadOnlySpan<SqliteCommand>)[_begin, _commit, _find, _put, _delete]) command.Dispose();
        _connection.Dispose();
    }

    /// <summary>By chance, since a counter would begin again with a row that was deleted and made anew, or in another program.</summary>
    private static long NewETag() => Random.Shared.NextInt64();

    private string? Find(byte[] partition, byte[] key)
    {
        _find.Parameters[0].Value = partition;
        _find.Parameters[1].Value = key;
        return _find.ExecuteScalar() is long etag ? etag.ToString() : null;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
