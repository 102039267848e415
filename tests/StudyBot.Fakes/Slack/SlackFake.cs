using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// Slack on loopback: one app, any number of workspaces. It keeps what is said, refuses what Slack refuses and delivers what Slack delivers,
/// signed and retried. Every instant comes from the clock handed in and every id is counted, so a run can be repeated.
/// </summary>
public sealed class SlackFake : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly List<SlackTeam> _teams = [];
    private readonly List<SlackCall> _calls = [];
    private readonly Dictionary<string, int> _counted = [];
    private long _lastMicrosecond;

    private SlackFake(WebApplication server, TimeProvider clock)
    {
        _server = server;
        Clock = clock;
        App = new SlackApp(this);
        Mail = new Mail(this);
        Sockets = new SlackSockets(this);
    }

    /// <summary>Where the app's Web API client is pointed: ends with a slash, method names follow.</summary>
    public string ApiUrl => $"{Address}api/";

    /// <summary>The root; people's browsers go to <c>oauth/v2/authorize</c> below it.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public TimeProvider Clock { get; }

    public SlackApp App { get; }

    public SlackSockets Sockets { get; }

    /// <summary>How much is taken before 429. <see cref="SlackRates.None"/> where a test means something else.</summary>
    public SlackRates Rates { get; set; } = new();

    public SlackFaults Faults { get; } = new();

    public IReadOnlyList<SlackTeam> Teams
    {
        get
        {
            lock (Gate) return [.. _teams];
        }
    }

    /// <summary>Every request the app made, in order: API methods by name, and <c>response_url</c>, <c>files.download</c>, <c>files.upload</c>.</summary>
    public IReadOnlyList<SlackCall> Calls
    {
        get
        {
            lock (Gate) return [.. _calls];
        }
    }

    /// <summary>Everything sent to the app, in the order in which it began.</summary>
    public IReadOnlyList<SlackDelivery> Deliveries => Mail.All;

    internal Lock Gate { get; } = new();

    internal Mail Mail { get; }

    internal Dictionary<string, SlackToken> Tokens { get; } = [];

    internal Dictionary<string, ResponseUrl> ResponseUrls { get; } = [];

    internal Dictionary<string, Trigger> Triggers { get; } = [];

    internal Dictionary<string, Grant> Grants { get; } = [];

    /// <param name="clock">What every instant comes from; the machine's unless given.</param>
    public static async Task<SlackFake> StartAsync(TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var fake = new SlackFake(server, clock ?? TimeProvider.System);
        // Pings keep a silent connection known to be alive: Slack's own client closes one that has not pinged for 30 s.
        server.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(5), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        server.Map("/api/{method}", (HttpContext http, string method) => WebApi.AnswerAsync(fake, http, method));
        server.MapPost("/commands/{id}", (HttpContext http, string id) => WebApi.AnswerResponseUrlAsync(fake, http, id));
        server.MapPost("/upload/{id}", (HttpContext http, string id) => FileTraffic.UploadAsync(fake, http, id));
        server.MapGet("/files-pri/{id}/{name}", (HttpContext http, string id) => FileTraffic.DownloadAsync(fake, http, id));
        server.Map("/link", fake.Sockets.AcceptAsync);
        await server.StartAsync();
        fake.Address = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
        return fake;
    }

    /// <param name="name">As the workspace calls itself; its domain is made from it.</param>
    /// <param name="installed">With the app and its bot token from the start; otherwise somebody installs it through OAuth.</param>
    public SlackTeam AddTeam(string name = "Acme", bool installed = true)
    {
        lock (Gate)
        {
            var team = new SlackTeam(this, NextId("T"), name);
            _teams.Add(team);
            if (installed) team.Install(App.Scopes, rotating: false);
            return team;
        }
    }

    /// <summary>What the app said to somebody, and nobody can see.</summary>
    public IReadOnlyList<SlackMessage> Unseen
    {
        get
        {
            lock (Gate) return [.. _teams.SelectMany(team => team.Channels).SelectMany(channel => channel.All).Where(message => message.Unseen)];
        }
    }

    /// <summary>What the app asked of one method, or of any.</summary>
    public IReadOnlyList<SlackCall> CallsOf(string method) => [.. Calls.Where(call => call.Method == method)];

    /// <summary>Once nothing is on its way to the app any more. What waits for a later instant (a retry) is not on its way.</summary>
    public Task SettledAsync() => Mail.SettledAsync();

    public async ValueTask DisposeAsync()
    {
        Mail.Dispose();
        Sockets.Stop();
        Faults.Release();
        await _server.DisposeAsync();
        App.Dispose();
    }

    internal DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>An id nobody has had: sequential within its kind, the same in every run.</summary>
    internal string NextId(string prefix)
    {
        lock (Gate) return $"{prefix}{Count(prefix):D9}";
    }

    internal int Count(string kind)
    {
        lock (Gate) return _counted[kind] = _counted.GetValueOrDefault(kind) + 1;
    }

    /// <summary>
    /// A <c>ts</c>: Unix seconds with six decimals, unique and rising. While the clock stands still it counts microseconds.
    /// <see href="https://docs.slack.dev/messaging/retrieving-messages">Retrieving messages</see>.
    /// </summary>
    internal string NextTs()
    {
        lock (Gate)
        {
            var now = (Now.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
            _lastMicrosecond = Math.Max(now, _lastMicrosecond + 1);
            return $"{_lastMicrosecond / 1_000_000}.{_lastMicrosecond % 1_000_000:D6}";
        }
    }

    internal void Log(SlackCall call)
    {
        lock (Gate) _calls.Add(call);
    }
}
