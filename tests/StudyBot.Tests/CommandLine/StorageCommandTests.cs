using Microsoft.Data.Sqlite;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Days;
using StudyBot.Tests.Storage;

namespace StudyBot.Tests.CommandLine;

/// <summary><c>storage backup | restore | verify</c>, beside a running host.</summary>
public sealed class StorageCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_of_a_running_host_is_put_back_under_it()
    {
        await using var app = await App.StartAsync("2035-01-01T09:00:00Z");
        using var shell = new StoreShell(app.Database);
        await app.SaysAsync("ana", "done");
        var backup = _folder.File("backup.db");

        Assert.Equal($"{backup} holds the store.\n", await shell.SaysAsync("storage", "backup", "--to", backup));
        Assert.Equal([backup], Directory.GetFiles(_folder.Path));
        Assert.Equal((1, $"{backup} is there already, and a backup replaces no other. Name a new file.\n"), await Failed(shell, "storage", "backup", "--to", backup));

        await app.SaysAsync("ben", "done");
        Assert.Contains("Completed: 1", await app.AsksAsync("ben", "me"));
        Assert.Equal(2, (await shell.RunAsync("storage", "restore", "--from", backup)).Exit);
        Assert.Equal($"{app.Database} is as it was in {backup}.\n", await shell.SaysAsync("storage", "restore", "--from", backup, "--yes"));

        Assert.Contains("You have not joined", await app.AsksAsync("ben", "me"));
        Assert.Equal(["1 on-time"], (await app.SaysAsync("ben", "done")).Receipts);
        Assert.Contains("Completed: 1", await app.AsksAsync("ana", "me"));
        await app.NextMorningAsync();
        Assert.Equal(2, (await app.PostsAsync("lesson")).Count);
    }

    [Fact]
    public async Task What_is_no_backup_replaces_nothing()
    {
        using var shell = new StoreShell();
        await shell.AddAsync("evening");
        var file = _folder.File("notes.txt");
        await File.WriteAllTextAsync(file, "These are notes, and no database of ours, however long they may get to be.");

        Assert.Equal((1, $"{file} is no intact database, so {shell.Database} was left as it is. Name another backup with --from.\n"), await Failed(shell, "storage", "restore", "--from", file, "--yes"));
        Assert.Equal((1, $"There is no file {file}2. Name one that `storage backup` made.\n"), await Failed(shell, "storage", "restore", "--from", file + "2", "--yes"));
        var (theirs, newer) = (_folder.File("theirs.db"), _folder.File("newer.db"));
        Execute(theirs, "CREATE TABLE notes (text)");
        Assert.Equal((1, $"{theirs} is another program's database and no backup of StudyBot's, so {shell.Database} was left as it is. Name another backup with --from.\n"), await Failed(shell, "storage", "restore", "--from", theirs, "--yes"));
        await shell.SaysAsync("storage", "backup", "--to", newer);
        Execute(newer, "PRAGMA user_version = 2");
        Assert.Equal((1, $"{newer} was made by a newer StudyBot (schema 2; this one knows 1), so {shell.Database} was left as it is. Restore it with that StudyBot, or name another backup with --from.\n"), await Failed(shell, "storage", "restore", "--from", newer, "--yes"));
        Assert.Contains("local/local/evening", await shell.SaysAsync("cohorts"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_database_with_nothing_in_it_replaces_nothing(int pages)
    {
        using var shell = new StoreShell();
        await shell.AddAsync("evening");
        var file = _folder.File("empty.db");
        await File.WriteAllBytesAsync(file, []);
        if (pages > 0) Execute(file, "VACUUM");

        Assert.Equal((1, $"{file} is empty and no backup, so {shell.Database} was left as it is. Name another backup with --from.\n"), await Failed(shell, "storage", "restore", "--from", file, "--yes"));
        Assert.Contains("local/local/evening", await shell.SaysAsync("cohorts"));
    }

    [Fact]
    public async Task A_backup_that_fails_leaves_no_file_and_the_next_one_may_have_its_name()
    {
        using var shell = new StoreShell(_folder.File("studybot.db"));
        var backup = _folder.File("backup.db");
        await File.WriteAllTextAsync(shell.Database, new string('x', 5000));

        Assert.Equal((3, $"Between {shell.Database} and {backup} nothing was copied (it is corrupt).\n"), await Failed(shell, "storage", "backup", "--to", backup));
        Assert.Equal([shell.Database], Directory.GetFiles(_folder.Path));

        File.Delete(shell.Database);
        await shell.AddAsync("evening");
        Assert.Equal($"{backup} holds the store.\n", await shell.SaysAsync("storage", "backup", "--to", backup));
    }

    /// <summary>What cannot be opened is what a backup is there for; it is kept, should there be something in it to save.</summary>
    [Theory]
    [InlineData("damaged")]
    [InlineData("newer")]
    public async Task A_store_that_cannot_be_opened_makes_room_for_a_backup(string state)
    {
        using var shell = new StoreShell(_folder.File("studybot.db"));
        var backup = _folder.File("backup.db");
        await shell.AddAsync("evening");
        await shell.SaysAsync("storage", "backup", "--to", backup);
        if (state == "newer") Execute(shell.Database, "PRAGMA user_version = 2");
        else await File.WriteAllTextAsync(shell.Database, new string('x', 5000));
        await File.WriteAllTextAsync(shell.Database + "-wal", "what was left beside it");
        var before = await File.ReadAllBytesAsync(shell.Database);

        var said = (await shell.SaysAsync("storage", "restore", "--from", backup, "--yes")).TrimEnd().Split('\n');

        var aside = Assert.Single(Directory.GetFiles(_folder.Path, $"studybot.db.{state}-*"), name => char.IsAsciiDigit(name[^1]));
        Assert.Equal(
            [
                $"{shell.Database} is as it was in {backup}.",
                $"What was there is {(state == "newer" ? "a newer StudyBot's" : state)}, and is kept as {aside}. Start a StudyBot that still runs anew: it has that one open.",
            ],
            said);
        Assert.Equal(before, await File.ReadAllBytesAsync(aside));
        Assert.Equal("what was left beside it", await File.ReadAllTextAsync(aside + "-wal"));
        Assert.Equal([backup, shell.Database], Directory.GetFiles(_folder.Path).Where(name => !name.StartsWith(aside, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("local/local/evening", await shell.SaysAsync("cohorts"));
    }

    /// <summary>It may be named by mistake.</summary>
    [Fact]
    public async Task A_database_of_another_program_makes_room_for_none()
    {
        using var shell = new StoreShell();
        var (backup, theirs) = (_folder.File("backup.db"), _folder.File("theirs.db"));
        await shell.AddAsync("evening");
        await shell.SaysAsync("storage", "backup", "--to", backup);
        Execute(theirs, "CREATE TABLE notes (text)");

        using var other = new StoreShell(theirs);
        Assert.Equal((3, $"{theirs} is another program's database. Name a file of StudyBot's own in Storage:SqlitePath.\n"), await Failed(other, "storage", "restore", "--from", backup, "--yes"));
        Assert.Equal([backup, theirs], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_standing_that_is_not_what_its_check_ins_say_is_told()
    {
        await using var app = await App.StartAsync("2035-01-01T09:00:00Z");
        using var shell = new StoreShell(app.Database);
        foreach (var who in new[] { "ana", "ben", "cem" }) await app.SaysAsync(who, "done");
        Assert.Equal("1 cohort counted, every standing is what its check-ins say.\n", await shell.SaysAsync("storage", "verify"));

        var cohort = new CohortId("local", "local", "study");
        using (var table = SqliteTable.Open(app.Database))
        {
            var store = new StudyStore(table);
            var ana = (await store.FindMemberAsync(cohort, 1, new("local", "local", "ana"), default))!;
            await store.CommitAsync(cohort, [new Change.PutMember(1, ana.Value with { Ledger = new(".o") }, ana.ETag)], default);
            var ben = await store.FindMemberAsync(cohort, 1, new("local", "local", "ben"), default);
            await table.WriteAsync(Keys.Partition(cohort), [new RowChange.Delete(Keys.Member(1, ben!.Value.Id), ben.ETag)], default);
        }

        var ran = await shell.RunAsync("storage", "verify");
        Assert.Equal(1, ran.Exit);
        Assert.Equal(
            [
                "local/local/study run 1, ana: the row says \".o\", the check-ins say \"o\"",
                "local/local/study run 1, ben: there is no row, the check-ins say \"o\"",
                "1 cohort counted, 2 standings wrong.",
            ],
            ran.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_store_is_not_copied_to_itself()
    {
        using var shell = new StoreShell();
        Assert.Equal((2, "--to: Sqlite is what is read. `storage backup` copies a database into a file.\n"), await Failed(shell, "storage", "copy", "--from", "Sqlite", "--to", "Sqlite"));
        Assert.Equal((3, "Storage:ServiceUri: is missing: Azure Tables are found by it, or by Storage:ConnectionString. Example: Storage:ServiceUri=https://ACCOUNT.table.core.windows.net/\n"), await Failed(shell, "storage", "copy", "--from", "Sqlite", "--to", "AzureTables"));
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        SqliteSchema.Run(connection, sql);
    }

    private static async Task<(int, string)> Failed(StoreShell shell, params string[] words)
    {
        var ran = await shell.RunAsync(words);
        return (ran.Exit, ran.Error);
    }
}
