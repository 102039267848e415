using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>A message. <see href="https://docs.slack.dev/reference/events/message">message event</see>.</summary>
public sealed class SlackMessage
{
    /// <summary>Slack does not say how many it names.</summary>
    private const int MostReactors = 50;

    private readonly List<SlackReaction> _reactions = [];

    internal SlackMessage(SlackChannel channel, SlackUser user, string ts, string text)
    {
        Channel = channel;
        User = user;
        Ts = ts;
        Text = text;
    }

    public SlackChannel Channel { get; }

    public SlackUser User { get; }

    public string Ts { get; }

    public string Text { get; internal set; }

    /// <summary>As posted, with the block ids that Slack gave to blocks without one.</summary>
    public JsonArray Blocks { get; internal set; } = [];

    public JsonArray Attachments { get; internal set; } = [];

    /// <summary>The first message of the thread it stands in.</summary>
    public string? ThreadTs { get; internal set; }

    public bool Broadcast { get; internal set; }

    /// <summary>event_type and event_payload, where the app sent some.</summary>
    public JsonObject? Metadata { get; internal set; }

    /// <summary>Who alone sees it, for an ephemeral message.</summary>
    public SlackUser? PrivateTo { get; internal set; }

    public bool Deleted { get; internal set; }

    /// <summary>A private reply in a thread that has no other: Slack takes it and shows it to nobody.</summary>
    public bool Unseen { get; internal set; }

    /// <summary>Deleted while its replies stand: "This message was deleted."</summary>
    public bool Tombstone { get; internal set; }

    /// <summary>The ts of the last edit.</summary>
    public string? EditedTs { get; internal set; }

    /// <summary>Whether links were to be unfurled, as the app asked; true where it did not say.</summary>
    public bool UnfurlLinks { get; internal set; } = true;

    public IReadOnlyList<SlackFile> Files { get; internal set; } = [];

    public IReadOnlyList<SlackReaction> Reactions
    {
        get
        {
            lock (Channel.Team.Slack.Gate) return [.. _reactions];
        }
    }

    /// <summary>Replies, oldest first.</summary>
    public IReadOnlyList<SlackMessage> Replies
    {
        get
        {
            lock (Channel.Team.Slack.Gate) return [.. Channel.RepliesTo(Ts)];
        }
    }

    /// <summary>What may be pressed, in order.</summary>
    public IReadOnlyList<SlackButton> Buttons => SlackButton.In(Blocks);

    /// <summary>All that stands in the blocks, one line each; the text where there are none.</summary>
    public string Shown => Blocks.Count == 0 ? Text : string.Join('\n', BlockText.Lines(Blocks));

    internal List<SlackReaction> ReactionList => _reactions;

    internal string? Subtype { get; set; }

    internal string? ClientId { get; set; }

    internal bool IsRoot => ThreadTs is null || ThreadTs == Ts;

    public override string ToString() => $"{User.Name} in {Channel}: {Shown}";

    /// <summary>As in history, and inside events.</summary>
    /// <param name="withMetadata">Only who asks for metadata sees it.</param>
    /// <param name="allReactors">Otherwise a reaction may name fewer people than it counts. <see href="https://docs.slack.dev/reference/methods/reactions.get">reactions.get</see>.</param>
    internal JsonObject ToJson(bool withMetadata = false, bool allReactors = false)
    {
        if (Tombstone)
        {
            // A deleted parent with replies stays as a tombstone. https://docs.slack.dev/reference/events/message
            var tombstone = new JsonObject { ["subtype"] = "tombstone", ["user"] = "USLACKBOT", ["text"] = "This message was deleted.", ["hidden"] = true, ["type"] = "message", ["ts"] = Ts };
            Thread(tombstone);
            return tombstone;
        }

        var json = new JsonObject { ["type"] = "message" };
        if (Subtype is not null) json["subtype"] = Subtype;
        if (ClientId is not null) json["client_msg_id"] = ClientId;
        // A classic bot has no user: https://docs.slack.dev/reference/events/message/bot_message
        if (Subtype == "bot_message") json["username"] = User.Name;
        else json["user"] = User.Id;
        if (User.IsBot)
        {
            json["bot_id"] = User.BotId;
            json["app_id"] = User.AppId;
            json["bot_profile"] = User.BotProfile();
        }

        json["text"] = Text;
        json["team"] = Channel.Team.Id;
        if (Blocks.Count > 0) json["blocks"] = Blocks.DeepClone();
        if (Attachments.Count > 0) json["attachments"] = Attachments.DeepClone();
        if (Files.Count > 0)
        {
            json["files"] = new JsonArray([.. Files.Select(file => file.ToJson())]);
            json["upload"] = false;
            json["display_as_bot"] = false;
        }

        json["ts"] = Ts;
        if (EditedTs is not null) json["edited"] = new JsonObject { ["user"] = User.Id, ["ts"] = EditedTs };
        Thread(json);
        if (_reactions.Count > 0) json["reactions"] = new JsonArray([.. _reactions.GroupBy(r => r.Name).Select(reactions => Counted(reactions, allReactors ? int.MaxValue : MostReactors))]);
        if (withMetadata && Metadata is not null) json["metadata"] = Metadata.DeepClone();
        return json;
    }

    private static JsonObject Counted(IGrouping<string, SlackReaction> reactions, int most) => new()
    {
        ["name"] = reactions.Key,
        ["users"] = new JsonArray([.. reactions.Take(most).Select(r => (JsonNode)r.By.Id)]),
        ["count"] = reactions.Count(),
    };

    private void Thread(JsonObject json)
    {
        var replies = Channel.RepliesTo(Ts).ToList();
        if (IsRoot && replies.Count > 0)
        {
            json["thread_ts"] = Ts;
            json["reply_count"] = replies.Count;
            json["reply_users_count"] = replies.Select(reply => reply.User).Distinct().Count();
            json["latest_reply"] = replies[^1].Ts;
            json["reply_users"] = new JsonArray([.. replies.Select(reply => reply.User).Distinct().Select(user => (JsonNode)user.Id)]);
            json["is_locked"] = false;
            json["subscribed"] = false;
        }
        else if (!IsRoot)
        {
            json["thread_ts"] = ThreadTs;
            if (Channel.Find(ThreadTs!) is { } parent) json["parent_user_id"] = parent.User.Id;
        }
    }
}

/// <param name="Name">Without colons, with a skin tone where there is one: <c>+1::skin-tone-2</c>.</param>
public sealed record SlackReaction(string Name, SlackUser By);
