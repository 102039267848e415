using Quartz;

namespace StudyBot.Host.Running;

/// <summary>One round each minute. A missed one is not made up for: the next sees all that is due.</summary>
[DisallowConcurrentExecution]
internal sealed class RoundJob(Rounding rounding) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await rounding.RoundAsync(cancellationToken);
}
