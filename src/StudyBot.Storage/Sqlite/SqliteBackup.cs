using Microsoft.Data.Sqlite;

namespace StudyBot.Storage;

/// <summary>A database as one file, taken and put back while others have it open: SQLite copies a single moment of it.</summary>
public static class SqliteBackup
{
    private static readonly string[] Beside = ["-journal", "-wal", "-shm"];

    /// <summary>Throws <see cref="StoreRefusedException"/> and <see cref="BackupFileException"/>.</summary>
    /// <param name="file">Must not be there yet.</param>
    public static void Take(string path, string file) => Copying(path, file, () =>
    {
        if (!File.Exists(path)) throw new StoreRefusedException($"There is no store {path} yet.");
        if (File.Exists(file)) throw new BackupFileException($"{file} is there already, and a backup replaces no other. Name a new file.");
        Whole(file, unfinished => Write(path, unfinished));
    });

    /// <summary>Puts a backup in the store's place, in one transaction. A store that cannot be opened, damaged or of a newer version, is moved aside for a new file.
    /// Throws <see cref="StoreRefusedException"/> and <see cref="BackupFileException"/>, and then has changed nothing.</summary>
    /// <param name="aside">The end of the name that such a store gets, such as <c>20261129T225000</c>.</param>
    /// <returns>What became of it, with its new name, in a sentence; null where the store was in order.</returns>
    public static string? PutBack(string file, string path, string aside)
    {
        string? moved = null;
        Copying(path, file, () =>
        {
            Check(file, path);
            switch (File.Exists(path) ? SqliteFile.Look(path, SqliteSchema.Steps.Count).State : SqliteState.Empty)
            {
                case SqliteState.Damaged: moved = Replace(file, path, "damaged", $"{path}.damaged-{aside}"); break;
                case SqliteState.Newer: moved = Replace(file, path, "a newer StudyBot's", $"{path}.newer-{aside}"); break;
                default: Overwrite(file, path); break;
            }
        });
        return moved;
    }

    /// <summary>Whether it is one, before anything is touched.</summary>
    private static void Check(string file, string path)
    {
        if (!File.Exists(file)) throw new BackupFileException($"There is no file {file}. Name one that `storage backup` made.");
        var (state, version) = SqliteFile.Look(file, SqliteSchema.Steps.Count);
        var why = state switch
        {
            SqliteState.Empty => "is empty and no backup",
            SqliteState.AnotherPrograms => "is another program's database and no backup of StudyBot's",
            SqliteState.Damaged => "is no intact database",
            SqliteState.Newer => $"was made by a newer StudyBot (schema {version}; this one knows {SqliteSchema.Steps.Count})",
            _ => null,
        };
        if (why is not null)
            throw new BackupFileException($"{file} {why}, so {path} was left as it is. {(state is SqliteState.Newer ? "Restore it with that StudyBot, or name" : "Name")} another backup with --from.");
    }

    /// <summary>Under those who have it open.</summary>
    private static void Overwrite(string file, string path)
    {
        SqliteFile.Prepare(path, create: true, SqliteSchema.Steps);
        Copy(file, path);
    }

    /// <summary>The new file is whole before the old one makes room for it.</summary>
    private static string Replace(string file, string path, string what, string aside)
    {
        var moved = new Stack<string>();
        try
        {
            Whole(path, unfinished => Copy(file, unfinished), before: () =>
            {
                foreach (var end in Beside.Prepend("").Where(end => File.Exists(path + end)))
                {
                    File.Move(path + end, aside + end);
                    moved.Push(end);
                }
            });
        }
        catch
        {
            while (moved.TryPop(out var end)) File.Move(aside + end, path + end);
            throw;
        }

        return $"What was there is {what}, and is kept as {aside}. Start a StudyBot that still runs anew: it has that one open.";
    }

    private static void Copy(string file, string path)
    {
        using var from = SqliteFile.Connect(file, SqliteOpenMode.ReadOnly);
        using var to = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite);
        from.BackupDatabase(to);
        SqliteSchema.Run(to, "PRAGMA journal_mode = WAL");
        SqliteSchema.Upgrade(to, SqliteSchema.Steps);
    }

    /// <summary>Under another name until it is whole: what has the name that was asked for is a database.</summary>
    private static void Whole(string file, Action<string> write, Action? before = null)
    {
        var unfinished = $"{file}.{Path.GetRandomFileName()}";
        try
        {
            SqliteFile.Make(unfinished);
            write(unfinished);
            before?.Invoke();
            File.Move(unfinished, file);
        }
        finally
        {
            foreach (var left in Beside.Prepend("").Select(end => unfinished + end).Where(File.Exists)) File.Delete(left);
        }
    }

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
