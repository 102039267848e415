using StudyBot.Doors;
using StudyBot.Local;
using StudyBot.Ports;

namespace StudyBot.Host.Running;

/// <summary>Rounds as the host makes them, by the newest time where other instances may move the demo clock: a fault is logged, told to whoever asks for the bot's health, and leaves the next round to try again.</summary>
internal sealed partial class RoundRunner(Rounds rounds, ILogger<RoundRunner> log, Elsewhere? elsewhere = null)
{
    /// <summary>What went wrong in the newest round; null where nothing did.</summary>
    public string? Fault { get; private set; }

    public Task RoundAsync(CancellationToken cancel) => SafelyAsync(() => rounds.RoundAsync(cancel), cancel);

    /// <summary>Over one shard, where several instances share the others.</summary>
    public async Task RoundAsync(int shard, CancellationToken cancel)
    {
        Log.Shard(log, shard);
        await SafelyAsync(() => rounds.RoundAsync(shard, cancel), cancel);
    }

    private async Task SafelyAsync(Func<Task> round, CancellationToken cancel)
    {
        try
        {
            if (elsewhere is not null) await elsewhere.FollowClockAsync(cancel);
            await round();
            Fault = null;
        }
        catch (TableUnavailableException fault)
        {
            Fault = fault.Message;
            Log.NotNow(log, fault.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            Fault = "the log says why.";
            Log.Failed(log, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Looking at shard {Shard}")]
        public static partial void Shard(ILogger log, int shard);

        [LoggerMessage(LogLevel.Error, "The round came to no end; the next one tries again: {Reason}")]
        public static partial void NotNow(ILogger log, string reason);

        [LoggerMessage(LogLevel.Error, "The round failed; the next one tries again")]
        public static partial void Failed(ILogger log, Exception fault);
    }
}
