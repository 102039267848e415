using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// What happens in conversations, by whomever, and the events it makes: the same for people and for the app's calls. Runs under the gate.
/// <see href="https://docs.slack.dev/reference/events/message">message</see> and its subtypes, each event's page for the others.
/// </summary>
internal static class Happenings
{
    public static IReadOnlyList<SlackDelivery> Posted(SlackMessage message)
    {
        var channel = message.Channel;
        channel.Add(message);
        if (message.PrivateTo is not null) return [];
        var @event = InChannel(message.ToJson(), message);
        @event.Remove("reactions");
        if (message.Broadcast && channel.Find(message.ThreadTs!) is { } root) @event["root"] = root.ToJson();
        var deliveries = Message(channel, @event);
        // One mention comes twice: as app_mention and as message, with one ts. Not in direct messages.
        if (channel.Kind != ChannelKind.Im && message.User != channel.Team.Bot && message.Text.Contains(channel.Team.Bot.Mention, StringComparison.Ordinal) && channel.In.Contains(channel.Team.Bot))
        {
            var mention = (JsonObject)@event.DeepClone();
            mention["type"] = "app_mention";
            mention.Remove("channel_type");
            mention.Remove("subtype");
            deliveries = [.. deliveries, .. channel.Team.Event("app_mention", mention)];
        }

        foreach (var file in message.Files)
        {
            deliveries =
            [
                .. deliveries, .. channel.In.Contains(channel.Team.Bot)
                    ? channel.Team.Event("file_shared", new()
                    {
                        ["type"] = "file_shared", ["file_id"] = file.Id, ["user_id"] = file.By.Id, ["file"] = new JsonObject { ["id"] = file.Id }, ["channel_id"] = channel.Id, ["event_ts"] = message.Ts,
                    })
                    : [],
            ];
        }

        return deliveries;
    }

    /// <param name="change">What changes; a change of words or blocks by their author sets <c>edited</c>, an unfurl does not.</param>
    public static IReadOnlyList<SlackDelivery> Changed(SlackMessage message, bool edited, Action change)
    {
        var before = message.ToJson();
        var ts = message.Channel.Team.Slack.NextTs();
        if (edited) message.EditedTs = ts;
        change();
        return Message(message.Channel, new()
        {
            ["type"] = "message", ["subtype"] = "message_changed", ["message"] = message.ToJson(), ["previous_message"] = before,
            ["channel"] = message.Channel.Id, ["hidden"] = true, ["ts"] = ts, ["event_ts"] = ts, ["channel_type"] = message.Channel.Type,
        });
    }

    public static IReadOnlyList<SlackDelivery> Removed(SlackMessage message)
    {
        // A parent whose replies stand is not removed but changed into a tombstone.
        if (message.PrivateTo is null && message.Replies.Count > 0) return Changed(message, edited: false, () => message.Tombstone = true);
        var before = message.ToJson();
        message.Deleted = true;
        if (message.PrivateTo is not null) return [];
        var ts = message.Channel.Team.Slack.NextTs();
        return Message(message.Channel, new()
        {
            ["type"] = "message", ["subtype"] = "message_deleted", ["previous_message"] = before, ["channel"] = message.Channel.Id, ["hidden"] = true,
            ["deleted_ts"] = message.Ts, ["event_ts"] = ts, ["ts"] = ts, ["channel_type"] = message.Channel.Type,
        });
    }

    /// <returns>None where it makes no difference: already there, or not there.</returns>
    public static IReadOnlyList<SlackDelivery>? Reacted(SlackMessage message, SlackUser by, string name, bool on)
    {
        var reaction = new SlackReaction(name, by);
        if (on == message.ReactionList.Contains(reaction)) return null;
        if (on) message.ReactionList.Add(reaction);
        else message.ReactionList.Remove(reaction);
        var channel = message.Channel;
        var kind = on ? "reaction_added" : "reaction_removed";
        if (!channel.In.Contains(channel.Team.Bot)) return [];
        return channel.Team.Event(kind, new()
        {
            ["type"] = kind, ["user"] = by.Id, ["reaction"] = name, ["item"] = new JsonObject { ["type"] = "message", ["channel"] = channel.Id, ["ts"] = message.Ts },
            ["item_user"] = message.User.Id, ["event_ts"] = channel.Team.Slack.NextTs(),
        });
    }

    /// <summary>A line that Slack itself writes: somebody joined, left, renamed. Its own message, with a subtype.</summary>
    public static IReadOnlyList<SlackDelivery> Noted(SlackChannel channel, SlackUser by, string subtype, string text, JsonObject? more = null)
    {
        var note = new SlackMessage(channel, by, channel.Team.Slack.NextTs(), text) { Subtype = subtype };
        channel.Add(note);
        var @event = new JsonObject { ["type"] = "message", ["subtype"] = subtype, ["user"] = by.Id, ["text"] = text, ["ts"] = note.Ts };
        foreach (var (name, value) in more ?? []) @event[name] = value?.DeepClone();
        return Message(channel, InChannel(@event, note));
    }

    private static JsonObject InChannel(JsonObject @event, SlackMessage message)
    {
        @event["channel"] = message.Channel.Id;
        @event["event_ts"] = message.Ts;
        @event["channel_type"] = message.Channel.Type;
        return @event;
    }

    /// <summary>Only conversations our bot is in, by the subscription of their kind.</summary>
    private static IReadOnlyList<SlackDelivery> Message(SlackChannel channel, JsonObject @event) =>
        channel.In.Contains(channel.Team.Bot) ? channel.Team.Event($"message.{(channel.Kind == ChannelKind.Im ? "im" : channel.Scope)}", @event) : [];
}
