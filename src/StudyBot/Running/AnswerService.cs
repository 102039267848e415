using StudyBot.Doors;

namespace StudyBot.Host.Running;

/// <summary>Says what is left to say while the host runs, and for a moment more when it stops.</summary>
internal sealed class AnswerService(Afterwards afterwards) : BackgroundService
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(8);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var abandon = new CancellationTokenSource();
        await using var patience = stoppingToken.Register(() => abandon.CancelAfter(LastWords));
        await afterwards.RunAsync(stoppingToken, abandon.Token);
    }
}
