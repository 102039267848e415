using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>Somebody of a tenant. What people do is in <c>People</c>; each of it returns when the bot has been told, as far as it could be told at once.</summary>
public sealed partial class TeamsPerson
{
    private readonly Dictionary<string, string> _files = [];

    internal TeamsPerson(TeamsTenant tenant, string name, bool guest)
    {
        Tenant = tenant;
        Name = name;
        Guest = guest;
        var number = tenant.Fake.Count("person");
        Id = $"29:1p{number:D6}-{new string('x', 40)}";
        AadObjectId = $"0000000b-0000-4000-8000-{number:x12}";
        HomeTenant = guest ? "0000000a-0000-4000-8000-0000000e15e0" : tenant.Id;
        Chat = new TeamsConversation(tenant, ConversationKind.Personal, $"a:1c{number:D6}-{new string('y', 60)}", name);
        Chat.In.Add(this);
        tenant.Keep(Chat);
    }

    public TeamsTenant Tenant { get; }

    public string Name { get; }

    /// <summary>As this bot knows the person: <c>29:…</c>.</summary>
    public string Id { get; }

    /// <summary>The person in the tenant's directory.</summary>
    public string AadObjectId { get; }

    public bool Guest { get; }

    /// <summary>An IANA zone; empty where the client tells none.</summary>
    public string Zone { get; set; } = "Europe/Berlin";

    /// <summary>A client that does not know Universal Actions: it shows each one's fallback.</summary>
    public bool OldClient { get; set; }

    /// <summary>Blocked in their own chat.</summary>
    public bool BlocksBot { get; set; }

    /// <summary>The person's own chat with the bot.</summary>
    public TeamsConversation Chat { get; }

    /// <summary>What the bot gave them, by name.</summary>
    public IReadOnlyDictionary<string, string> Files
    {
        get
        {
            lock (Fake.Gate) return new Dictionary<string, string>(_files);
        }
    }

    internal string Email => $"{Name.Replace(' ', '.').ToLowerInvariant()}@{Tenant.Name.ToLowerInvariant()}.example";

    internal string HomeTenant { get; }

    /// <summary>Whether the bot may write to them: it is theirs, or in a team or chat they are in.</summary>
    internal bool IsReachable => Chat.Installed || Tenant.Teams.Any(team => team.BotIn && team.In.Contains(this)) || Tenant.GroupChats.Any(chat => chat.Installed && chat.In.Contains(this));

    private TeamsFake Fake => Tenant.Fake;

    public override string ToString() => Name;

    internal void Take(string name, string content) => _files[name] = content;

    internal JsonObject ToRosterJson()
    {
        var names = Name.Split(' ', 2);
        return new()
        {
            ["id"] = Id, ["name"] = Name, ["objectId"] = AadObjectId, ["aadObjectId"] = AadObjectId, ["givenName"] = names[0], ["surname"] = names.ElementAtOrDefault(1) ?? "",
            ["email"] = Email, ["userPrincipalName"] = Email, ["tenantId"] = HomeTenant, ["userRole"] = Guest ? "guest" : "user",
        };
    }
}
