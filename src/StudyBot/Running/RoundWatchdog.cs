using NodaTime;
using StudyBot.Doors;

namespace StudyBot.Host.Running;

/// <summary>Quartz goes by the time of day: where the machine's clock is set back an hour, it wakes nobody for an hour. This goes by time that passes, and makes the round that did not come.</summary>
internal sealed class RoundWatchdog(RoundRunner runner, Rounds rounds, TimeProvider clock) : BackgroundService
{
    private static readonly Duration Silence = Duration.FromSeconds(90);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minutes = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        try
        {
            while (await minutes.WaitForNextTickAsync(stoppingToken))
                if (rounds.SinceLast >= Silence) await runner.RoundAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
