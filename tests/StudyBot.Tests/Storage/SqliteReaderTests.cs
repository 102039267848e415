using Microsoft.Data.Sqlite;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Storage;

public sealed class SqliteReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Planning takes five times as long as the run, and each tick and each lesson reads ranges.</summary>
    [Fact]
    public async Task A_range_is_planned_once_whatever_is_asked()
    {
        var path = _folder.File("table.db");
        using var table = SqliteTable.Open(path);
        await table.WriteAsync("partition", [new RowChange.Put("a", "1"u8.ToArray()), new RowChange.Put("b", "2"u8.ToArray())], default);
        using var reader = new SqliteReader(path);

        Assert.Equal(["a", "b"], reader.Range("partition", "a", "c", 10).Select(row => row.Key));
        Assert.Equal(["b"], reader.Range("partition", "b", "c", 1000).Select(row => row.Key));
        Assert.Empty(reader.Range("elsewhere", "a", "c", 1));

        Assert.Equal(0, reader.RangesPlannedAnew);
    }

    /// <summary>The log beside a file goes with the last one that has the file open.</summary>
    [Fact]
    public void What_cannot_be_prepared_leaves_the_file_closed()
    {
        var path = _folder.File("table.db");
        SqliteFile.Prepare(path, create: true, SqliteSchema.Steps);
        using (var connection = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite)) SqliteSchema.Run(connection, "DROP TABLE row");

        Assert.Throws<SqliteException>(() => new SqliteReader(path));
        Assert.Throws<SqliteException>(() => new SqliteSession(path));

        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }
}
