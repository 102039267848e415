namespace StudyBot.Slack;

public static class Channels
{
    /// <summary>A conversation between the bot and one person; ids of such start with D.</summary>
    public static bool IsDirect(string channel) => channel.StartsWith('D');
}
