using StudyBot.Doors;
using StudyBot.Host.Running;
using StudyBot.Host.Settings;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Host.Commands;

/// <summary>The store that the settings name, for a command that works on it; a running host may have it open too.</summary>
internal sealed class StoreAccess : IDisposable
{
    private readonly ITable _table;

    private StoreAccess(ITable table, StudyBotSettings settings)
    {
        _table = table;
        Settings = settings;
        Store = new StudyStore(table, settings.Scheduling.Shards);
        Library = new Library(Store);
    }

    public StudyBotSettings Settings { get; }

    public ITable Table => _table;

    public StudyStore Store { get; }

    public Library Library { get; }

    /// <summary>The time the host lives in: where its demo clock was moved ahead, this one is too.</summary>
    public DemoClock Clock { get; } = new(TimeProvider.System);

    /// <param name="create">False: there must be a store already; nothing is made by looking.</param>
    public static async Task<StoreAccess> OpenAsync(Terminal terminal, bool create, CancellationToken cancel)
    {
        var settings = ReadSettings(terminal);
        var access = new StoreAccess(Stores.OpenForCommand(settings.Storage, create), settings);
        await access.Clock.LoadAsync(access._table, cancel);
        return access;
    }

    /// <summary>As the host reads them.</summary>
    public static StudyBotSettings ReadSettings(Terminal terminal)
    {
        var (settings, problems) = SettingsReader.Read(Defaults.Builder(terminal.Settings).Configuration);
        return problems.Count == 0 ? settings : throw CommandException.CannotStart(string.Join('\n', problems));
    }

    public void Dispose() => (_table as IDisposable)?.Dispose();
}
