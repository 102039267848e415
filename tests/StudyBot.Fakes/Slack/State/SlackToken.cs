namespace StudyBot.Fakes.Slack;

/// <param name="Team">None for the app-level token.</param>
/// <param name="Kind">bot, app or refresh.</param>
/// <param name="Own">The scopes of an app-level token; a bot token has those of its workspace's install.</param>
/// <param name="Expires">Only where the app rotates its tokens.</param>
internal sealed record SlackToken(string Value, SlackTeam? Team, string Kind, IReadOnlyList<string> Own, DateTimeOffset? Expires)
{
    public IReadOnlyList<string> Scopes => Team?.Scopes ?? Own;

    /// <summary>The error that this token now earns: token_revoked, account_inactive; none while it is good.</summary>
    public string? Refused { get; set; }
}

/// <summary>Lets the app open one view for one person within three seconds.</summary>
internal sealed record Trigger(string Id, SlackUser User, DateTimeOffset Made)
{
    public bool Used { get; set; }
}

/// <summary>A place to answer an interaction: five times, within 30 minutes.</summary>
internal sealed record ResponseUrl(string Id, SlackUser User, SlackChannel Channel, SlackMessage? Source, DateTimeOffset Made)
{
    public int Uses { get; set; }
}

/// <summary>What an installing person agreed to, until the app fetches its token for it.</summary>
internal sealed record Grant(string Code, SlackTeam Team, SlackUser By, IReadOnlyList<string> Scopes, string? RedirectUri, DateTimeOffset Made)
{
    public bool Used { get; set; }
}
