using Quartz;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Host.Running;

/// <summary>One round each minute. A missed one is not made up for: the next sees all that is due.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RoundJob(Rounds rounds, ILogger<RoundJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await rounds.RoundAsync(cancellationToken);
        }
        catch (TableUnavailableException fault)
        {
            Log.NotNow(log, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The store cannot answer; the next round tries again")]
        public static partial void NotNow(ILogger log, Exception fault);
    }
}

/// <summary>Each night: processed events whose time is over go, and missing hints are written anew.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(IStudyStore store, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await store.SweepAsync(clock.Now(), cancellationToken);
}
