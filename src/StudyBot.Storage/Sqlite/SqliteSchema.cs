using Microsoft.Data.Sqlite;

namespace StudyBot.Storage;

/// <summary>What the database looks like, and the steps from each version to the next. A step, once released, never changes.</summary>
internal static class SqliteSchema
{
    /// <summary><c>StBt</c>: tells our databases from other programs'.</summary>
    public const int ApplicationId = 0x53744274;

    private static readonly string[] Steps =
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

    /// <summary>The version this program writes.</summary>
    public static int Current => Steps.Length;

    /// <summary>Takes a database forward, each step with its version in one transaction; two programs that start at once do it once.</summary>
    public static void Upgrade(SqliteConnection connection)
    {
        while (Version(connection) < Current)
        {
            using var transaction = connection.BeginTransaction();
            var version = Version(connection);
            if (version < Current)
            {
                Run(connection, Steps[version]);
                Run(connection, $"PRAGMA application_id = {ApplicationId}");
                Run(connection, $"PRAGMA user_version = {version + 1}");
            }

            transaction.Commit();
        }
    }

    public static int Version(SqliteConnection connection) => Number(connection, "PRAGMA user_version");

    public static int Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(command.ExecuteScalar());
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
