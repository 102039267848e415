using System.Text.Json;
using NodaTime;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>From an event of the Events API to what a person did. Pure; null where it asks nothing of us.
/// Source: the pages of the event types.</summary>
public static class EventReader
{
    /// <summary>Messages with one of these subtypes are written by people; all others come from bots or from Slack itself.</summary>
    private static readonly HashSet<string?> Written = [null, "", "file_share", "thread_broadcast", "me_message"];

    public static Heard? Read(JsonElement @event, Workspace workspace) => @event.Text("type") switch
    {
        "message" => @event.Text("subtype") switch
        {
            "message_changed" => Changed(@event, workspace),
            "message_deleted" => Deleted(@event, workspace),
            var subtype when Written.Contains(subtype) => Said(@event, workspace),
            _ => null,
        },
        // A mention that an edit added comes as an event of its own; the edit itself is heard as one.
        "app_mention" => @event.Part("edited") is null ? Said(@event, workspace) : null,
        "reaction_added" => Reacted(@event, workspace, on: true),
        "reaction_removed" => Reacted(@event, workspace, on: false),
        "member_joined_channel" => Joined(@event, workspace),
        "member_left_channel" => Left(@event, workspace),
        "channel_archive" or "group_archive" => Gone(@event, workspace, Say.Reasons.ChannelArchived),
        "channel_deleted" or "group_deleted" => Gone(@event, workspace, Say.Reasons.ChannelDeleted),
        "channel_left" or "group_left" => Gone(@event, workspace, Say.Reasons.Removed),
        _ => null,
    };

    /// <summary>The same message as a history tells it.</summary>
    public static Heard? Said(HistoryMessage message, string channel, Workspace workspace) =>
        message.BotId is null && Written.Contains(message.Subtype) ? Said(channel, message.User, message.Ts, message.ThreadTs, message.Text, workspace) : null;

    private static Heard? Said(JsonElement message, Workspace workspace) =>
        message.Text("bot_id") is null ? Said(message.Text("channel"), message.Text("user"), message.Text("ts"), message.Text("thread_ts"), message.Text("text"), workspace) : null;

    private static Heard? Said(string? channel, string? user, string? ts, string? threadTs, string? words, Workspace workspace)
    {
        if (channel is null || user is null || IsNobody(user, workspace) || ts is null || Timestamp.Read(ts) is not { } at) return null;
        var (text, mentioned) = SlackText.Read(words ?? "", workspace.BotUser);
        var thread = threadTs == ts ? null : threadTs;
        return new(Incoming.KeyOf(channel, ts), At(workspace, channel, thread), user, "", at, new Did.Said(ts, text, mentioned))
        {
            To = new(user, channel, thread, ts),
        };
    }

    /// <summary>An edit. A link that unfolds changes a message too, and a deleted thread's first message leaves a stone behind.</summary>
    private static Heard? Changed(JsonElement @event, Workspace workspace)
    {
        if (@event.Part("message") is not { } message || @event.Text("channel") is not { } channel) return null;
        if (message.Text("subtype") == "tombstone") return Deleted(@event, workspace);
        if (message.Text("bot_id") is not null || message.Text("user") is not { } user || IsNobody(user, workspace)) return null;
        if (message.Text("text") == @event.Text("previous_message", "text")) return null;
        if (message.Text("ts") is not { } ts || (message.Text("edited", "ts") ?? @event.Text("event_ts")) is not { } edited || Timestamp.Read(edited) is not { } at) return null;
        var (text, _) = SlackText.Read(message.Text("text") ?? "", workspace.BotUser);
        var thread = Thread(message, ts);
        return new($"{channel} edit {ts} {edited}", At(workspace, channel, thread), user, "", at, new Did.Edited(ts, text, Timestamp.Read(ts)))
        {
            To = new(user, channel, thread, ts),
        };
    }

    private static Heard? Deleted(JsonElement @event, Workspace workspace)
    {
        if (@event.Part("previous_message") is not { } message || @event.Text("channel") is not { } channel) return null;
        if (message.Text("bot_id") is not null || message.Text("user") is not { } user || IsNobody(user, workspace)) return null;
        if ((@event.Text("deleted_ts") ?? message.Text("ts")) is not { } ts || Timestamp.Read(@event.Text("event_ts") ?? @event.Text("ts")) is not { } at) return null;
        var thread = Thread(message, ts);
        return new($"{channel} delete {ts}", At(workspace, channel, thread), user, "", at, new Did.Deleted(ts, Timestamp.Read(ts)))
        {
            To = new(user, channel),
        };
    }

    private static Heard? Reacted(JsonElement @event, Workspace workspace, bool on)
    {
        if (@event.Text("item", "type") != "message" || @event.Text("user") is not { } user || user == workspace.BotUser) return null;
        if (@event.Text("item", "channel") is not { } channel || @event.Text("item", "ts") is not { } ts) return null;
        if (@event.Text("item_user") is { } author && author != workspace.BotUser) return null; // Nothing but a post of ours can be a lesson's.
        if (@event.Text("reaction") is not { } emoji || @event.Text("event_ts") is not { } stamp || Timestamp.Read(stamp) is not { } at) return null;
        return Reacted(workspace, channel, ts, user, emoji, stamp, at, on);
    }

    /// <param name="stamp">What tells this time from another that the same reaction was put on.</param>
    public static Heard Reacted(Workspace workspace, string channel, string ts, string user, string emoji, string stamp, Instant at, bool on) =>
        new($"{channel} reaction {ts} {user} {emoji} {stamp} {(on ? "on" : "off")}", At(workspace, channel, null), user, "", at, new Did.Reacted(ts, emoji, on))
        {
            To = new(user, channel),
        };

    /// <summary>The bot itself greets where it comes to; of others it says nothing.</summary>
    private static Heard? Joined(JsonElement @event, Workspace workspace) =>
        @event.Text("user") == workspace.BotUser ? Happened(@event, workspace, @event.Text("inviter") ?? workspace.BotUser, new Did.BotAdded()) : null;

    private static Heard? Left(JsonElement @event, Workspace workspace) => @event.Text("user") switch
    {
        null => null,
        var user when user == workspace.BotUser => Gone(@event, workspace, Say.Reasons.Removed),
        var user => Happened(@event, workspace, user, new Did.LeftChannel()),
    };

    private static Heard? Gone(JsonElement @event, Workspace workspace, string reason) =>
        Happened(@event, workspace, @event.Text("user") ?? workspace.BotUser, new Did.ChannelGone(reason));

    private static Heard? Happened(JsonElement @event, Workspace workspace, string user, Did what)
    {
        if (@event.Text("channel") is not { } channel || @event.Text("event_ts") is not { } stamp || Timestamp.Read(stamp) is not { } at) return null;
        return new($"{channel} {@event.Text("type")} {user} {stamp}", At(workspace, channel, null), user, "", at, what) { To = new(user, channel) };
    }

    /// <summary>We ourselves, and Slackbot, which says what people told it to say.</summary>
    private static bool IsNobody(string user, Workspace workspace) => user == workspace.BotUser || user == "USLACKBOT";

    /// <summary>Null for what stands in the channel itself; the first message of a thread names itself.</summary>
    private static string? Thread(JsonElement message, string ts) => message.Text("thread_ts") is { } thread && thread != ts ? thread : null;

    private static Place At(Workspace workspace, string channel, string? thread) =>
        new(Names.Platform, workspace.Team, channel, Channels.IsDirect(channel), thread);
}
