using Quartz;

namespace StudyBot.Host.Running;

/// <summary>The sweep of each night.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(Sweeping sweeping) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sweeping.SweepAsync(cancellationToken);
}
