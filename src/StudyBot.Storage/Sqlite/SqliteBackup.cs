using Microsoft.Data.Sqlite;

namespace StudyBot.Storage;

/// <summary>A database as one file, taken and put back while others have it open: SQLite copies a single moment of it.</summary>
public static class SqliteBackup
{
    /// <summary>Throws <see cref="StoreRefusedException"/>.</summary>
    /// <param name="file">Must not be there yet.</param>
    public static void Take(string path, string file) => Copying(path, file, () =>
    {
        if (!File.Exists(path)) throw new StoreRefusedException($"There is no store {path} yet.");
        if (File.Exists(file)) throw new StoreRefusedException($"{file} is there already, and a backup replaces no other. Name a new file.");
        // Under another name until it is whole: what has the name that was asked for is a backup.
        var unfinished = $"{file}.{Path.GetRandomFileName()}";
        try
        {
            SqliteFile.Make(unfinished);
            Write(path, unfinished);
            File.Move(unfinished, file);
        }
        finally
        {
            foreach (var left in new[] { unfinished, $"{unfinished}-journal", $"{unfinished}-wal", $"{unfinished}-shm" }.Where(File.Exists)) File.Delete(left);
        }
    });

    /// <summary>Puts a backup in the store's place, in one transaction. Throws <see cref="StoreRefusedException"/>, and then has changed nothing.</summary>
    public static void PutBack(string file, string path) => Copying(path, file, () =>
    {
        if (!File.Exists(file)) throw new StoreRefusedException($"There is no file {file}.");
        if (!SqliteFile.Look(file, SqliteSchema.Steps.Count)) throw new StoreRefusedException($"{file} is empty and no backup, so {path} was left as it is.");
        SqliteFile.Prepare(path, create: true, SqliteSchema.Steps);
        using var from = SqliteFile.Connect(file, SqliteOpenMode.ReadOnly);
        using var to = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite);
        from.BackupDatabase(to);
        SqliteSchema.Run(to, "PRAGMA journal_mode = WAL");
        SqliteSchema.Upgrade(to, SqliteSchema.Steps);
    });

    private static void Write(string path, string file)
    {
        using var from = SqliteFile.Connect(path, SqliteOpenMode.ReadOnly);
        using var to = SqliteFile.Connect(file, SqliteOpenMode.ReadWrite);
        from.BackupDatabase(to);
        SqliteSchema.Run(to, "PRAGMA journal_mode = DELETE"); // One file, with no log beside it.
    }

    private static void Copying(string path, string file, Action copy)
    {
        try
        {
            copy();
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException($"Between {path} and {file} nothing was copied ({SqliteFile.Why(fault)}).", fault);
        }
    }
}
