using StudyBot.Host.Running.Cluster;

namespace StudyBot.Host.Settings;

public enum QuartzProvider
{
    /// <summary>Each instance ticks for itself.</summary>
    Memory,

    /// <summary>The instances tick together: each shard once a minute among them.</summary>
    Postgres,
}

public sealed record QuartzSettings
{
    [Setting("Memory")]
    public QuartzProvider Provider { get; init; }

    /// <summary>Of a PostgreSQL database, for the schedule alone; a secret.</summary>
    [Setting(Example)]
    public string ConnectionString { get; init; } = "";

    private const string Example = "Host=db.example.org;Database=quartz;Username=studybot;Password=…";

    /// <summary>Without its secret, should it ever be written down.</summary>
    public override string ToString() => nameof(QuartzSettings);

    /// <summary>What is missing or does not fit together. No line shows a secret.</summary>
    internal IEnumerable<SettingProblem> Check()
    {
        if (Provider is not QuartzProvider.Postgres) yield break;
        if (ConnectionString.Length == 0) yield return Wrong("is missing: Quartz:Provider=Postgres needs a database.");
        else if (!Database.IsConnectionString(ConnectionString)) yield return Wrong("is no connection string of a PostgreSQL database, name by name, with its Host.");
    }

    private static SettingProblem Wrong(string what) => new("Quartz:ConnectionString", what, $"Quartz:ConnectionString=\"{Example}\"");
}
