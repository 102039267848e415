using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// <see href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</see>, <see href="https://docs.slack.dev/reference/methods/chat.postEphemeral">chat.postEphemeral</see>,
/// <see href="https://docs.slack.dev/reference/methods/chat.update">chat.update</see>, <see href="https://docs.slack.dev/reference/methods/chat.delete">chat.delete</see>.
/// </summary>
internal static class ChatMethods
{
    /// <summary>chat.update refuses longer texts; chat.postMessage cuts what is longer than 40,000.</summary>
    private const int UpdateLimit = 4_000;

    private const int PostLimit = 40_000;

    public static JsonObject Post(ApiCall call)
    {
        // A person's id stands for the direct messages with them. "Sending messages", https://docs.slack.dev/messaging/sending-and-scheduling-messages
        var channel = call.Team.FindUser(call.Need("channel")) is { } person ? ConversationMethods.DirectWith(call, person) : call.Channel();
        var content = Content(call);
        if (!channel.In.Contains(call.Team.Bot)) throw new SlackRefusal("not_in_channel");
        if (channel.Archived) throw new SlackRefusal("is_archived");
        var message = new SlackMessage(channel, call.Team.Bot, call.Slack.NextTs(), content.Text)
        {
            Blocks = content.Blocks, Attachments = content.Attachments, Metadata = Metadata(call), ThreadTs = Thread(call, channel), UnfurlLinks = call.Text("unfurl_links") != "false",
        };
        if (call.Flag("reply_broadcast") && message.ThreadTs is not null) (message.Broadcast, message.Subtype) = (true, "thread_broadcast");
        call.Events.AddRange(Happenings.Posted(message));
        return new() { ["channel"] = channel.Id, ["ts"] = message.Ts, ["message"] = message.ToJson(withMetadata: true) };
    }

    public static JsonObject PostEphemeral(ApiCall call)
    {
        var channel = call.Channel();
        var content = Content(call);
        var user = call.Team.FindUser(call.Need("user"));
        if (!channel.In.Contains(call.Team.Bot)) throw new SlackRefusal("not_in_channel");
        if (channel.Archived) throw new SlackRefusal("is_archived");
        if (user is null || !channel.In.Contains(user)) throw new SlackRefusal("user_not_in_channel");
        var message = new SlackMessage(channel, call.Team.Bot, call.Slack.NextTs(), content.Text)
        {
            Blocks = content.Blocks, Attachments = content.Attachments, ThreadTs = Thread(call, channel), PrivateTo = user,
        };
        message.Unseen = IsUnseen(message);
        Happenings.Posted(message);
        return new() { ["message_ts"] = message.Ts };
    }

    public static JsonObject Update(ApiCall call)
    {
        var channel = call.Channel();
        var ts = call.Need("ts");
        if (call.Text("text") is { Length: > UpdateLimit }) throw new SlackRefusal("msg_too_long");
        var content = Content(call);
        var message = channel.Find(ts) is { PrivateTo: null, Tombstone: false } found ? found : throw new SlackRefusal("message_not_found");
        if (message.User != call.Team.Bot || message.Subtype is not (null or "thread_broadcast" or "file_share")) throw new SlackRefusal("cant_update_message");
        if (channel.Archived) throw new SlackRefusal("is_inactive");
        var metadata = Metadata(call);
        // "If `blocks` are used and a message is being updated, the `edited` flag will not be displayed"; and where text comes without blocks, the blocks go.
        call.Events.AddRange(Happenings.Changed(message, edited: content.Blocks.Count == 0, () =>
        {
            message.Text = content.Text;
            message.Blocks = content.Blocks;
            message.Attachments = content.Attachments;
            if (metadata is not null) message.Metadata = metadata.Count == 0 ? null : metadata;
        }));
        return new() { ["channel"] = channel.Id, ["ts"] = message.Ts, ["text"] = message.Text, ["message"] = message.ToJson(withMetadata: true) };
    }

    public static JsonObject Delete(ApiCall call)
    {
        var channel = call.Channel();
        var message = channel.Find(call.Need("ts")) is { PrivateTo: null, Tombstone: false } found ? found : throw new SlackRefusal("message_not_found");
        if (message.User != call.Team.Bot) throw new SlackRefusal("cant_delete_message");
        call.Events.AddRange(Happenings.Removed(message));
        return new() { ["channel"] = channel.Id, ["ts"] = message.Ts };
    }

    /// <summary>Text, blocks and attachments as they may stand in a message.</summary>
    internal static (string Text, JsonArray Blocks, JsonArray Attachments) Content(ApiCall call)
    {
        var text = call.Text("text") ?? "";
        var blocks = call.Json("blocks", "invalid_blocks_format");
        var attachments = call.Json("attachments", "invalid_attachments") as JsonArray ?? [];
        if (blocks is not (null or JsonArray)) throw new SlackRefusal("invalid_blocks_format");
        var list = blocks as JsonArray ?? [];
        if (text.Length == 0 && list.Count == 0 && attachments.Count == 0) throw new SlackRefusal("no_text");
        if (attachments.Count > 100) throw new SlackRefusal("too_many_attachments");
        MessageBlocks.Check(list);
        BlockIds.Fill(call.Slack, list);
        return (text.Length > PostLimit ? text[..PostLimit] : text, list, attachments);
    }

    /// <summary>"Ephemeral messages in threads are only shown if there is already an active thread": it is taken, and nobody sees it.</summary>
    internal static bool IsUnseen(SlackMessage message) =>
        message is { PrivateTo: not null, ThreadTs: { } thread } && message.Channel.Find(thread) is not { Replies.Count: > 0 };

    private static string? Thread(ApiCall call, SlackChannel channel)
    {
        if (call.Text("thread_ts") is not { Length: > 0 } ts) return null;
        var parent = channel.Find(ts);
        // A reply to a reply stands in the same thread. What is private, gone or never was has no thread.
        if (parent is null || parent.PrivateTo is not null) throw new SlackRefusal("cannot_reply_to_message");
        return parent.ThreadTs ?? parent.Ts;
    }

    /// <summary><see href="https://docs.slack.dev/messaging/message-metadata">Message metadata</see>: an event_type and a flat or nested event_payload.</summary>
    private static JsonObject? Metadata(ApiCall call)
    {
        var given = call.Json("metadata", "invalid_metadata_format");
        if (given is null) return null;
        if (given is not JsonObject metadata) throw new SlackRefusal("invalid_metadata_format");
        if (metadata.Count == 0) return metadata;
        if (metadata["event_type"] is not JsonValue type || !type.TryGetValue<string>(out var name) || name.Length == 0 || metadata["event_payload"] is not JsonObject || metadata.Count != 2)
            throw new SlackRefusal("invalid_metadata_schema");
        return metadata;
    }
}
