namespace StudyBot.Slack;

/// <summary>What Slack is called in the core.</summary>
public static class Names
{
    public const string Platform = "slack";

    public const string UserIdExample = "U0123456789";

    /// <summary>The reaction by which a message is marked as counted.</summary>
    public const string Counted = "white_check_mark";

    /// <summary>The event type of the metadata that names a delivery on its post.</summary>
    public const string Delivery = "studybot_delivery";

    /// <summary>Whether it looks like a person's id here.</summary>
    public static bool IsUserId(string id) => id is ['U' or 'W', _, ..] && id.All(char.IsAsciiLetterOrDigit) && !id.Any(char.IsAsciiLetterLower);
}
