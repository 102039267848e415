namespace StudyBot.Fakes.Teams;

/// <summary>An organisation, with its people, teams and chats. What is set up here tells the bot nothing; what people do does.</summary>
public sealed class TeamsTenant
{
    private readonly List<TeamsPerson> _people = [];
    private readonly List<TeamsTeam> _teams = [];
    private readonly Dictionary<string, TeamsConversation> _conversations = [];

    internal TeamsTenant(TeamsFake fake, string id, string name)
    {
        Fake = fake;
        Id = id;
        Name = name;
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>Whether bots may put reactions on messages here.</summary>
    public bool MayReact { get; set; } = true;

    public IReadOnlyList<TeamsPerson> People
    {
        get
        {
            lock (Fake.Gate) return [.. _people];
        }
    }

    public IReadOnlyList<TeamsTeam> Teams
    {
        get
        {
            lock (Fake.Gate) return [.. _teams];
        }
    }

    internal TeamsFake Fake { get; }

    internal IEnumerable<TeamsConversation> GroupChats => _conversations.Values.Where(conversation => conversation.Kind is ConversationKind.GroupChat);

    /// <summary>The one of that name; made at the first mention.</summary>
    public TeamsPerson Person(string name, bool guest = false)
    {
        lock (Fake.Gate)
        {
            if (_people.Find(person => person.Name == name) is { } known) return known;
            var made = new TeamsPerson(this, name, guest);
            _people.Add(made);
            return made;
        }
    }

    /// <param name="members">Besides the owner, who is one.</param>
    public TeamsTeam Team(string name, TeamsPerson owner, params TeamsPerson[] members)
    {
        lock (Fake.Gate)
        {
            var team = new TeamsTeam(this, name);
            team.In.Add(owner);
            team.Own.Add(owner);
            team.In.AddRange(members.Except(team.In));
            _teams.Add(team);
            return team;
        }
    }

    public TeamsConversation GroupChat(string topic, params TeamsPerson[] members)
    {
        lock (Fake.Gate)
        {
            var chat = new TeamsConversation(this, ConversationKind.GroupChat, $"19:{Fake.NextGuid("chat", 0xc)}@thread.v2", topic);
            chat.In.AddRange(members);
            return Keep(chat);
        }
    }

    internal TeamsConversation Keep(TeamsConversation conversation) => _conversations[conversation.Id] = conversation;

    internal TeamsConversation? Find(string? id) => id is null ? null : _conversations.GetValueOrDefault(id);

    /// <summary>By either of a person's ids.</summary>
    internal TeamsPerson? FindPerson(string id) => _people.Find(person => person.Id == id || person.AadObjectId == id);
}
