using Microsoft.Data.Sqlite;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>One connection that reads, with its statements made once. Used by one caller at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    /// <summary>Steps from partition to partition by the primary key, so that it costs what partitions there are, not what rows.</summary>
    private const string EveryPartition = """
        WITH RECURSIVE each (partition) AS (
          SELECT (SELECT partition FROM row WHERE partition >= $a AND partition < $d ORDER BY partition LIMIT 1)
          UNION ALL
          SELECT (SELECT partition FROM row WHERE partition > each.partition AND partition < $d ORDER BY partition LIMIT 1) FROM each WHERE each.partition IS NOT NULL
        )
        SELECT row.partition, row.key, row.etag, row.value FROM each CROSS JOIN row ON row.partition = each.partition AND row.key = $b LIMIT $c
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _get;
    private readonly SqliteCommand _range;
    private readonly SqliteCommand _every;
    private readonly SqliteCommand _all;

    public SqliteReader(string path)
    {
        _connection = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite);
        SqliteSchema.Run(_connection, "PRAGMA query_only = ON");
        _get = SqliteSchema.Command(_connection, "SELECT partition, key, etag, value FROM row WHERE partition = $a AND key = $b", "$a", "$b");
        _range = SqliteSchema.Command(_connection, "SELECT partition, key, etag, value FROM row WHERE partition = $a AND key >= $b AND key < $c ORDER BY key LIMIT $d", "$a", "$b", "$c", "$d");
        _every = SqliteSchema.Command(_connection, EveryPartition, "$a", "$b", "$c", "$d");
        _all = SqliteSchema.Command(_connection, "SELECT partition, key, etag, value FROM row WHERE (partition, key) >= ($a, $b) ORDER BY partition, key LIMIT $c", "$a", "$b", "$c");
    }

    public Row? Get(string partition, string key) => Read(_get, SqliteKey.Encode(partition), SqliteKey.Encode(key)) is [var row] ? row : null;

    public IReadOnlyList<Row> Range(string partition, string from, string until, int limit) =>
        Read(_range, SqliteKey.Encode(partition), SqliteKey.Encode(from), SqliteKey.Encode(until), limit);

    /// <summary>Rows of a key in the partitions from one on and before another.</summary>
    public IReadOnlyList<Row> Every(string from, string until, string key, int limit) => Read(_every, SqliteKey.Encode(from), SqliteKey.Encode(key), limit, SqliteKey.Encode(until));

    /// <summary>All rows from a place on.</summary>
    public IReadOnlyList<Row> All(string partition, string key, int limit) => Read(_all, SqliteKey.Encode(partition), SqliteKey.Encode(key), limit);

    public void Dispose()
    {
        _get.Dispose();
        _range.Dispose();
        _every.Dispose();
        _all.Dispose();
        _connection.Dispose();
    }

    private static List<Row> Read(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        using var reader = command.ExecuteReader();
        var rows = new List<Row>();
        while (reader.Read())
        {
            rows.Add(new(
                SqliteKey.Decode(reader.GetFieldValue<byte[]>(0)),
                SqliteKey.Decode(reader.GetFieldValue<byte[]>(1)),
                reader.GetInt64(2).ToString(),
                reader.GetFieldValue<byte[]>(3)));
        }

        return rows;
    }
}
