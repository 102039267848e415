using System.Globalization;
using Quartz;

namespace StudyBot.Host.Running;

/// <summary>One round each minute. A missed one is not made up for: the next sees all that is due.</summary>
[DisallowConcurrentExecution]
internal sealed class RoundJob(RoundRunner runner) : IJob
{
    /// <summary>Names the shard to look at, where instances share them; without it, all.</summary>
    public const string Shard = "shard";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (!context.MergedJobDataMap.TryGetString(Shard, out var shard)) await runner.RoundAsync(cancellationToken);
        else await runner.RoundAsync(int.Parse(shard!, CultureInfo.InvariantCulture), cancellationToken);
    }
}
