using System.Text;
using Microsoft.Data.Sqlite;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Storage;

/// <summary>What is opened, what is refused, and that what is refused is left as it was.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_file_and_its_folder_are_made_for_their_owner_alone()
    {
        var path = _folder.File("new/deeper/studybot.db");
        using var table = SqliteTable.Open(path);
        await PutAsync(table, "key");

        Assert.True(File.Exists(path));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.File("new/deeper")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path + "-wal"));
    }

    [Theory]
    [InlineData("a b.db")]
    [InlineData("50%25 #1?.db")]
    [InlineData("p%41.db")]
    [InlineData("Zoë 👍.db")]
    public void Any_name_will_do(string name)
    {
        if (OperatingSystem.IsWindows() && name.Contains('?')) return;
        for (var i = 0; i < 2; i++) SqliteTable.Open(_folder.File(name)).Dispose();
        Assert.Equal([_folder.File(name)], Directory.GetFiles(_folder.Path));
    }

    /// <summary>Neither in the file nor in a backup made from then on.</summary>
    [Fact]
    public async Task What_was_deleted_or_replaced_cannot_be_read_from_the_file_any_more()
    {
        var (path, backup) = (_folder.File("studybot.db"), _folder.File("backup.db"));
        using (var table = SqliteTable.Open(path))
        {
            for (var i = 0; i < 40; i++) await table.WriteAsync("partition", [new RowChange.Put($"key{i}", Encoding.UTF8.GetBytes($"zuzanna was here {i} {new string('x', i * 200)}"))], default);
            for (var i = 0; i < 40; i++) await table.WriteAsync("partition", [i % 2 == 0 ? new RowChange.Delete($"key{i}") : new RowChange.Put($"key{i}", "gone"u8.ToArray())], default);
            SqliteBackup.Take(path, backup);
        }

        foreach (var file in (string[])[path, backup]) Assert.DoesNotContain("zuzanna", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_a_store_that_begins()
    {
        var path = _folder.File("empty.db");
        File.WriteAllBytes(path, []);
        using var table = SqliteTable.Open(path);
        Assert.Equal(SqliteSchema.Steps.Count, Number(path, "PRAGMA user_version"));
    }

    [Fact]
    public void Only_what_exists_is_opened_where_that_was_asked()
    {
        var path = _folder.File("folder/none.db");
        Assert.Contains("There is no store", Refusal(path, create: false));
        Assert.False(Directory.Exists(_folder.File("folder")));

        SqliteTable.Open(path).Dispose();
        SqliteTable.Open(path, create: false).Dispose();
    }

    [Fact]
    public void Every_commit_reaches_the_disk_before_it_is_answered()
    {
        var path = Store();
        using var session = new SqliteSession(path);
        Assert.Equal(2, SqliteSchema.Number(session.Connection, "PRAGMA synchronous"));
        Assert.Equal("wal", Text(session.Connection, "PRAGMA journal_mode"));
    }

    [Theory]
    [InlineData("no database at all")]
    [InlineData("its first page overwritten")]
    [InlineData("cut off")]
    [InlineData("its middle overwritten")]
    [InlineData("its end overwritten")]
    public void A_corrupt_file_is_refused_and_left_as_it_was(string how)
    {
        var path = Store();
        var bytes = File.ReadAllBytes(path);
        var noise = new byte[4096];
        new Random(1).NextBytes(noise);
        switch (how)
        {
            case "no database at all": bytes = Encoding.UTF8.GetBytes(new string('x', 5000)); break;
            case "its first page overwritten": noise.CopyTo(bytes, 0); break;
            case "cut off": bytes = bytes[..(bytes.Length / 2)]; break;
            case "its middle overwritten": noise.CopyTo(bytes, 4096 * (bytes.Length / 8192)); break;
            case "its end overwritten": noise.CopyTo(bytes, bytes.Length - 4096); break;
        }

        File.WriteAllBytes(path, bytes);
        Assert.Contains("is no intact database", RefusalLeavesAlone(path));
    }

    [Theory]
    [InlineData("DELETE", 0)]
    [InlineData("DELETE", 7)]
    [InlineData("WAL", 0)]
    [InlineData("WAL", 7)]
    public void Another_programs_database_is_refused_and_left_as_it_was(string journal, int version)
    {
        var path = _folder.File("theirs.db");
        Run(path, $"PRAGMA journal_mode = {journal}; CREATE TABLE notes (text); PRAGMA user_version = {version}");
        Assert.Contains("another program's database", RefusalLeavesAlone(path));
    }

    [Fact]
    public void A_newer_database_is_refused_and_left_as_it_was()
    {
        var path = Store();
        Run(path, $"PRAGMA user_version = {SqliteSchema.Steps.Count + 1}");
        Assert.Contains("written by a newer StudyBot (schema 2; this one knows 1)", RefusalLeavesAlone(path));
    }

    [Fact]
    public void A_newer_database_is_refused_also_while_the_newer_program_runs()
    {
        var path = Store();
        using var newer = Connect(path);
        Execute(newer, $"PRAGMA user_version = {SqliteSchema.Steps.Count + 1}");
        Assert.Equal(1, File.ReadAllBytes(path)[63]); // The file itself still says 1: the new version stands in the log.
        Assert.Contains("written by a newer StudyBot", Refusal(path));
    }

    [Fact]
    public void What_cannot_be_written_is_refused()
    {
        var file = _folder.File("a file");
        File.WriteAllText(file, "x");
        Assert.Contains("cannot be opened for writing", Refusal(Path.Combine(file, "studybot.db")));
        Assert.Contains("cannot be opened for writing", Refusal(Path.Combine(file, "deeper", "studybot.db")));
        Assert.Contains("is a folder", Refusal(_folder.Path));
    }

    [Fact]
    public async Task A_database_of_an_earlier_version_is_taken_forward_step_by_step_and_keeps_its_rows()
    {
        var path = Store();
        string[] steps = [.. SqliteSchema.Steps, "ALTER TABLE row ADD COLUMN second INTEGER DEFAULT 2", "CREATE TABLE third (x)"];
        SqliteFile.Prepare(path, create: false, steps);
        SqliteFile.Prepare(path, create: false, steps);

        Assert.Equal(3, Number(path, "PRAGMA user_version"));
        Assert.Equal(SqliteSchema.ApplicationId, Number(path, "PRAGMA application_id"));
        Assert.Equal(2, Number(path, "SELECT min(second) FROM row"));
        using var table = SqliteTable.Open(path, () => new SqliteSession(path));
        Assert.NotNull(await table.GetAsync("partition", "0000", default));
    }

    [Fact]
    public void A_step_that_fails_leaves_the_version_before_it()
    {
        var path = Store();
        Assert.Throws<StoreRefusedException>(() => SqliteFile.Prepare(path, create: false, [.. SqliteSchema.Steps, "CREATE TABLE second (x); CREATE TABLE row (x)"]));
        Assert.Equal(1, Number(path, "PRAGMA user_version"));
        Assert.Equal(0, Number(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'second'"));
        SqliteTable.Open(path).Dispose();
    }

    [Fact]
    public async Task Two_programs_may_start_at_once_on_a_new_file()
    {
        var path = _folder.File("both.db");
        using var gate = new Barrier(2);
        var tables = new SqliteTable[2];
        var threads = Enumerable.Range(0, 2).Select(i => new Thread(() =>
        {
            gate.SignalAndWait();
            tables[i] = SqliteTable.Open(path);
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();

        await PutAsync(tables[0], "key");
        Assert.NotNull(await tables[1].GetAsync("partition", "key", default));
        foreach (var table in tables) table.Dispose();
    }

    /// <summary>Some pages of rows, closed.</summary>
    private string Store()
    {
        var path = _folder.File("studybot.db");
        using var table = SqliteTable.Open(path);
        var rows = Enumerable.Range(0, 100).Select(i => new RowChange.Put($"{i:0000}", Encoding.UTF8.GetBytes(new string('x', 400))));
        table.WriteAsync("partition", [.. rows], default).GetAwaiter().GetResult();
        return path;
    }

    private string RefusalLeavesAlone(string path)
    {
        var before = File.ReadAllBytes(path);
        var written = File.GetLastWriteTimeUtc(path);
        var message = Refusal(path);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
        return message;
    }

    /// <summary>One line, with the path and what to do.</summary>
    private static string Refusal(string path, bool create = true)
    {
        var message = Assert.Throws<StoreRefusedException>(() => SqliteTable.Open(path, create)).Message;
        Assert.Contains(path, message);
        Assert.Contains("Storage:SqlitePath", message);
        Assert.DoesNotContain('\n', message);
        Assert.EndsWith(".", message);
        return message;
    }

    private static Task<Written> PutAsync(SqliteTable table, string key) => table.WriteAsync("partition", [new RowChange.Put(key, "x"u8.ToArray())], default);

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(string path, string sql)
    {
        using var connection = Connect(path);
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql) => SqliteSchema.Run(connection, sql);

    private static int Number(string path, string sql)
    {
        using var connection = Connect(path);
        return SqliteSchema.Number(connection, sql);
    }

    private static string? Text(SqliteConnection connection, string sql)
    {
        using var command = SqliteSchema.Command(connection, sql);
        return command.ExecuteScalar() as string;
    }
}
