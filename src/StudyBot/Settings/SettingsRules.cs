using System.Net;
using StudyBot.Host.Running;

namespace StudyBot.Host.Settings;

/// <summary>What a value by itself does not tell.</summary>
internal static class SettingsRules
{
    public static IEnumerable<SettingProblem> Check(StudyBotSettings settings, bool isDevelopment)
    {
        foreach (var problem in settings.Storage.Check().Concat(settings.Quartz.Check())) yield return problem;
        foreach (var address in settings.Proxy.Trusted)
        {
            if (!IPAddress.TryParse(address, out _) && !System.Net.IPNetwork.TryParse(address, out _))
                yield return new("Proxy:Trusted", $"\"{address}\" is neither an address nor a network.", "Proxy:Trusted=10.0.0.0/8");
        }

        foreach (var problem in settings.Slack.Check().Concat(TeamsRegistration.Check(settings, isDevelopment))) yield return problem;
        if (!Platforms.HasAny(settings))
            yield return new("Local:Enabled", "\"false\" leaves no chat to serve.", "Local:Enabled=true");
    }

    /// <summary>What is set and not read: two instances that were meant to share a store would keep one each. A command that copies from one store to another needs both, so it stops nothing.</summary>
    public static IEnumerable<string> Unread(StudyBotSettings settings)
    {
        var (storage, quartz) = (settings.Storage, settings.Quartz);
        if (storage.Provider is StorageProvider.Sqlite && storage.ServiceUri.Length > 0) yield return Of("Storage:ServiceUri", "Storage:Provider", storage.Provider, StorageProvider.AzureTables);
        if (storage.Provider is StorageProvider.Sqlite && storage.ConnectionString.Length > 0) yield return Of("Storage:ConnectionString", "Storage:Provider", storage.Provider, StorageProvider.AzureTables);
        if (quartz.Provider is QuartzProvider.Memory && quartz.ConnectionString.Length > 0) yield return Of("Quartz:ConnectionString", "Quartz:Provider", quartz.Provider, QuartzProvider.Postgres);

        static string Of(string name, string by, Enum now, Enum then) => $"{name}: it is not used while {by} is {now}. Was {by}={then} meant?";
    }

    /// <summary>Settings that are not StudyBot's own, but stop its start all the same.</summary>
    public static IEnumerable<SettingProblem> Check(IConfiguration configuration)
    {
        if (configuration[Observing.Endpoint] is { Length: > 0 } collector && !(Uri.TryCreate(collector, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return new(Observing.Endpoint, $"\"{collector}\" is no address of a collector.", $"{Observing.Endpoint}=http://127.0.0.1:4317");
        foreach (var (setting, level) in Levels(configuration.GetSection("Logging")))
        {
            if (!Enum.TryParse<LogLevel>(level, ignoreCase: true, out _)) yield return new(setting, $"\"{level}\" is none of {string.Join(", ", Enum.GetNames<LogLevel>())}.", $"{setting}={LogLevel.Information}");
        }

        foreach (var (setting, url) in Addresses.Of(configuration))
        {
            if (!IsAddress(url)) yield return new(setting, $"\"{url}\" is no address to listen at.", $"{setting}=http://127.0.0.1:{Server.Port}");
        }
    }

    /// <summary>Of all that is logged, and of each place it is logged to.</summary>
    private static IEnumerable<(string Setting, string Level)> Levels(IConfiguration logging) =>
        from section in logging.GetChildren().Select(place => place.GetSection(nameof(LogLevel))).Prepend(logging.GetSection(nameof(LogLevel)))
        from category in section.GetChildren()
        where category.Value is { Length: > 0 }
        select (category.Path, category.Value);

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", PathBase: "", Port: >= 0 and <= 65535 };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
