namespace StudyBot.Fakes.Teams;

/// <summary>A team: people, and channels, of which the first one has the team's own id.</summary>
public sealed partial class TeamsTeam
{
    private readonly List<TeamsConversation> _channels = [];

    internal TeamsTeam(TeamsTenant tenant, string name)
    {
        Tenant = tenant;
        Name = name;
        GroupId = tenant.Fake.NextGuid("group", 0x9);
        General = AddChannel("General");
    }

    public TeamsTenant Tenant { get; }

    public string Name { get; internal set; }

    /// <summary>Also the id of its first channel.</summary>
    public string Id => General.Id;

    /// <summary>The team in the tenant's directory.</summary>
    public string GroupId { get; }

    public TeamsConversation General { get; }

    /// <summary>The team consented to <c>ChannelMessage.Read.Group</c>: what is said without a mention is told to the bot as well.</summary>
    public bool GrantsMessages { get; set; } = true;

    /// <summary>The team consented to <c>TeamMember.Read.Group</c>: Graph says who is in it and who owns it.</summary>
    public bool GrantsMembers { get; set; } = true;

    public bool Archived { get; internal set; }

    /// <summary>The bot is installed here.</summary>
    public bool BotIn { get; internal set; }

    public IReadOnlyList<TeamsPerson> Members
    {
        get
        {
            lock (Tenant.Fake.Gate) return [.. In];
        }
    }

    public IReadOnlyList<TeamsPerson> Owners
    {
        get
        {
            lock (Tenant.Fake.Gate) return [.. Own];
        }
    }

    /// <summary>Those that were deleted are among them.</summary>
    public IReadOnlyList<TeamsConversation> Channels
    {
        get
        {
            lock (Tenant.Fake.Gate) return [.. _channels];
        }
    }

    internal List<TeamsPerson> In { get; } = [];

    internal List<TeamsPerson> Own { get; } = [];

    /// <summary>The one of that name; made at the first mention, without telling the bot.</summary>
    public TeamsConversation Channel(string name)
    {
        lock (Tenant.Fake.Gate) return _channels.Find(channel => channel.Name == name && !channel.Deleted) ?? AddChannel(name);
    }

    /// <summary>A private channel, without telling the bot, which is not in it either.</summary>
    public TeamsConversation PrivateChannel(string name, params TeamsPerson[] members)
    {
        lock (Tenant.Fake.Gate)
        {
            var channel = AddChannel(name, hasOwnMembers: true);
            channel.In.AddRange(members);
            return channel;
        }
    }

    /// <summary>Out of the team, out of its private channels.</summary>
    internal void Leave(TeamsPerson person)
    {
        Own.Remove(person);
        foreach (var channel in _channels) channel.In.Remove(person);
    }

    private TeamsConversation AddChannel(string name, bool hasOwnMembers = false)
    {
        var channel = new TeamsConversation(Tenant, ConversationKind.Channel, $"19:{Tenant.Fake.NextGuid("channel", 0xc4).Replace("-", "")}@thread.tacv2", name) { Team = this, HasOwnMembers = hasOwnMembers };
        _channels.Add(channel);
        Tenant.Keep(channel);
        return channel;
    }
}
