using Microsoft.Data.Sqlite;

namespace StudyBot.Storage;

/// <summary>Opens a database file, after a look that changes nothing in it.</summary>
internal static class SqliteFile
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Makes the file and its folder where there are none, and brings it to the version of these steps. Throws <see cref="StoreRefusedException"/>.</summary>
    public static void Prepare(string path, bool create, IReadOnlyList<string> steps)
    {
        try
        {
            if (Directory.Exists(path)) throw new StoreRefusedException($"{path} is a folder. Name a file in Storage:SqlitePath.");
            if (!File.Exists(path) && !create) throw new StoreRefusedException($"There is no store {path} yet. Start StudyBot once, or name another file in Storage:SqlitePath.");
            if (!File.Exists(path)) Make(path);
            else if (new FileInfo(path).Length > 0) Check(path, steps.Count);

            using var connection = Connect(path, SqliteOpenMode.ReadWrite);
            SqliteSchema.Run(connection, "PRAGMA journal_mode = WAL");
            SqliteSchema.Upgrade(connection, steps);
        }
        catch (SqliteException fault) when (IsCorrupt(fault))
        {
            throw Corrupt(path, fault);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException($"The store {path} cannot be opened for writing ({Why(fault)}). Check the folder's rights and free space, or name another file in Storage:SqlitePath.", fault);
        }
    }

    /// <summary>SQLite itself waits for 2 s where another program has the database; a person who waits for an answer waits no longer.</summary>
    /// <param name="vfs">SQLite's way to the disk; its own where none is named.</param>
    public static SqliteConnection Connect(string path, SqliteOpenMode mode, string? vfs = null)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Vfs = vfs, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            SqliteSchema.Run(connection, "PRAGMA busy_timeout = 2000");
            if (mode is not SqliteOpenMode.ReadOnly) SqliteSchema.Run(connection, "PRAGMA synchronous = FULL");
            // What is forgotten stays readable in the file otherwise, and in every backup, until its pages are used again.
            if (mode is not SqliteOpenMode.ReadOnly) SqliteSchema.Run(connection, "PRAGMA secure_delete = ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static string Why(Exception fault) => fault is SqliteException sqlite
        ? sqlite.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_FULL => "the disk is full",
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => "another program holds it",
            SQLitePCL.raw.SQLITE_READONLY => "it may not be written",
            SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB => "it is corrupt",
            SQLitePCL.raw.SQLITE_IOERR => "the disk reports an error",
            SQLitePCL.raw.SQLITE_CANTOPEN => "it cannot be opened",
            _ => OneLine(sqlite),
        }
        : OneLine(fault);

    /// <summary>Empty, for nobody but the owner to read; SQLite gives its log the same rights.</summary>
    public static void Make(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnersFolder);
            options.UnixCreateMode = OwnersFile;
        }

        new FileStream(path, options).Dispose();
    }

    /// <summary>Read-only: what is refused stays byte for byte as it was. Where no log lies beside the file nobody has it open,
    /// and it is read as one that never changes, which leaves no file beside it either.</summary>
    /// <param name="known">The newest version that is not <see cref="SqliteState.Newer"/>.</param>
    public static (SqliteState State, int Version) Look(string path, int known)
    {
        try
        {
            using var connection = Connect(File.Exists(path + "-wal") ? path : $"{Address(path)}?immutable=1", SqliteOpenMode.ReadOnly);
            var version = SqliteSchema.Version(connection);
            var isOurs = SqliteSchema.Number(connection, "PRAGMA application_id") == SqliteSchema.ApplicationId;
            var isEmpty = version == 0 && SqliteSchema.Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
            if (!isOurs && !isEmpty) return (SqliteState.AnotherPrograms, version);
            if (version > known) return (SqliteState.Newer, version);
            using var check = SqliteSchema.Command(connection, "PRAGMA quick_check(1)");
            return (check.ExecuteScalar() is not "ok" ? SqliteState.Damaged : isOurs ? SqliteState.Ours : SqliteState.Empty, version);
        }
        catch (SqliteException fault) when (IsCorrupt(fault))
        {
            return (SqliteState.Damaged, 0);
        }
    }

    private static void Check(string path, int known)
    {
        var (state, version) = Look(path, known);
        if (state is SqliteState.Damaged) throw Corrupt(path, null);
        if (state is SqliteState.AnotherPrograms) throw new StoreRefusedException($"{path} is another program's database. Name a file of StudyBot's own in Storage:SqlitePath.");
        if (state is SqliteState.Newer)
            throw new StoreRefusedException($"The store {path} was written by a newer StudyBot (schema {version}; this one knows {known}). Update StudyBot, or name another file in Storage:SqlitePath.");
    }

    /// <summary>As SQLite reads it: a percent sign that stands in the name is escaped as well, also where two digits follow it.</summary>
    private static string Address(string path)
    {
        var slashes = OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
        return $"file://{(slashes.StartsWith('/') ? "" : "/")}{Uri.EscapeDataString(slashes).Replace("%2F", "/", StringComparison.Ordinal)}";
    }

    private static bool IsCorrupt(SqliteException fault) => fault.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    private static StoreRefusedException Corrupt(string path, Exception? fault) =>
        new($"The store {path} is no intact database, so StudyBot left it alone. Put back a copy, or name another file in Storage:SqlitePath.", fault!);

    private static string OneLine(Exception fault) => fault.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
