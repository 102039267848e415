using StudyBot.Curricula;
using StudyBot.Host.Settings;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Host.Running;

/// <summary>What must be there before the first request and the first round.</summary>
internal sealed class Opening(IStudyStore store, ITable table, StudyBotSettings settings, LocalSetUp? local = null) : IHostedService
{
    /// <summary>Throws <see cref="StoreRefusedException"/>.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await Stores.UnfinishedAsync(settings.Storage, table, cancellationToken) is { } unfinished) throw new StoreRefusedException(unfinished);
        var kept = await store.CurriculaAsync(cancellationToken);
        foreach (var name in BuiltIn.Names)
            if (!kept.Any(version => version.Name == name && version.Version == Shelf.VersionOf(BuiltIn.Bytes(name)!))) await store.SaveCurriculumAsync(BuiltIn.Find(name)!, cancellationToken);
        if (local is not null) await local.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
