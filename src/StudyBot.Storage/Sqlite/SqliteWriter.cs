using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>The one connection that writes. Batches that wait at the same moment are committed in one transaction, so that a burst costs one flush of
/// the disk; each is answered after the commit, and one whose condition does not hold leaves the others alone.</summary>
/// <remarks>SQLite waits for the disk in the calling thread; a thread of its own keeps that wait away from everybody else.</remarks>
internal sealed class SqliteWriter : IDisposable
{
    private const int MostAtOnce = 512;

    private readonly Channel<Batch> _waiting = Channel.CreateUnbounded<Batch>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Thread _thread;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;
    private long _commits;

    public SqliteWriter(string path)
    {
        _connection = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite);
        _find = Command("SELECT etag FROM row WHERE partition = $a AND key = $b", "$a", "$b");
        _put = Command("INSERT INTO row (partition, key, etag, value) VALUES ($a, $b, $c, $d) ON CONFLICT (partition, key) DO UPDATE SET etag = $c, value = $d", "$a", "$b", "$c", "$d");
        _delete = Command("DELETE FROM row WHERE partition = $a AND key = $b", "$a", "$b");
        _thread = new Thread(Work) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    /// <summary>How many transactions were committed.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    public Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes)
    {
        var batch = new Batch(SqliteKey.Encode(partition), changes);
        if (!_waiting.Writer.TryWrite(batch)) throw new TableUnavailableException("The store is closed.");
        return batch.Answer.Task;
    }

    /// <summary>Writes what waits, then closes.</summary>
    public void Dispose()
    {
        if (!_waiting.Writer.TryComplete()) return;
        _thread.Join();
        _find.Dispose();
        _put.Dispose();
        _delete.Dispose();
        try
        {
            SqliteSchema.Run(_connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // Whoever opens it next writes the log back.
        }

        _connection.Dispose();
    }

    private void Work()
    {
        var group = new List<(Batch Batch, Written Written)>();
        while (Next() is { } first)
        {
            group.Clear();
            try
            {
                using var transaction = _connection.BeginTransaction();
                group.Add((first, Written.Done.Instance));
                while (group.Count < MostAtOnce && _waiting.Reader.TryRead(out var more)) group.Add((more, Written.Done.Instance));
                for (var i = 0; i < group.Count; i++) group[i] = (group[i].Batch, Apply(group[i].Batch, transaction));
                transaction.Commit();
                Interlocked.Increment(ref _commits);
            }
            catch (SqliteException fault)
            {
                if (group.Count == 0) group.Add((first, Written.Done.Instance));
                foreach (var (batch, _) in group)
                    batch.Answer.SetException(new TableUnavailableException($"The store could not write ({SqliteFile.Why(fault)}).", fault));
                continue;
            }

            foreach (var (batch, written) in group) batch.Answer.SetResult(written);
        }
    }

    private Batch? Next()
    {
        while (true)
        {
            if (_waiting.Reader.TryRead(out var batch)) return batch;
            // The thread has nothing else to do; it is woken by the next batch or by the end.
#pragma warning disable CA2012, MA0042 // Blocking is this thread's purpose.
            if (!_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult()) return null;
#pragma warning restore CA2012, MA0042
        }
    }

    /// <summary>All conditions first: the transaction holds the database, so they still hold when the rows are written.</summary>
    private Written Apply(Batch batch, SqliteTransaction transaction)
    {
        var keys = new byte[batch.Changes.Count][];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = SqliteKey.Encode(batch.Changes[i].Key);
            if (!Holds(batch.Changes[i], batch.Partition, keys[i], transaction)) return new Written.Conflict(i);
        }

        for (var i = 0; i < keys.Length; i++)
        {
            switch (batch.Changes[i])
            {
                case RowChange.Delete: Run(_delete, transaction, batch.Partition, keys[i]); break;
                case RowChange.Insert insert: Put(batch.Partition, keys[i], insert.Value, transaction); break;
                case RowChange.Replace replace: Put(batch.Partition, keys[i], replace.Value, transaction); break;
                case RowChange.Put put: Put(batch.Partition, keys[i], put.Value, transaction); break;
            }
        }

        return Written.Done.Instance;
    }

    private bool Holds(RowChange change, byte[] partition, byte[] key, SqliteTransaction transaction) => change switch
    {
        RowChange.Insert => Find(partition, key, transaction) is null,
        RowChange.Replace replace => Find(partition, key, transaction) == replace.ETag,
        RowChange.Delete { ETag: { } etag } => Find(partition, key, transaction) == etag,
        _ => true,
    };

    private string? Find(byte[] partition, byte[] key, SqliteTransaction transaction)
    {
        _find.Transaction = transaction;
        _find.Parameters[0].Value = partition;
        _find.Parameters[1].Value = key;
        return _find.ExecuteScalar() is long etag ? etag.ToString() : null;
    }

    /// <summary>A mark that no version of this row had before, also not one that was deleted meanwhile or written by another program.</summary>
    private void Put(byte[] partition, byte[] key, ReadOnlyMemory<byte> value, SqliteTransaction transaction) =>
        Run(_put, transaction, partition, key, System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue) * 0x1_0000_0000L + System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue), value.ToArray());

    private static void Run(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private sealed record Batch(byte[] Partition, IReadOnlyList<RowChange> Changes)
    {
        /// <summary>Continued elsewhere, never in the writer's own thread.</summary>
        public TaskCompletionSource<Written> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
