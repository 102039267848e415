using Microsoft.Data.Sqlite;

namespace StudyBot.Storage;

/// <summary>Opens a database file, after a look that changes nothing in it.</summary>
internal static class SqliteFile
{
    private const int Patience = 2;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the file and its folder where there are none. Throws <see cref="StoreRefusedException"/>.</summary>
    public static void Prepare(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder))
            {
                if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
                else Directory.CreateDirectory(folder, OwnerOnly);
            }

            if (File.Exists(path) && new FileInfo(path).Length > 0) Look(path);
            using var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
            SqliteSchema.Run(connection, "PRAGMA journal_mode = WAL");
            SqliteSchema.Upgrade(connection);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StoreRefusedException($"The store {path} cannot be opened for writing ({Why(fault)}). Check the folder's rights and free space, or name another file in Storage:SqlitePath.", fault);
        }
    }

    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = Patience }.ToString());
        try
        {
            connection.Open();
            if (mode is not SqliteOpenMode.ReadOnly) SqliteSchema.Run(connection, "PRAGMA synchronous = FULL");
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
            _ => sqlite.Message,
        }
        : fault.Message.TrimEnd('.');

    /// <summary>Read-only: what is refused stays byte for byte as it was.</summary>
    private static void Look(string path)
    {
        try
        {
            using var connection = Connect(path, SqliteOpenMode.ReadOnly);
            var tables = SqliteSchema.Number(connection, "SELECT count(*) FROM sqlite_schema");
            var version = SqliteSchema.Version(connection);
            if (version > SqliteSchema.Current)
                throw new StoreRefusedException($"The store {path} was written by a newer StudyBot (schema {version}; this one knows {SqliteSchema.Current}). Update StudyBot, or name another file in Storage:SqlitePath.");
            if (tables > 0 && SqliteSchema.Number(connection, "PRAGMA application_id") != SqliteSchema.ApplicationId)
                throw new StoreRefusedException($"{path} is another program's database. Name a file of StudyBot's own in Storage:SqlitePath.");
            using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA quick_check(1)";
            if (check.ExecuteScalar() is not "ok") throw Corrupt(path, null);
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw Corrupt(path, fault);
        }
    }

    private static StoreRefusedException Corrupt(string path, Exception? fault) =>
        new($"The store {path} is no intact database, so StudyBot left it alone. Put back a copy, or name another file in Storage:SqlitePath.", fault!);
}
