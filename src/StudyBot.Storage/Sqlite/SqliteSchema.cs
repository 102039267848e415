using Microsoft.Data.Sqlite;

namespace StudyBot.Storage;

/// <summary>What the database looks like, and the steps from each version to the next.</summary>
internal static class SqliteSchema
{
    /// <summary><c>StBt</c>: tells our databases from other programs'.</summary>
    public const int ApplicationId = 0x53744274;

    /// <summary>The step at index <c>n</c> leads from version <c>n</c> to <c>n + 1</c>. One that was released never changes; a new one is added at the end.</summary>
    public static IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE row (
          partition BLOB NOT NULL,
          key BLOB NOT NULL,
          etag INTEGER NOT NULL,
          value BLOB NOT NULL,
          PRIMARY KEY (partition, key)
        ) WITHOUT ROWID
        """,
    ];

    /// <summary>Takes a database forward, each step with its version in one transaction; two programs that start at once do it once.</summary>
    public static void Upgrade(SqliteConnection connection, IReadOnlyList<string> steps)
    {
        while (Version(connection) < steps.Count)
        {
            using var transaction = connection.BeginTransaction();
            var version = Version(connection);
            if (version < steps.Count)
            {
                Run(connection, steps[version]);
                Run(connection, $"PRAGMA application_id = {ApplicationId}");
                Run(connection, $"PRAGMA user_version = {version + 1}");
            }

            transaction.Commit();
        }
    }

    public static int Version(SqliteConnection connection) => Number(connection, "PRAGMA user_version");

    public static int Number(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return Convert.ToInt32(command.ExecuteScalar());
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    public static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
