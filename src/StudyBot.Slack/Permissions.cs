namespace StudyBot.Slack;

/// <summary>A bot scope (docs.slack.dev/reference/scopes) or an event (docs.slack.dev/reference/events), and what it is for.</summary>
public sealed record Asked(string Name, string Reason);

/// <summary>What StudyBot asks a workspace for. The manifests ask for exactly this.</summary>
public static class Permissions
{
    public static IReadOnlyList<Asked> Scopes { get; } =
    [
        new("app_mentions:read", "hear what is said to it in a channel"),
        new("channels:history", "read replies in public channels, and what was written while it was down"),
        new("channels:read", "notice when a public channel is archived, deleted or left, and who comes and goes; tell whoever sets a cohort up, and the operator, whether the bot is in it"),
        new("chat:write", "post lessons, answers and summaries where it was invited, and change or take back its own"),
        new("commands", "answer /study"),
        new("files:read", "read a curriculum that a lead uploads"),
        new("files:write", "hand people a copy of their data"),
        new("groups:history", "the same as channels:history, in private channels it was invited to"),
        new("groups:read", "the same as channels:read, in private channels it was invited to"),
        new("im:history", "read direct messages to it"),
        new("im:write", "open a direct message for nudges and private answers"),
        new("reactions:read", "take a check mark on a lesson as done"),
        new("reactions:write", "show with a reaction that a reply was counted"),
        new("users:read", "know names, time zones, admins and guests"),
    ];

    public static IReadOnlyList<Asked> Events { get; } =
    [
        new("app_home_opened", "show the home page anew"),
        new("app_mention", "commands in a channel"),
        new("app_uninstalled", "stop, and remove or keep data as configured"),
        new("channel_archive", "stop posting there"),
        new("channel_deleted", "stop posting there"),
        new("channel_left", "stop posting where it was removed"),
        new("group_archive", "the same for private channels"),
        new("group_deleted", "the same for private channels"),
        new("group_left", "the same for private channels"),
        new("member_joined_channel", "greet once where it was invited"),
        new("member_left_channel", "no longer nudge or count who left"),
        new("message.channels", "replies in public channels"),
        new("message.groups", "replies in private channels"),
        new("message.im", "direct messages"),
        new("reaction_added", "a check mark on a lesson"),
        new("reaction_removed", "the check mark taken back"),
        new("tokens_revoked", "stop using a token that is void"),
        new("user_change", "know the new name or time zone, and no longer nudge or count whose account was closed"),
    ];

    /// <summary>What an app-level token needs for Socket Mode; a manifest cannot ask for it.</summary>
    public const string SocketScope = "connections:write";

    /// <summary>Where events come, under the host's public address, for an app over HTTP.</summary>
    public const string EventsPath = "/slack/events";

    /// <summary>Where <c>/study</c> comes.</summary>
    public const string CommandsPath = "/slack/commands";

    /// <summary>Where buttons and forms come.</summary>
    public const string InteractionsPath = "/slack/interactions";

    /// <summary>Where whoever installed the app comes back.</summary>
    public const string OAuthPath = "/slack/oauth";

    /// <summary>The one slash command.</summary>
    public const string Command = "/study";
}
