namespace StudyBot.Teams;

/// <summary>What Teams is called in the core.</summary>
public static class Names
{
    public const string Platform = "teams";

    /// <summary>The channel by which the Bot Framework names Teams.</summary>
    public const string Channel = "msteams";

    /// <summary>The reaction by which a message is marked as counted: ✅, as Teams names it.</summary>
    public const string Counted = "2705_whiteheavycheckmark";
}
