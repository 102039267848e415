using System.Globalization;
using Npgsql;
using Quartz;
using StudyBot.Host.Commands;
using StudyBot.Host.Settings;

namespace StudyBot.Host.Running.Cluster;

/// <summary>Puts the jobs that instances share where they are missing: a round for each shard, and the sweep. What is there already is left as it is,
/// so that an instance that comes or goes disturbs no tick.</summary>
internal sealed class SharedJobs(ISchedulerFactory schedulers, Database database, StudyBotSettings settings, TimeProvider clock) : IHostedService
{
    private const string Group = "round";

    /// <summary>What jobs are called in the database, whatever their types are called in the version that runs them.</summary>
    private const string Round = "StudyBot.Round";

    private const string Sweep = "StudyBot.Sweep";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void Name(TypeLoaderOptions types)
    {
        types.Map(Round, typeof(RoundJob));
        types.Map(Sweep, typeof(SweepJob));
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await database.AskAsync(Patience, cancellationToken) is { } why) throw Refused(why);
        try
        {
            await PutAsync(await schedulers.GetScheduler(cancellationToken), cancellationToken);
        }
        catch (Exception fault) when (Cause(fault) is { } cause)
        {
            throw Refused(database.WhyNot(cause));
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task PutAsync(IScheduler scheduler, CancellationToken cancel)
    {
        for (var shard = 0; shard < settings.Scheduling.Shards; shard++) await PutAsync(scheduler, RoundOf(shard), cancel);
        await PutAsync(scheduler, Nightly(), cancel);
        await scheduler.ResetTriggersFromErrorState(GroupMatcher<TriggerKey>.AnyGroup(), cancel);
        // Those of shards that there are no more.
        foreach (var job in (await scheduler.QueryJobs(new JobQuery { Group = GroupMatcher<JobKey>.GroupEquals(Group) }, cancel)).Items)
        {
            if (int.TryParse(job.Key.Name, CultureInfo.InvariantCulture, out var shard) && shard >= settings.Scheduling.Shards) await scheduler.DeleteJob(job.Key, cancel);
        }
    }

    private static async Task PutAsync(IScheduler scheduler, (IJobDetail Job, ITrigger Trigger) both, CancellationToken cancel)
    {
        if (await scheduler.Exists(both.Trigger.Key, cancel)) return;
        try
        {
            await scheduler.ScheduleJob(both.Job, both.Trigger, cancellationToken: cancel);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another instance was faster.
        }
    }

    /// <summary>One that its instance did not live to finish is made by another at once; one that came too late is left to the next minute.</summary>
    private (IJobDetail Job, ITrigger Trigger) RoundOf(int shard)
    {
        var name = shard.ToString(CultureInfo.InvariantCulture);
        return (
            Job(Round).WithIdentity(name, Group).UsingJobData(RoundJob.Shard, name).Build(),
            Trigger().WithIdentity(name, Group).WithCronSchedule(Waking.EachMinute, cron => cron.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)).Build());
    }

    private (IJobDetail Job, ITrigger Trigger) Nightly() => (
        Job(Sweep).WithIdentity("sweep").Build(),
        Trigger().WithIdentity("sweep").WithCronSchedule(Waking.EachNight, cron => cron.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build());

    private static JobBuilder<IJob> Job(string type) => JobBuilder.Create().OfType(new JobType(type)).DisallowConcurrentExecution().RequestRecovery();

    private TriggerBuilder<IJob> Trigger() => TriggerBuilder.Create(clock);

    /// <summary>A database is started, repaired and granted elsewhere: the next start may find it well.</summary>
    private CommandException Refused(string why) => CommandException.Unavailable($"Quartz:ConnectionString: the database {database} is of no use: {why}");

    private static NpgsqlException? Cause(Exception? fault)
    {
        while (fault is not (null or NpgsqlException)) fault = fault.InnerException;
        return fault as NpgsqlException;
    }
}
