namespace StudyBot.Slack;

/// <summary>A workspace that the bot is installed in.</summary>
/// <param name="Team">Its id, such as <c>T012AB3CD</c>: the tenant.</param>
/// <param name="BotUser">The bot's own user id there.</param>
/// <param name="Token">Never logged.</param>
public sealed record Workspace(string Team, string BotUser, string Token, string? Enterprise = null)
{
    public override string ToString() => Team;
}
