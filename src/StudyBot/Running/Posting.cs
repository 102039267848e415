using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Host.Running;

/// <summary>Serves what the rounds find due. Told to stop, it takes nothing new and has a while to finish what it started.</summary>
internal sealed partial class Posting(Poster poster, Rounds rounds, ILogger<Posting> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var abandon = new CancellationTokenSource();
        await using var patience = stoppingToken.Register(() => abandon.CancelAfter(Composition.Patience));
        await FirstRoundAsync(stoppingToken);
        await poster.RunAsync(stoppingToken, abandon.Token);
    }

    /// <summary>What came due while the bot was off does not wait for the next full minute.</summary>
    private async Task FirstRoundAsync(CancellationToken cancel)
    {
        try
        {
            await rounds.RoundAsync(cancel);
        }
        catch (TableUnavailableException fault)
        {
            Log.NotNow(log, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The store cannot answer yet; the next round tries again")]
        public static partial void NotNow(ILogger log, Exception fault);
    }
}
