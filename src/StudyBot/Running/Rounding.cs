using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Host.Running;

/// <summary>Rounds as the host makes them: a fault is logged, told to whoever asks for the bot's health, and leaves the next round to try again.</summary>
internal sealed partial class Rounding(Rounds rounds, ILogger<Rounding> log)
{
    /// <summary>What went wrong in the newest round; null where nothing did.</summary>
    public string? Fault { get; private set; }

    public async Task RoundAsync(CancellationToken cancel)
    {
        try
        {
            await rounds.RoundAsync(cancel);
            Fault = null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            Fault = fault is TableUnavailableException ? fault.Message : "the log says why.";
            Log.NotNow(log, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The round came to no end; the next one tries again")]
        public static partial void NotNow(ILogger log, Exception fault);
    }
}
