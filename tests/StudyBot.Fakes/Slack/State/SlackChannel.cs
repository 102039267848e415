using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

public enum ChannelKind
{
    Public,
    Private,
    Im,
}

/// <summary>A conversation. <see href="https://docs.slack.dev/reference/objects/conversation-object">Conversation object</see>.</summary>
public sealed class SlackChannel
{
    private readonly Dictionary<string, SlackMessage> _byTs = [];
    private readonly Dictionary<string, List<SlackMessage>> _threads = [];

    internal SlackChannel(SlackTeam team, string id, string name, ChannelKind kind, SlackUser? other, DateTimeOffset created)
    {
        Team = team;
        Id = id;
        Name = name;
        Kind = kind;
        Other = other;
        Created = created;
    }

    public SlackTeam Team { get; }

    public string Id { get; }

    public string Name { get; internal set; }

    public ChannelKind Kind { get; }

    /// <summary>Whom a direct message is with.</summary>
    public SlackUser? Other { get; }

    public bool Archived { get; internal set; }

    public bool Deleted { get; internal set; }

    /// <summary>Everything in it, oldest first, replies included, deleted ones not; nothing private.</summary>
    public IReadOnlyList<SlackMessage> Messages
    {
        get
        {
            lock (Team.Slack.Gate) return [.. All.Where(message => !message.Deleted && message.PrivateTo is null)];
        }
    }

    public IReadOnlyList<SlackUser> Members
    {
        get
        {
            lock (Team.Slack.Gate) return [.. In];
        }
    }

    internal DateTimeOffset Created { get; }

    internal List<SlackUser> In { get; } = [];

    internal List<SlackMessage> All { get; } = [];

    /// <summary>The name of this kind of conversation in events.</summary>
    internal string Type => Kind switch
    {
        ChannelKind.Public => "channel",
        ChannelKind.Private => "group",
        _ => "im",
    };

    /// <summary>The first part of the scopes that speak of this kind of conversation.</summary>
    internal string Scope => Kind switch
    {
        ChannelKind.Public => "channels",
        ChannelKind.Private => "groups",
        _ => "im",
    };

    /// <summary>All messages, and what only this person sees of ours: what stands before them.</summary>
    public IReadOnlyList<SlackMessage> SeenBy(SlackUser person)
    {
        lock (Team.Slack.Gate) return [.. All.Where(message => !message.Deleted && !message.Unseen && (message.PrivateTo is null || message.PrivateTo == person))];
    }

    public override string ToString() => Kind == ChannelKind.Im ? $"@{Other?.Name}" : $"#{Name}";

    internal SlackMessage? Find(string ts) => _byTs.GetValueOrDefault(ts) is { Deleted: false } message ? message : null;

    internal void Add(SlackMessage message)
    {
        All.Add(message);
        _byTs[message.Ts] = message;
        if (message.ThreadTs is not { } root || root == message.Ts) return;
        if (!_threads.TryGetValue(root, out var replies)) _threads[root] = replies = [];
        replies.Add(message);
    }

    /// <summary>Replies that everybody sees, oldest first.</summary>
    internal IEnumerable<SlackMessage> RepliesTo(string root) =>
        _threads.TryGetValue(root, out var replies) ? replies.Where(reply => !reply.Deleted && reply.PrivateTo is null) : [];

    internal JsonObject ToJson(bool countMembers)
    {
        var created = Created.ToUnixTimeSeconds();
        if (Kind == ChannelKind.Im)
        {
            return new()
            {
                ["id"] = Id, ["created"] = created, ["is_archived"] = false, ["is_im"] = true, ["is_org_shared"] = false, ["context_team_id"] = Team.Id,
                ["updated"] = created * 1000, ["user"] = Other!.Id, ["is_user_deleted"] = Other.Deactivated, ["priority"] = 0,
            };
        }

        var json = new JsonObject
        {
            ["id"] = Id, ["name"] = Name, ["is_channel"] = Kind == ChannelKind.Public, ["is_group"] = Kind == ChannelKind.Private, ["is_im"] = false,
            ["is_mpim"] = false, ["is_private"] = Kind == ChannelKind.Private, ["created"] = created, ["is_archived"] = Archived, ["is_general"] = false,
            ["unlinked"] = 0, ["name_normalized"] = Name, ["is_shared"] = false, ["is_org_shared"] = false, ["is_pending_ext_shared"] = false,
            ["pending_shared"] = new JsonArray(), ["context_team_id"] = Team.Id, ["updated"] = created * 1000, ["creator"] = In.FirstOrDefault()?.Id ?? "",
            ["is_ext_shared"] = false, ["shared_team_ids"] = new JsonArray(Team.Id), ["is_member"] = In.Contains(Team.Bot),
            ["topic"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 },
            ["purpose"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 },
            ["previous_names"] = new JsonArray(),
        };
        if (countMembers) json["num_members"] = In.Count;
        return json;
    }
}
