using System.Net;

namespace StudyBot.Host.Settings;

/// <summary>What a value by itself does not tell.</summary>
internal static class SettingsRules
{
    public static IEnumerable<SettingProblem> Check(StudyBotSettings settings)
    {
        if (settings.Storage.SqlitePath.Length > 0 && (settings.Storage.SqlitePath.Contains('\0') || Path.EndsInDirectorySeparator(settings.Storage.SqlitePath)))
            yield return new("Storage:SqlitePath", $"\"{settings.Storage.SqlitePath}\" names no file.", "/var/lib/studybot/studybot.db");
        foreach (var address in settings.Proxy.Trusted)
        {
            if (!IPAddress.TryParse(address, out _) && !IPNetwork.TryParse(address, out _))
                yield return new("Proxy:Trusted", $"\"{address}\" is neither an address nor a network.", "10.0.0.0/8");
        }
    }
}
