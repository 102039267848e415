using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>A workspace: its people, its conversations, and whether the app is installed. What admins do is in <c>People</c>.</summary>
public sealed partial class SlackTeam
{
    private readonly OrderedDictionary<string, SlackUser> _users = [];
    private readonly OrderedDictionary<string, SlackChannel> _channels = [];
    private readonly Dictionary<string, SlackUser> _byName = [];
    private readonly Dictionary<string, SlackChannel> _rooms = [];
    private readonly Dictionary<SlackUser, SlackChannel> _directs = [];

    internal SlackTeam(SlackFake slack, string id, string name)
    {
        Slack = slack;
        Id = id;
        Name = name;
        Domain = name.ToLowerInvariant().Replace(' ', '-');
        Bot = new SlackUser(this, slack.NextId("U"), slack.App.Name.ToLowerInvariant()) { BotId = slack.NextId("B"), AppId = slack.App.Id, RealName = slack.App.Name };
        Add(Bot);
    }

    public SlackFake Slack { get; }

    public string Id { get; }

    public string Name { get; }

    public string Domain { get; }

    /// <summary>The app's own bot user.</summary>
    public SlackUser Bot { get; }

    public bool Installed { get; private set; }

    /// <summary>The bot token that holds now; empty before the install.</summary>
    public string BotToken { get; private set; } = "";

    /// <summary>What the install granted. Setting it is an install anew that keeps the token.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    public IReadOnlyList<SlackUser> Users
    {
        get
        {
            lock (Slack.Gate) return [.. _users.Values];
        }
    }

    public IReadOnlyList<SlackChannel> Channels
    {
        get
        {
            lock (Slack.Gate) return [.. _channels.Values];
        }
    }

    internal List<SlackView> Views { get; } = [];

    internal List<SlackFile> Files { get; } = [];

    /// <summary>Somebody by name, who joins the workspace the first time they are named.</summary>
    public SlackUser User(string name)
    {
        lock (Slack.Gate) return _byName.GetValueOrDefault(name) ?? Add(new SlackUser(this, Slack.NextId("U"), name));
    }

    /// <summary>Another app's bot.</summary>
    public SlackUser OtherBot(string name)
    {
        lock (Slack.Gate) return _byName.GetValueOrDefault(name) ?? Add(new SlackUser(this, Slack.NextId("U"), name) { BotId = Slack.NextId("B"), AppId = "A000000099" });
    }

    /// <summary>A public channel by name, with our bot in it the first time it is named; nobody is told.</summary>
    public SlackChannel Channel(string name, params SlackUser[] members) => Channel(name, ChannelKind.Public, true, members);

    public SlackChannel PrivateChannel(string name, params SlackUser[] members) => Channel(name, ChannelKind.Private, true, members);

    /// <summary>A public channel in which our bot is not.</summary>
    public SlackChannel ChannelWithoutBot(string name, params SlackUser[] members) => Channel(name, ChannelKind.Public, false, members);

    /// <summary>A person's direct messages with our bot.</summary>
    public SlackChannel Direct(SlackUser person)
    {
        lock (Slack.Gate)
        {
            if (_directs.TryGetValue(person, out var known)) return known;
            var direct = new SlackChannel(this, Slack.NextId("D"), "directmessage", ChannelKind.Im, person, Slack.Now);
            direct.In.AddRange([person, Bot]);
            _channels[direct.Id] = _directs[person] = direct;
            return direct;
        }
    }

    /// <summary>Two people's direct messages, a new conversation at each call: our bot is not in it, and nobody is told.</summary>
    public SlackChannel DirectBetween(SlackUser one, SlackUser other)
    {
        lock (Slack.Gate)
        {
            var direct = new SlackChannel(this, Slack.NextId("D"), "directmessage", ChannelKind.Im, other, Slack.Now);
            direct.In.AddRange([one, other]);
            return _channels[direct.Id] = direct;
        }
    }

    public override string ToString() => Name;

    internal SlackUser? FindUser(string id) => _users.GetValueOrDefault(id);

    internal SlackChannel? FindChannel(string id) => _channels.GetValueOrDefault(id) is { Deleted: false } channel ? channel : null;

    internal SlackUser? FindByName(string name) => _byName.Values.FirstOrDefault(user => string.Equals(user.Name, name, StringComparison.OrdinalIgnoreCase));

    internal SlackChannel? FindRoom(string name) => _channels.Values.FirstOrDefault(channel => channel.Kind != ChannelKind.Im && !channel.Deleted && channel.Name == name);

    internal bool HasDirect(SlackUser person) => _directs.ContainsKey(person);

    /// <summary>The app comes in: a new token, and the scopes that were agreed to.</summary>
    internal SlackToken Install(IReadOnlyList<string> scopes, bool rotating)
    {
        Scopes = scopes;
        Installed = true;
        return NewToken(rotating);
    }

    internal SlackToken NewToken(bool rotating)
    {
        var count = Slack.Count("token");
        var token = rotating
            ? new SlackToken($"xoxe.xoxb-1-{Id}-{count}", this, "bot", [], Slack.Now + TimeSpan.FromHours(12))
            : new SlackToken($"xoxb-{Id}-{count}", this, "bot", [], null);
        Slack.Tokens[token.Value] = token;
        BotToken = token.Value;
        return token;
    }

    internal void Refuse(string error, bool leaves)
    {
        foreach (var token in Slack.Tokens.Values.Where(token => token.Team == this)) token.Refused ??= error;
        if (leaves) Installed = false;
    }

    /// <summary>An event of this workspace, if the app subscribed to it and may see it.</summary>
    internal IReadOnlyList<SlackDelivery> Event(string subscription, JsonObject @event)
    {
        if (!Installed || !Subscriptions.Reach(Slack.App, this, subscription)) return [];
        return [Envelope(@event)];
    }

    /// <summary><see href="https://docs.slack.dev/apis/events-api">The Events API</see>: "Callback field overview".</summary>
    internal SlackDelivery Envelope(JsonObject @event)
    {
        var id = Slack.NextId("Ev");
        return new SlackDelivery(DeliveryKind.Event, id, @event["type"]!.GetValue<string>(), this, new()
        {
            ["token"] = Slack.App.VerificationToken,
            ["team_id"] = Id,
            ["context_team_id"] = Id,
            ["context_enterprise_id"] = null,
            ["api_app_id"] = Slack.App.Id,
            ["event"] = @event,
            ["type"] = "event_callback",
            ["event_id"] = id,
            ["event_time"] = Slack.Now.ToUnixTimeSeconds(),
            ["authorizations"] = new JsonArray(new JsonObject
            {
                ["enterprise_id"] = null, ["team_id"] = Id, ["user_id"] = Bot.Id, ["is_bot"] = true, ["is_enterprise_install"] = false,
            }),
            ["is_ext_shared_channel"] = false,
            ["event_context"] = $"4-{id}",
        });
    }

    private SlackChannel Channel(string name, ChannelKind kind, bool withBot, SlackUser[] members)
    {
        lock (Slack.Gate)
        {
            if (_rooms.GetValueOrDefault(name) is not { Deleted: false } channel)
            {
                channel = new SlackChannel(this, Slack.NextId("C"), name, kind, null, Slack.Now);
                if (withBot) channel.In.Add(Bot);
                _channels[channel.Id] = _rooms[name] = channel;
            }

            channel.In.AddRange(members.Except(channel.In));
            return channel;
        }
    }

    private SlackUser Add(SlackUser user)
    {
        _users[user.Id] = _byName[user.Name] = user;
        return user;
    }
}
