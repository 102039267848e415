namespace StudyBot.Host.Settings;

/// <summary>Which names on the command line somebody reads: StudyBot, or the framework under it. In a file or the environment others may stand beside them.</summary>
internal static class KnownSettings
{
    /// <summary>Not among them: HTTP_PORTS and HTTPS_PORTS, which stand behind urls, and shutdownTimeoutSeconds, which the host decides.</summary>
    private static readonly string[] Framework =
    [
        "urls", "environment", "contentRoot", "applicationName", "webRoot", "AllowedHosts",
        "detailedErrors", "captureStartupErrors", "suppressStatusMessages", "preferHostingUrls", "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "preventHostingStartup", "startupAssembly",
    ];

    private static readonly string[] FrameworkSections = ["Logging:", "Kestrel:", "hostBuilder:", "OTEL_"];

    public static bool IsFrameworks(string name) => Framework.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static bool Has(string name) =>
        SettingsReader.Names.Contains(name, StringComparer.OrdinalIgnoreCase)
        || IsFrameworks(name)
        || FrameworkSections.Any(section => name.StartsWith(section, StringComparison.OrdinalIgnoreCase))
        || SettingsReader.Lists.Any(list => name.StartsWith(list + ":", StringComparison.OrdinalIgnoreCase));

    public static bool HasSection(string name) => SettingsReader.Names.Concat(FrameworkSections).Any(known => known.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>The setting that starts and ends most like it, whatever stands between its parts; null where none does.</summary>
    public static string? Nearest(string name)
    {
        var written = Letters(name);
        var (nearest, alike) = SettingsReader.Names.Append("urls").Select(known => (known, Alike(written, Letters(known)))).MaxBy(near => near.Item2);
        return alike * 2 >= Letters(nearest).Length ? nearest : null;
    }

    /// <summary>How many letters are the same from the start, and from the end.</summary>
    private static int Alike(string a, string b)
    {
        var start = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        return start + a[start..].Reverse().Zip(b[start..].Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetter)).ToUpperInvariant();
}
