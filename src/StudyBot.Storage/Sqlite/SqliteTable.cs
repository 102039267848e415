using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>The table in one SQLite file: durable before it answers (WAL, synchronous=FULL), one writer, any number of readers, and open to other programs
/// of the same version at the same time.</summary>
public sealed class SqliteTable : ITable, IDisposable
{
    private const int Page = 100;

    private readonly string _path;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private volatile bool _closed;

    private SqliteTable(string path, Func<SqliteSession> open)
    {
        _path = path;
        _writer = new(open);
    }

    /// <summary>How many transactions were committed: fewer than there were writes when many came at once.</summary>
    internal long Commits => _writer.Commits;

    /// <summary>Opens a file, or makes it with its folder. Throws <see cref="StoreRefusedException"/>, and then has changed nothing.</summary>
    /// <param name="create">False: refuses where there is no file.</param>
    public static SqliteTable Open(string path, bool create = true)
    {
        var full = Path.GetFullPath(path);
        SqliteFile.Prepare(full, create, SqliteSchema.Steps);
        return Open(full, () => new SqliteSession(full));
    }

    /// <param name="open">Makes the connection that writes; again after a fault.</param>
    internal static SqliteTable Open(string path, Func<SqliteSession> open)
    {
        try
        {
            return new(path, open);
        }
        catch (SqliteException fault)
        {
            throw new StoreRefusedException($"The store {path} cannot be opened for writing ({SqliteFile.Why(fault)}). Check that no other program holds it.", fault);
        }
    }

    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancel) =>
        Task.FromResult(Read(reader => reader.Get(partition, key), cancel));

    public Task<IReadOnlyList<Row?>> GetAsync(string partition, IReadOnlyList<Wanted> wanted, CancellationToken cancel) =>
        Task.FromResult(Read(reader => reader.Get(partition, wanted), cancel));

    public Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel)
    {
        Batches.Check(limit);
        return Task.FromResult(Read(reader => reader.Range(partition, from, until, limit), cancel));
    }

    public Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel)
    {
        Batches.Check(changes);
        cancel.ThrowIfCancellationRequested();
        return _writer.WriteAsync(partition, changes, cancel).WaitAsync(cancel);
    }

    public async IAsyncEnumerable<Row> EveryAsync(string from, string until, string key, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            var rows = Read(reader => reader.Every(from, until, key, Page), cancel);
            foreach (var row in rows) yield return row;
            if (rows.Count < Page) break;
            from = rows[^1].Partition + "\0";
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<Row> AllAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var (partition, key) = ("", "");
        while (true)
        {
            var rows = Read(reader => reader.All(partition, key, Page), cancel);
            foreach (var row in rows) yield return row;
            if (rows.Count < Page) break;
            (partition, key) = (rows[^1].Partition, rows[^1].Key + "\0");
        }

        await Task.CompletedTask;
    }

    /// <summary>Writes what waits, puts the log back into the file, and closes.</summary>
    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var reader)) reader.Dispose();
        _writer.Dispose();
    }

    private T Read<T>(Func<SqliteReader, T> read, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (_closed) throw new TableUnavailableException("The store is closed.");
        SqliteReader? reader = null;
        try
        {
            reader = _idle.TryTake(out var idle) ? idle : new SqliteReader(_path);
            var found = read(reader);
            _idle.Add(reader);
            if (_closed && _idle.TryTake(out var late)) late.Dispose();
            return found;
        }
        catch (Exception broken) when (broken is not SqliteException)
        {
            reader?.Dispose(); // What it has open would keep the log from being begun anew.
            throw;
        }
        catch (SqliteException fault)
        {
            reader?.Dispose();
            throw new TableUnavailableException($"The store could not read ({SqliteFile.Why(fault)}).", fault);
        }
    }
}
