using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Host.Settings;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Host.Commands;

/// <summary>The store that the settings name, for a command that works on it; a running host may have it open too.</summary>
internal sealed class StoreAccess : IDisposable
{
    private readonly ITable _table;
    private readonly DemoClock _demo = new(TimeProvider.System);

    private StoreAccess(ITable table, StudyBotSettings settings)
    {
        _table = table;
        Settings = settings;
        Store = new StudyStore(table, settings.Scheduling.Shards);
    }

    public StudyBotSettings Settings { get; }

    public ITable Table => _table;

    public StudyStore Store { get; }

    /// <summary>Throws <see cref="StoreRefusedException"/>.</summary>
    /// <param name="create">False: there must be a store already; nothing is made by looking.</param>
    /// <param name="unfinished">Whether a copy that was not finished will do: what is done there would go with the next try.</param>
    public static async Task<StoreAccess> OpenAsync(Terminal terminal, bool create, CancellationToken cancel, bool unfinished = false)
    {
        var settings = ReadSettings(terminal);
        var access = new StoreAccess(Stores.OpenForCommand(settings.Storage, create), settings);
        try
        {
            if (!unfinished && await Stores.UnfinishedAsync(settings.Storage, access._table, cancel) is { } why) throw new StoreRefusedException(why);
            if (Platforms.HasDemoClock(settings)) await access._demo.LoadAsync(access._table, cancel);
            return access;
        }
        catch
        {
            access.Dispose();
            throw;
        }
    }

    /// <summary>The time a cohort lives in: where the host's demo clock was set ahead, it is for those of the built-in chat.</summary>
    public Instant NowFor(CohortId cohort) => cohort.Platform == Names.Platform ? _demo.Now() : TimeProvider.System.Now();

    /// <summary>As the host reads them.</summary>
    public static StudyBotSettings ReadSettings(Terminal terminal)
    {
        var (settings, problems) = SettingsReader.Read(Defaults.Builder(terminal.Settings).Configuration);
        return problems.Count == 0 ? settings : throw CommandException.CannotStart(string.Join('\n', problems));
    }

    public void Dispose() => (_table as IDisposable)?.Dispose();
}
