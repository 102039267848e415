using StudyBot.Curricula;
using StudyBot.Doors;
using StudyBot.Host.Settings;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Host.Running;

/// <summary>What must be there before the first request and the first round.</summary>
internal sealed class Opening(IStudyStore store, ITable table, StudyBotSettings settings, Heartbeat heart, [FromKeyedServices(Composition.RealClock)] TimeProvider clock, LocalSetUp? local = null) : IHostedService
{
    /// <summary>With very many cohorts and a slow store, people are heard before the rest is marked: the first round goes on with it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Throws <see cref="StoreRefusedException"/>.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await Stores.UnfinishedAsync(settings.Storage, table, cancellationToken) is { } unfinished) throw new StoreRefusedException(unfinished);
        var kept = await store.CurriculaAsync(cancellationToken);
        foreach (var name in BuiltIn.Names)
            if (!kept.Any(version => version.Name == name && version.Version == Shelf.VersionOf(BuiltIn.Bytes(name)!))) await store.SaveCurriculumAsync(BuiltIn.Find(name)!, cancellationToken);
        if (local is not null) await local.StartAsync(cancellationToken);
        await BeatAsync(cancellationToken);
    }

    /// <summary>What is counted from the first request on is counted by the grace ends that an outage leaves.</summary>
    private async Task BeatAsync(CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            await heart.BeatAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
