using StudyBot.Doors;
using StudyBot.Local;
using StudyBot.Ports;

namespace StudyBot.Host.Running;

/// <summary>What must be there before the first request and the first round.</summary>
internal sealed class Opening(IStudyStore store, TimeProvider clock, LocalSetUp? local = null) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in BuiltIn.Names) await store.SaveCurriculumAsync(BuiltIn.Find(name)!, cancellationToken);
        if (local is not null) await local.StartAsync(cancellationToken);
        await store.SweepAsync(clock.Now(), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
