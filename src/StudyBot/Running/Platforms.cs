using StudyBot.Host.Settings;

namespace StudyBot.Host.Running;

/// <summary>Which chats the settings ask for.</summary>
internal static class Platforms
{
    /// <summary>On where nothing else is configured, or where it is asked for.</summary>
    public static bool HasLocal(StudyBotSettings settings) => settings.Local.Enabled ?? true;

    public static string Words(StudyBotSettings settings) => HasLocal(settings)
        ? "the built-in chat is on"
        : "no chat is configured; set Local:Enabled=true for the built-in one";
}
