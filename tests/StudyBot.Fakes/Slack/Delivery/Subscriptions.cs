namespace StudyBot.Fakes.Slack;

/// <summary>
/// Which scope an event needs, by the event's name in a manifest; any one of several is enough.
/// <see href="https://docs.slack.dev/reference/events">Events reference</see>, each event's page.
/// </summary>
internal static class Subscriptions
{
    private static readonly Dictionary<string, string[]> Needs = new()
    {
        ["message.channels"] = ["channels:history"],
        ["message.groups"] = ["groups:history"],
        ["message.im"] = ["im:history"],
        ["app_mention"] = ["app_mentions:read"],
        ["reaction_added"] = ["reactions:read"],
        ["reaction_removed"] = ["reactions:read"],
        ["member_joined_channel"] = ["channels:read", "groups:read"],
        ["member_left_channel"] = ["channels:read", "groups:read"],
        ["channel_archive"] = ["channels:read"],
        ["channel_unarchive"] = ["channels:read"],
        ["channel_rename"] = ["channels:read"],
        ["channel_deleted"] = ["channels:read"],
        ["channel_left"] = ["channels:read"],
        ["group_archive"] = ["groups:read"],
        ["group_unarchive"] = ["groups:read"],
        ["group_rename"] = ["groups:read"],
        ["group_deleted"] = ["groups:read"],
        ["group_left"] = ["groups:read"],
        ["file_shared"] = ["files:read"],
        ["user_change"] = ["users:read"],
        ["team_join"] = ["users:read"],
        ["app_home_opened"] = [],
        ["app_uninstalled"] = [],
        ["tokens_revoked"] = [],
    };

    public static IEnumerable<string> All => Needs.Keys;

    public static bool Reach(SlackApp app, SlackTeam team, string name) =>
        app.Events.Contains(name) && Needs.TryGetValue(name, out var scopes) && (scopes.Length == 0 || scopes.Any(team.Scopes.Contains));
}
