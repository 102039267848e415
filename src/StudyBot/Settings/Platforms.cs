namespace StudyBot.Host.Settings;

/// <summary>Which chats there are, and which the settings ask for. Another platform is one more name here, and then in <see cref="Running.Composition"/>, <see cref="Running.Health"/>, <see cref="Running.Pipeline"/>
/// and <see cref="Commands.LeadName"/>.</summary>
internal static class Platforms
{
    /// <summary>As cohorts' ids begin.</summary>
    public static string[] Names { get; } = [Local.Names.Platform, Slack.Names.Platform, Teams.Names.Platform];

    /// <summary>On where nothing else is configured, or where it is asked for.</summary>
    public static bool HasLocal(StudyBotSettings settings) => settings.Local.Enabled ?? !Others(settings).Any();

    public static bool HasSlack(StudyBotSettings settings) => settings.Slack.IsOn;

    public static bool HasTeams(StudyBotSettings settings) => TeamsRegistration.IsOn(settings);

    public static bool HasAny(StudyBotSettings settings) => HasLocal(settings) || Others(settings).Any();

    public static bool HasSeveral(StudyBotSettings settings) => Others(settings).Count() + (HasLocal(settings) ? 1 : 0) > 1;

    /// <summary>Where the built-in chat is alone its clock may be set ahead; beside another chat there is real time only.</summary>
    public static bool HasDemoClock(StudyBotSettings settings) => HasLocal(settings) && !Others(settings).Any();

    /// <param name="platform">As in a cohort's id.</param>
    public static bool Has(StudyBotSettings settings, string platform) =>
        platform == Local.Names.Platform ? HasLocal(settings) : Others(settings).Contains(platform, StringComparer.OrdinalIgnoreCase);

    /// <summary>Such as <c>the built-in chat</c>.</summary>
    public static string Words(StudyBotSettings settings) =>
        string.Join(" and ", HasLocal(settings) ? [.. Others(settings), "the built-in chat"] : Others(settings));

    /// <summary>The names of those that are configured besides the built-in one.</summary>
    private static IEnumerable<string> Others(StudyBotSettings settings)
    {
        if (HasSlack(settings)) yield return "Slack";
        if (HasTeams(settings)) yield return "Teams";
    }
}
