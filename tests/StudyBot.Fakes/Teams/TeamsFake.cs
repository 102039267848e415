using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StudyBot.Fakes.Teams;

/// <summary>
/// Microsoft Teams on loopback: one bot, any number of tenants; and as much of the Bot Framework, Entra, Graph and SharePoint as a bot meets.
/// It keeps what is said, refuses what Microsoft refuses and delivers what Teams delivers, with tokens. Every instant comes from the clock handed in
/// and every id is counted, so a run can be repeated.
/// </summary>
public sealed class TeamsFake : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly List<TeamsTenant> _tenants = [];
    private readonly List<TeamsCall> _calls = [];
    private readonly Dictionary<string, int> _counted = [];
    private long _lastMillisecond;

    private TeamsFake(WebApplication server, TimeProvider clock)
    {
        _server = server;
        Clock = clock;
        App = new TeamsApp();
        Keys = new KeyRing(this);
        Mail = new Mail(this);
        Tenant = AddTenant("Acme", App.Tenant);
    }

    public TimeProvider Clock { get; }

    public TeamsApp App { get; }

    /// <summary>The tenant in which the bot is registered.</summary>
    public TeamsTenant Tenant { get; }

    /// <summary>The keys that sign what is sent to the bot.</summary>
    public KeyRing Keys { get; }

    /// <summary>Public Azure unless a test says otherwise.</summary>
    public TeamsCloud Cloud { get; set; } = TeamsCloud.Public;

    /// <summary>How long Entra's tokens are good for.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromSeconds(3599);

    /// <summary>How many members Graph tells at once.</summary>
    public int GraphPage { get; set; } = 100;

    /// <summary>How much is taken before 429. <see cref="TeamsRates.None"/> where a test means something else.</summary>
    public TeamsRates Rates { get; set; } = new();

    public TeamsFaults Faults { get; } = new();

    /// <summary>Everything the bot asked of any of Microsoft's services, in order.</summary>
    public IReadOnlyList<TeamsCall> Calls
    {
        get
        {
            lock (Gate) return [.. _calls];
        }
    }

    /// <summary>Everything sent to the bot, in the order in which it began.</summary>
    public IReadOnlyList<TeamsDelivery> Deliveries => Mail.All;

    internal Uri Address { get; private set; } = new("http://127.0.0.1/");

    internal Lock Gate { get; } = new();

    internal Mail Mail { get; }

    internal Dictionary<string, EntraToken> Tokens { get; } = [];

    internal Dictionary<string, TeamsUpload> Uploads { get; } = [];

    internal DateTimeOffset Now => Clock.GetUtcNow();

    /// <param name="clock">What every instant comes from; the machine's unless given.</param>
    public static async Task<TeamsFake> StartAsync(TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var fake = new TeamsFake(server, clock ?? TimeProvider.System);
        Routes.Map(server, fake);
        await server.StartAsync();
        fake.Address = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
        return fake;
    }

    /// <param name="id">Its id in Entra; made up unless given.</param>
    public TeamsTenant AddTenant(string name, string? id = null)
    {
        lock (Gate)
        {
            var tenant = new TeamsTenant(this, id ?? NextGuid("tenant", 0xa), name);
            _tenants.Add(tenant);
            return tenant;
        }
    }

    /// <summary>Below the bot's HTTP clients, in the place of the network: Microsoft's hosts lead here, all others nowhere.</summary>
    public DelegatingHandler Network() => new TeamsNetwork(this);

    /// <summary>As somebody else would: any activity with any header.</summary>
    /// <returns>The answer's status.</returns>
    public async Task<int> PostAsync(JsonObject activity, string? authorization) =>
        (await Mail.SendAsync(new TeamsDelivery(activity) { Authorization = authorization, GivesToken = true, Once = true })).Attempts[^1].Status;

    /// <summary>What Teams sent comes again, later and unasked.</summary>
    /// <param name="newId">Under another activity id.</param>
    public Task<TeamsDelivery> RedeliverAsync(TeamsDelivery delivery, bool newId = false) =>
        Mail.SendAsync(newId ? delivery.Renamed(NextEventId()) : new TeamsDelivery(delivery.Activity.DeepClone().AsObject()));

    /// <summary>The next calls that fit go wrong.</summary>
    public void Fail(int count, Func<TeamsCall, bool> which, int status) => Faults.Next(which, new TeamsFault { Status = status, Times = count });

    /// <summary>Once nothing is on its way to the bot any more. What waits for a later instant (a retry) is not on its way.</summary>
    public Task SettledAsync() => Mail.SettledAsync();

    public async ValueTask DisposeAsync()
    {
        Mail.Dispose();
        Faults.Release();
        await _server.DisposeAsync();
        App.Dispose();
    }

    internal TeamsTenant? FindTenant(string? id) => _tenants.Find(tenant => string.Equals(tenant.Id, id, StringComparison.OrdinalIgnoreCase));

    internal TeamsConversation? FindConversation(string? id) => _tenants.Select(tenant => tenant.Find(id)).FirstOrDefault(found => found is not null);

    internal TeamsTeam? FindTeam(Func<TeamsTeam, bool> which) => _tenants.SelectMany(tenant => tenant.Teams).FirstOrDefault(which);

    internal TeamsPerson? FindPerson(string? id) => _tenants.SelectMany(tenant => tenant.People).FirstOrDefault(person => person.Id == id || person.AadObjectId == id);

    internal int Count(string kind)
    {
        lock (Gate) return _counted[kind] = _counted.GetValueOrDefault(kind) + 1;
    }

    /// <summary>An id nobody has had: sequential within its kind, the same in every run.</summary>
    internal string NextGuid(string kind, int prefix) => $"{prefix:x8}-0000-4000-8000-{Count(kind):x12}";

    internal string NextEventId() => $"f:{NextGuid("event", 0xe)}";

    /// <summary>Unix milliseconds, unique and rising: the ids of messages.</summary>
    internal string NextMessageId()
    {
        lock (Gate) return (_lastMillisecond = Math.Max(Now.ToUnixTimeMilliseconds(), _lastMillisecond + 1)).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    internal void Log(TeamsCall call)
    {
        lock (Gate) _calls.Add(call);
    }
}
