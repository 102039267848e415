using System.Security.Cryptography;
using System.Text;
using Quartz;
using StudyBot.Host.Running.Cluster;
using StudyBot.Host.Settings;

namespace StudyBot.Host.Running;

/// <summary>Quartz wakes each minute; what is due is the agenda's to decide.</summary>
internal static class Waking
{
    public const string EachMinute = "0 * * * * ?";

    public const string EachNight = "0 17 3 * * ?";

    public static void Add(IServiceCollection services, StudyBotSettings settings)
    {
        if (settings.Quartz.Provider is QuartzProvider.Postgres) AddShared(services, settings);
        else services.AddHostedService<RoundWatchdog>().AddQuartz(AddOwn);
        // A sweep may take minutes, and would hold up the last answers for as long as a stop may take; what it leaves, the next one does.
        services.Configure<QuartzSchedulerOptions>(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>Each instance by itself looks at all shards.</summary>
    private static void AddOwn(IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<RoundJob>(trigger => trigger.WithIdentity("round").WithCronSchedule(EachMinute));
        quartz.ScheduleJob<SweepJob>(trigger => trigger.WithIdentity("sweep").WithCronSchedule(EachNight));
    }

    /// <summary>Each shard once a minute among all instances.</summary>
    private static void AddShared(IServiceCollection services, StudyBotSettings settings)
    {
        services.AddSingleton(_ => new Database(settings.Quartz.ConnectionString));
        services.AddSingleton<Standby>();
        services.AddHostedService(provider => provider.GetRequiredService<Standby>());
        services.AddHostedService<SharedJobs>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = Name(settings.Storage);
                // One at a time, or whoever asks first would take every shard of the minute.
                scheduler.MaxBatchSize = 1;
            });
            quartz.UseTypeLoader(SharedJobs.Name);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceFactory = provider => provider.GetRequiredService<Database>().Source);
                store.ConfigureStore(options =>
                {
                    options.StoreJobDataAsStrings = true;
                    options.RecoverFiringsCancelledByShutdown = true; // Another instance takes it up.
                });
                store.ProvisionSchema();
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(2);
                    // What a dead instance held is taken over after both; a clock that is a few seconds off is no death.
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(6);
                });
            });
        });
    }

    /// <summary>One for each store: bots that share a database by mistake do not take one another's ticks.</summary>
    private static string Name(StorageSettings storage) => $"StudyBot {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Stores.Name(storage))))[..8]}";
}
