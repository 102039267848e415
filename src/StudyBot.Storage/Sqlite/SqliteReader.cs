using Microsoft.Data.Sqlite;
using SQLitePCL;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>One connection that reads, with its statements made once. Used by one caller at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    /// <summary>Steps from partition to partition by the primary key, so that it costs what partitions there are, not what rows.</summary>
    private const string EveryPartition = """
        WITH RECURSIVE each (partition) AS (
          SELECT (SELECT partition FROM row WHERE partition >= ?1 AND partition < ?4 ORDER BY partition LIMIT 1)
          UNION ALL
          SELECT (SELECT partition FROM row WHERE partition > each.partition AND partition < ?4 ORDER BY partition LIMIT 1) FROM each WHERE each.partition IS NOT NULL
        )
        SELECT row.etag, row.value, row.key, row.partition FROM each CROSS JOIN row ON row.partition = each.partition AND row.key = ?2 LIMIT ?3
        """;

    /// <summary>256 KiB: enough for one transaction, and what it read is worth nothing after the next commit. There is a reader for each of those who read at once.</summary>
    private const int PagesInMemory = 64;

    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _end;
    private readonly SqliteStatement _get;
    private readonly SqliteStatement _range;
    private readonly SqliteStatement _every;
    private readonly SqliteStatement _all;

    public SqliteReader(string path)
    {
        _connection = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite);
        try
        {
            SqliteSchema.Run(_connection, "PRAGMA query_only = ON");
            SqliteSchema.Run(_connection, $"PRAGMA cache_size = {PagesInMemory}");
            KeepPlans();
            _begin = new(_connection, "BEGIN");
            _end = new(_connection, "COMMIT");
            _get = new(_connection, "SELECT etag, value FROM row WHERE partition = ?1 AND key = ?2");
            _range = new(_connection, "SELECT etag, value, key FROM row WHERE partition = ?1 AND key >= ?2 AND key < ?3 ORDER BY key LIMIT ?4");
            _every = new(_connection, EveryPartition);
            _all = new(_connection, "SELECT etag, value, key, partition FROM row WHERE (partition, key) >= (?1, ?2) ORDER BY partition, key LIMIT ?3");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How often a range was planned anew.</summary>
    public int RangesPlannedAnew => _range.PlannedAnew;

    public Row? Get(string partition, string key) => Get(partition, new Wanted(key));

    /// <summary>In one transaction, which also keeps the pages in memory from one row to the next: once somebody has written, the next transaction begins with none.</summary>
    public IReadOnlyList<Row?> Get(string partition, IReadOnlyList<Wanted> wanted)
    {
        var rows = new Row?[wanted.Count];
        _begin.Run();
        for (var i = 0; i < rows.Length; i++) rows[i] = Get(partition, wanted[i]);
        _end.Run();
        return rows;
    }

    public IReadOnlyList<Row> Range(string partition, string from, string until, int limit) =>
        Read(_range.Bind(1, SqliteKey.Encode(partition)).Bind(2, SqliteKey.Encode(from)).Bind(3, SqliteKey.Encode(until)).Bind(4, limit), partition);

    /// <summary>Rows of a key in the partitions from one on and before another.</summary>
    public IReadOnlyList<Row> Every(string from, string until, string key, int limit) =>
        Read(_every.Bind(1, SqliteKey.Encode(from)).Bind(2, SqliteKey.Encode(key)).Bind(3, limit).Bind(4, SqliteKey.Encode(until)));

    /// <summary>All rows from a place on.</summary>
    public IReadOnlyList<Row> All(string partition, string key, int limit) => Read(_all.Bind(1, SqliteKey.Encode(partition)).Bind(2, SqliteKey.Encode(key)).Bind(3, limit));

    /// <summary>Also of what was made so far, where something could not be.</summary>
    public void Dispose()
    {
        foreach (var made in (ReadOnlySpan<IDisposable?>)[_begin, _end, _get, _range, _every, _all]) made?.Dispose();
        _connection.Dispose();
    }

    /// <summary>A limit that is bound may change the best plan, so SQLite would plan a range anew at each run, which takes five times as long as the run. There is one plan for it here.
    /// Source: the Query Planner Stability Guarantee, sqlite.org/queryplanner-ng.html.</summary>
    private void KeepPlans()
    {
        const int enableStability = 1007; // SQLITE_DBCONFIG_ENABLE_QPSG
        raw.sqlite3_db_config(_connection.Handle!, enableStability, 1, out _);
    }

    private Row? Get(string partition, Wanted wanted)
    {
        try
        {
            if (!_get.Bind(1, SqliteKey.Encode(partition)).Bind(2, SqliteKey.Encode(wanted.Key)).Step()) return null;
            var etag = _get.Number(0).ToString();
            // A long value lies on pages of its own, which are not even read where it is known.
            return new(partition, wanted.Key, etag, etag == wanted.Known ? default : _get.Bytes(1).ToArray());
        }
        finally
        {
            _get.Reset();
        }
    }

    /// <param name="partition">Of all rows, where it is known.</param>
    private static List<Row> Read(SqliteStatement statement, string? partition = null)
    {
        var rows = new List<Row>();
        try
        {
            while (statement.Step())
            {
                rows.Add(new(
                    partition ?? SqliteKey.Decode(statement.Bytes(3)),
                    SqliteKey.Decode(statement.Bytes(2)),
                    statement.Number(0).ToString(),
                    statement.Bytes(1).ToArray()));
            }
        }
        finally
        {
            statement.Reset();
        }

        return rows;
    }
}
