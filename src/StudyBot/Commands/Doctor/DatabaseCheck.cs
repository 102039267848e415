using Npgsql;
using StudyBot.Host.Running.Cluster;
using StudyBot.Host.Settings;

namespace StudyBot.Host.Commands;

/// <summary>Whether the database of the schedule lets StudyBot in, and whether its tables are there or can be made.</summary>
internal static class DatabaseCheck
{
    private const string Asked = "SELECT to_regclass('qrtz_locks') IS NOT NULL, COALESCE(has_schema_privilege(current_schema(), 'CREATE'), false)";

    public static async Task<IReadOnlyList<Finding>> ExamineAsync(StudyBotSettings settings, CancellationToken cancel)
    {
        if (settings.Quartz.Provider is not QuartzProvider.Postgres) return [];
        await using var database = new Database(settings.Quartz.ConnectionString);
        if (await database.AskAsync(TimeSpan.FromSeconds(5), cancel) is { } why) return [new("schedule", false, $"the database {database} is of no use: {why}")];
        try
        {
            await using var command = database.Source.CreateCommand(Asked);
            await using var row = await command.ExecuteReaderAsync(cancel);
            await row.ReadAsync(cancel);
            return
            [
                (row.GetBoolean(0), row.GetBoolean(1)) switch
                {
                    (true, _) => new("schedule", true, $"is shared in the database {database}"),
                    (_, true) => new("schedule", true, $"is shared in the database {database}; its tables are made at the first start"),
                    _ => new("schedule", false, $"the tables cannot be made in the database {database}. Give the user the right to: GRANT ALL ON SCHEMA public TO …;"),
                },
            ];
        }
        catch (NpgsqlException fault)
        {
            return [new("schedule", false, $"the database {database} is of no use: {database.WhyNot(fault)}")];
        }
    }
}
