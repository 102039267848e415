using StudyBot.Doors;
using StudyBot.Teams;

namespace StudyBot.Host.Settings;

/// <summary>All that can be set, each with its default. <c>appsettings.sample.json</c> says what each is for; environment variables write <c>:</c> as <c>__</c>.</summary>
public sealed record StudyBotSettings
{
    public StorageSettings Storage { get; init; } = new();

    public QuartzSettings Quartz { get; init; } = new();

    public LocalSettings Local { get; init; } = new();

    public SlackSettings Slack { get; init; } = new();

    /// <summary>How the bot is registered with Microsoft; the names are the Bot Framework's.</summary>
    [Setting("SingleTenant")]
    public AppType MicrosoftAppType { get; init; }

    [Setting("11111111-2222-3333-4444-555555555555")]
    public string MicrosoftAppId { get; init; } = "";

    [Setting("the client secret")]
    public string MicrosoftAppPassword { get; init; } = "";

    /// <summary>Where the bot is registered.</summary>
    [Setting("11111111-2222-3333-4444-555555555555")]
    public string MicrosoftAppTenantId { get; init; } = "";

    public TeamsSettings Teams { get; init; } = new();

    public SchedulingSettings Scheduling { get; init; } = new();

    public DeliverySettings Delivery { get; init; } = new();

    public RetentionSettings Retention { get; init; } = new();

    public HttpSettings Http { get; init; } = new();

    public ProxySettings Proxy { get; init; } = new();

    /// <summary>Without its secrets, should it ever be written down.</summary>
    public override string ToString() => nameof(StudyBotSettings);
}

public sealed record LocalSettings
{
    /// <summary>Null: on where neither Slack nor Teams is configured.</summary>
    [Setting("true")]
    public bool? Enabled { get; init; }
}

public sealed record SchedulingSettings
{
    /// <summary>Every instance that shares a store must be told the same.</summary>
    [Setting("1", Least = 1, Most = 64)]
    public int Shards { get; init; } = 1;
}

public sealed record DeliverySettings
{
    [Setting("Resend")]
    public WhenUnsure WhenUnsure { get; init; }
}

public sealed record RetentionSettings
{
    /// <summary>Days after its last lesson closed on which a finished cohort is removed with all its rows; 0 keeps it.</summary>
    [Setting("365", Least = 0, Most = 36500)]
    public int FinishedCohortDays { get; init; }
}

public sealed record HttpSettings
{
    /// <summary>How many requests a second one remote address may make over a while, and twenty times that where Slack and Teams call; 0: any. The machine itself is never limited.</summary>
    [Setting("50", Least = 0, Most = 100_000)]
    public int RequestsPerSecond { get; init; } = 50;
}

public sealed record ProxySettings
{
    /// <summary>Addresses or networks whose forwarding headers are believed; none by default.</summary>
    [Setting("10.0.0.0/8")]
    public IReadOnlyList<string> Trusted { get; init; } = [];
}
