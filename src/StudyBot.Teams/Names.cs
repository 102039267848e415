namespace StudyBot.Teams;

/// <summary>What Teams is called in the core.</summary>
public static class Names
{
    public const string Platform = "teams";

    public const string UserIdExample = "29:1abc";

    /// <summary>The channel by which the Bot Framework names Teams.</summary>
    public const string Channel = "msteams";

    /// <summary>The reaction by which a message is marked as counted: ✅, as Teams names it.</summary>
    public const string Counted = "2705_whiteheavycheckmark";

    /// <summary>Whether it looks like a person's id here.</summary>
    public static bool IsUserId(string id) => id.Contains(':');
}
