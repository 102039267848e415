using StudyBot.Doors;
using StudyBot.Host.Settings;
using StudyBot.Local;
using StudyBot.Storage;

namespace StudyBot.Host.Commands;

/// <summary>The store that the settings name, for a command that works on it; a running host may have it open too.</summary>
internal sealed class StoreAccess : IDisposable
{
    private readonly SqliteTable _table;

    private StoreAccess(SqliteTable table, StudyBotSettings settings)
    {
        _table = table;
        Settings = settings;
        Store = new StudyStore(table, settings.Scheduling.Shards);
        Library = new Library(Store);
    }

    public StudyBotSettings Settings { get; }

    public StudyStore Store { get; }

    public Library Library { get; }

    /// <summary>The time the host lives in: where its demo clock was moved ahead, this one is too.</summary>
    public DemoClock Clock { get; } = new(TimeProvider.System);

    public static async Task<StoreAccess> OpenAsync(CancellationToken cancel)
    {
        var settings = ReadSettings();
        var access = new StoreAccess(SqliteTable.Open(DataFolder.Database(settings.Storage)), settings);
        await access.Clock.LoadAsync(access._table, cancel);
        return access;
    }

    /// <summary>As the host reads them: <c>appsettings.json</c> in the current folder, then the environment.</summary>
    public static StudyBotSettings ReadSettings()
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(Directory.GetCurrentDirectory())
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
        var (settings, problems) = SettingsReader.Read(configuration);
        return problems.Count == 0 ? settings : throw CommandException.CannotStart(string.Join('\n', problems));
    }

    public void Dispose() => _table.Dispose();
}
