namespace StudyBot.Fakes.Teams;

public enum ConversationKind
{
    Personal,
    GroupChat,
    Channel,
}

/// <summary>A channel, a group chat, or a person's own chat with the bot.</summary>
public sealed class TeamsConversation
{
    private readonly List<TeamsMessage> _messages = [];
    private readonly Dictionary<string, TeamsMessage> _byId = [];

    internal TeamsConversation(TeamsTenant tenant, ConversationKind kind, string id, string name)
    {
        Tenant = tenant;
        Kind = kind;
        Id = id;
        Name = name;
    }

    public TeamsTenant Tenant { get; }

    public ConversationKind Kind { get; }

    /// <summary>Without a thread.</summary>
    public string Id { get; }

    public string Name { get; internal set; }

    /// <summary>A channel's.</summary>
    public TeamsTeam? Team { get; internal init; }

    /// <summary>A shared or private channel: who is in it is its own affair, and the bot is added to it besides the team.</summary>
    public bool HasOwnMembers { get; internal init; }

    /// <summary>A group chat consented to <c>ChatMessage.Read.Chat</c>; of a channel its team decides.</summary>
    public bool GrantsMessages { get; set; } = true;

    public bool Deleted { get; internal set; }

    /// <summary>The bot may be called here, and may look who is in it.</summary>
    public bool BotIn => Kind switch
    {
        ConversationKind.Channel => Team!.BotIn && (Installed || !HasOwnMembers),
        ConversationKind.GroupChat => Installed,
        _ => In[0].IsReachable && (Opened || Installed),
    };

    /// <summary>Everything said here, in order, deleted messages as well.</summary>
    public IReadOnlyList<TeamsMessage> Messages
    {
        get
        {
            lock (Tenant.Fake.Gate) return [.. _messages];
        }
    }

    public IReadOnlyList<TeamsPerson> Members
    {
        get
        {
            lock (Tenant.Fake.Gate) return [.. HasOwnMembers ? In : Team?.In ?? In];
        }
    }

    /// <summary>The newest of the bot's; fails where there is none.</summary>
    public TeamsMessage LastOfBot => Messages.Last(message => message.From is null && !message.Deleted);

    internal List<TeamsPerson> In { get; } = [];

    /// <summary>Of a chat, and of a channel with members of its own: the bot was added to it.</summary>
    internal bool Installed { get; set; }

    /// <summary>Of a personal chat: the bot asked for its id.</summary>
    internal bool Opened { get; set; }

    internal bool Blocked => Kind is ConversationKind.Personal && In[0].BlocksBot;

    internal string Type => Kind switch
    {
        ConversationKind.Personal => "personal",
        ConversationKind.GroupChat => "groupChat",
        _ => "channel",
    };

    public override string ToString() => Name;

    internal string ThreadId(string root) => $"{Id};messageid={root}";

    internal TeamsMessage? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    internal void Add(TeamsMessage message)
    {
        _messages.Add(message);
        _byId[message.Id] = message;
    }
}
