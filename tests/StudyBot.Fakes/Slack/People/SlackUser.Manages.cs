using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>What people do with channels, with themselves and with the app.</summary>
public sealed partial class SlackUser
{
    public Task JoinsAsync(SlackChannel channel) => EnterAsync(channel, this, null);

    public Task InvitesAsync(SlackChannel channel, SlackUser whom) => EnterAsync(channel, whom, this);

    public Task LeavesAsync(SlackChannel channel) => ExitAsync(channel, this);

    public Task RemovesAsync(SlackChannel channel, SlackUser whom) => ExitAsync(channel, whom);

    /// <summary><see href="https://docs.slack.dev/reference/events/channel_archive">channel_archive</see> or group_archive, and a line in the channel.</summary>
    public Task ArchivesAsync(SlackChannel channel) => DoAsync(() =>
    {
        var note = Happenings.Noted(channel, this, $"{channel.Type}_archive", "archived the channel");
        channel.Archived = true;
        return [.. note, .. About(channel, "archive", new() { ["channel"] = channel.Id, ["user"] = Id, ["is_moved"] = 0 })];
    });

    public Task UnarchivesAsync(SlackChannel channel) => DoAsync(() =>
    {
        channel.Archived = false;
        return [.. Happenings.Noted(channel, this, $"{channel.Type}_unarchive", "un-archived the channel"), .. About(channel, "unarchive", new() { ["channel"] = channel.Id, ["user"] = Id })];
    });

    /// <summary><see href="https://docs.slack.dev/reference/events/channel_rename">channel_rename</see> or group_rename, and a line in the channel.</summary>
    public Task RenamesAsync(SlackChannel channel, string name) => DoAsync(() =>
    {
        var before = channel.Name;
        channel.Name = name;
        var renamed = new JsonObject
        {
            ["id"] = channel.Id, ["is_channel"] = true, ["is_mpim"] = false, ["name"] = name, ["name_normalized"] = name, ["created"] = channel.Created.ToUnixTimeSeconds(),
        };
        return
        [
            .. Happenings.Noted(channel, this, $"{channel.Type}_name", $"has renamed the channel from \"{before}\" to \"{name}\"", new() { ["old_name"] = before, ["name"] = name }),
            .. About(channel, "rename", new() { ["channel"] = renamed }),
        ];
    });

    /// <summary><see href="https://docs.slack.dev/reference/events/channel_deleted">channel_deleted</see> or group_deleted; afterwards the conversation does not exist.</summary>
    public Task DeletesAsync(SlackChannel channel) => DoAsync(() =>
    {
        var events = About(channel, "deleted", new() { ["channel"] = channel.Id, ["actor_id"] = Id });
        channel.Deleted = true;
        return events;
    });

    /// <summary>Their name, zone, role or standing changes. <see href="https://docs.slack.dev/reference/events/user_change">user_change</see>.</summary>
    public Task ChangesAsync(Action<SlackUser> change) => DoAsync(() =>
    {
        change(this);
        return Team.Event("user_change", new() { ["type"] = "user_change", ["user"] = ToJson(), ["cache_ts"] = Slack.Now.ToUnixTimeSeconds(), ["event_ts"] = Slack.NextTs() });
    });

    /// <summary>The app leaves the workspace; its token is dead. <see href="https://docs.slack.dev/reference/events/app_uninstalled">app_uninstalled</see>.</summary>
    public Task UninstallsAsync() => DoAsync(() =>
    {
        IReadOnlyList<SlackDelivery> events = [.. Revoked(), .. Team.Event("app_uninstalled", new() { ["type"] = "app_uninstalled", ["event_ts"] = Slack.NextTs() })];
        Team.Refuse("account_inactive", leaves: true);
        return events;
    });

    /// <summary><see href="https://docs.slack.dev/reference/events/tokens_revoked">tokens_revoked</see>, with the app still there.</summary>
    public Task RevokesTokensAsync() => DoAsync(() =>
    {
        var events = Revoked();
        Team.Refuse("token_revoked", leaves: false);
        return events;
    });

    private IReadOnlyList<SlackDelivery> Revoked() => Team.Event("tokens_revoked", new()
    {
        ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(Team.Bot.Id) }, ["event_ts"] = Slack.NextTs(),
    });

    /// <summary><see href="https://docs.slack.dev/reference/events/member_joined_channel">member_joined_channel</see>: for our own bot too, and then with who invited it.</summary>
    private Task EnterAsync(SlackChannel channel, SlackUser who, SlackUser? inviter) => DoAsync(() =>
    {
        if (channel.In.Contains(who)) throw new InvalidOperationException($"{who.Name} is in {channel} already.");
        channel.In.Add(who);
        var more = inviter is null ? null : new JsonObject { ["inviter"] = inviter.Id };
        var note = Happenings.Noted(channel, who, $"{channel.Type}_join", $"<@{who.Id}> has joined the {(channel.Kind == ChannelKind.Public ? "channel" : "group")}", more);
        var joined = Member("member_joined_channel", channel, who);
        if (inviter is not null) joined["inviter"] = inviter.Id;
        return [.. note, .. channel.In.Contains(Team.Bot) ? Team.Event("member_joined_channel", joined) : []];
    });

    /// <summary>
    /// <see href="https://docs.slack.dev/reference/events/member_left_channel">member_left_channel</see> where our bot stays;
    /// where it is our bot that goes, <see href="https://docs.slack.dev/reference/events/channel_left">channel_left</see> or group_left.
    /// </summary>
    private Task ExitAsync(SlackChannel channel, SlackUser who) => DoAsync(() =>
    {
        if (!channel.In.Remove(who)) throw new InvalidOperationException($"{who.Name} is not in {channel}.");
        if (who == Team.Bot)
        {
            var kind = $"{channel.Type}_left";
            return Team.Event(kind, new() { ["type"] = kind, ["channel"] = channel.Id, ["actor_id"] = Id, ["event_ts"] = Slack.NextTs() });
        }

        var note = Happenings.Noted(channel, who, $"{channel.Type}_leave", $"<@{who.Id}> has left the {(channel.Kind == ChannelKind.Public ? "channel" : "group")}");
        return [.. note, .. channel.In.Contains(Team.Bot) ? Team.Event("member_left_channel", Member("member_left_channel", channel, who)) : []];
    });

    private JsonObject Member(string type, SlackChannel channel, SlackUser who) => new()
    {
        ["type"] = type, ["user"] = who.Id, ["channel"] = channel.Id, ["channel_type"] = channel.Kind == ChannelKind.Public ? "C" : "G", ["team"] = Team.Id, ["event_ts"] = Slack.NextTs(),
    };

    /// <summary>Of every public channel, and of the private ones our bot is in.</summary>
    private IReadOnlyList<SlackDelivery> About(SlackChannel channel, string what, JsonObject @event)
    {
        if (channel.Kind != ChannelKind.Public && !channel.In.Contains(Team.Bot)) return [];
        @event["type"] = $"{channel.Type}_{what}";
        @event["event_ts"] = Slack.NextTs();
        return Team.Event($"{channel.Type}_{what}", @event);
    }

    private async Task DoAsync(Func<IReadOnlyList<SlackDelivery>> act)
    {
        IReadOnlyList<SlackDelivery> events;
        lock (Slack.Gate) events = act();
        await Slack.Mail.SendAsync(events);
    }
}
