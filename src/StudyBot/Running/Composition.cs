using System.Globalization;
using StudyBot.Doors;
using StudyBot.Host.Commands;
using StudyBot.Host.Settings;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Slack;
using StudyBot.Storage;
using StudyBot.Teams;

namespace StudyBot.Host.Running;

/// <summary>What the running bot is made of.</summary>
internal static class Composition
{
    /// <summary>How long what was started may take to end when the host stops.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The clock of the machine, before the demo clock is laid over it.</summary>
    public const string RealClock = "real";

    public static void Add(WebApplicationBuilder builder, StudyBotSettings settings, Terminal terminal)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddKeyedSingleton(RealClock, TimeProvider.System);
        services.AddSingleton(provider => Clock(provider, settings));
        AddStore(services, settings, traced: settings.Storage.Provider is StorageProvider.Sqlite && Observing.IsOn(builder.Configuration));
        AddDoors(services, settings);
        if (Platforms.HasLocal(settings)) AddLocal(services, settings);

        services.Configure<HostOptions>(options => options.ShutdownTimeout = Patience + TimeSpan.FromSeconds(5));
        services.AddHostedService<Opening>();
        // The host stops its parts from the last to the first: what listens before what finishes what was heard.
        services.AddHostedService<Posting>();
        services.AddHostedService<AnswerService>();
        if (Platforms.HasSlack(settings)) services.AddSlack(settings.Slack.Options());
        if (Platforms.HasTeams(settings)) services.AddTeams(TeamsRegistration.Options(settings));
        Waking.Add(services, settings);
        RequestLimits.Add(builder, settings);
        Health.Add(services, settings);
        Observing.Add(builder);
        services.AddSingleton(terminal);
        services.AddHostedService<StartBlock>();
    }

    private static TimeProvider Clock(IServiceProvider provider, StudyBotSettings settings)
    {
        var real = provider.GetRequiredKeyedService<TimeProvider>(RealClock);
        return Platforms.HasDemoClock(settings) ? new DemoClock(real) : real;
    }

    private static void AddStore(IServiceCollection services, StudyBotSettings settings, bool traced) => services
        .AddSingleton(_ => traced ? new TracedTable(Stores.Open(settings.Storage)) : Stores.Open(settings.Storage))
        .AddSingleton(provider => new StudyStore(provider.GetRequiredService<ITable>(), settings.Scheduling.Shards, provider.GetRequiredService<ILogger<StudyStore>>()))
        .AddSingleton<IStudyStore>(provider => provider.GetRequiredService<StudyStore>());

    private static void AddDoors(IServiceCollection services, StudyBotSettings settings) => services
        .AddSingleton(provider => new PosterOptions(Owner(provider.GetRequiredService<TimeProvider>()), settings.Scheduling.Shards, settings.Delivery.WhenUnsure))
        .AddSingleton<Library>()
        .AddSingleton<Refreshes>()
        .AddSingleton<Refusals>()
        .AddSingleton<LessonCards>()
        .AddSingleton<Home>()
        .AddSingleton<CountedMarks>()
        .AddSingleton<Afterwards>()
        .AddSingleton(new UsualPlan(BuiltIn.Names[0]))
        .AddSingleton<Bot>()
        .AddSingleton<Hear>(provider => provider.GetRequiredService<Bot>().HandleAsync)
        .AddSingleton<Poster>()
        .AddSingleton<Heartbeat>()
        .AddSingleton<Rounds>()
        .AddSingleton<RoundRunner>()
        .AddSingleton<Sweeping>();

    private static void AddLocal(IServiceCollection services, StudyBotSettings settings)
    {
        services.AddLocal();
        if (Platforms.HasDemoClock(settings))
        {
            services.AddSingleton<RunUntil>(provider =>
            {
                var rounds = provider.GetRequiredService<Rounds>();
                var table = provider.GetRequiredService<ITable>();
                var clock = (DemoClock)provider.GetRequiredService<TimeProvider>();
                return (until, cancel) => rounds.RunUntilAsync(until, (at, token) => clock.MoveToAsync(at, table, token), cancel);
            });
        }

        // A file on this machine is one instance's.
        if (settings.Storage.Provider is StorageProvider.AzureTables) services.AddSingleton<Elsewhere>().AddHostedService(provider => provider.GetRequiredService<Elsewhere>());
    }

    /// <summary>A name for this instance that no earlier or other one had.</summary>
    private static string Owner(TimeProvider clock) =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName} {Environment.ProcessId} {clock.Now().ToUnixTimeTicks():x}");
}
