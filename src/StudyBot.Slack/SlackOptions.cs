namespace StudyBot.Slack;

/// <summary>How this bot is known to Slack. One workspace needs a bot token; many need a client id and secret instead.</summary>
/// <param name="SigningSecret">Requests over HTTP are signed with it; empty where only Socket Mode is used.</param>
/// <param name="SigningSecretBefore">The secret of before, while a new one is being rolled out.</param>
/// <param name="BotToken">Starts with <c>xoxb-</c>.</param>
/// <param name="AppToken">Starts with <c>xapp-</c>: events come over Socket Mode.</param>
/// <param name="Sockets">How many Socket Mode connections are held open, 1 to 10.</param>
/// <param name="RemoveDataOnUninstall">Whether a workspace's cohorts go with all their rows when the bot is taken out of it; else they stop, and are kept.</param>
public sealed record SlackOptions(
    Uri ApiUrl,
    string SigningSecret = "",
    string SigningSecretBefore = "",
    string BotToken = "",
    string AppToken = "",
    int Sockets = 1,
    string ClientId = "",
    string ClientSecret = "",
    bool RemoveDataOnUninstall = false)
{
    /// <summary>Ids of the workspaces that may use this bot; empty: any it is installed in.</summary>
    public IReadOnlyList<string> AllowedTeams { get; init; } = [];

    /// <summary>Ids of the enterprises that may; empty: any.</summary>
    public IReadOnlyList<string> AllowedEnterprises { get; init; } = [];

    /// <summary>Wraps the keys that close the tokens of other workspaces; needed for the install flow.</summary>
    public WrappingKey? TokenKey { get; init; }

    public bool HasInstall => ClientId.Length > 0 && ClientSecret.Length > 0 && TokenKey is not null;

    public bool HasSockets => AppToken.Length > 0;

    public bool HasHttp => SigningSecret.Length > 0;

    /// <summary>Without its secrets, should it ever be written down.</summary>
    public override string ToString() => nameof(SlackOptions);

    public bool Allows(string team, string? enterprise) =>
        (AllowedTeams.Count == 0 || AllowedTeams.Contains(team)) &&
        (AllowedEnterprises.Count == 0 || enterprise is not null && AllowedEnterprises.Contains(enterprise));
}
