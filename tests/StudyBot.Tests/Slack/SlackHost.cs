using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Text;
using StudyBot.Doors;
using StudyBot.Fakes.Slack;
using StudyBot.Host.Commands;
using StudyBot.Host.Running;
using StudyBot.Ports;
using StudyBot.Slack;

namespace StudyBot.Tests.Slack;

/// <summary>The real host with Slack on, and a Slack that stands in for the company's: both on loopback, both on one clock that moves when it is told to.</summary>
public sealed class SlackHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studybot-slack-").FullName;
    private readonly Dictionary<string, string?> _settings;
    private readonly ILoggerProvider? _logs;
    private Factory? _factory;

    private SlackHost(FakeTimeProvider clock, SlackFake slack, Dictionary<string, string?> settings, ILoggerProvider? logs)
    {
        Clock = clock;
        Slack = slack;
        _settings = settings;
        _logs = logs;
    }

    public FakeTimeProvider Clock { get; }

    public SlackFake Slack { get; }

    public IServiceProvider Services => _factory!.Services;

    public IStudyStore Store => Services.GetRequiredService<IStudyStore>();

    /// <summary>Follows no redirect and keeps no cookie by itself.</summary>
    public HttpClient Http => _factory!.Client;

    /// <summary>The database's bytes, as Latin-1, to look for what must not stand there.</summary>
    public string StoredBytes() => string.Concat(Directory.GetFiles(_folder).Select(file =>
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        open.CopyTo(bytes);
        return System.Text.Encoding.Latin1.GetString(bytes.ToArray());
    }));

    /// <param name="sockets">Over Socket Mode, instead of HTTP.</param>
    /// <param name="settings">Further settings, or other values.</param>
    /// <param name="logs">Who else gets what is logged.</param>
    public static async Task<SlackHost> StartAsync(
        string instant = "2026-03-05T07:00:00Z",
        bool sockets = false,
        Dictionary<string, string?>? settings = null,
        Action<SlackFake>? prepare = null,
        ILoggerProvider? logs = null)
    {
        var clock = new FakeTimeProvider(InstantPattern.General.Parse(instant).Value.ToDateTimeOffset());
        var slack = await SlackFake.StartAsync(clock);
        slack.Rates = SlackRates.None;
        slack.App.SocketMode = sockets;
        prepare?.Invoke(slack);
        if (slack.Teams.Count == 0) slack.AddTeam();
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["Slack:ApiUrl"] = slack.ApiUrl, ["Slack:BotToken"] = slack.Teams[0].BotToken };
        all[sockets ? "Slack:AppToken" : "Slack:SigningSecret"] = sockets ? slack.App.AppToken : slack.App.SigningSecret;
        foreach (var (name, value) in settings ?? []) all[name] = value;
        var host = new SlackHost(clock, slack, all, logs);
        await host.BeginAsync();
        return host;
    }

    /// <summary>Starts the host on what an earlier one left behind.</summary>
    public async Task BeginAsync()
    {
        _factory = new Factory(Path.Combine(_folder, "studybot.db"), Clock, _settings, _logs);
        if (!Slack.App.SocketMode) Slack.App.SendTo(_factory.Address);
        await UntilAsync(async () => (await Http.GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    /// <summary>Stops the host, as an operator would.</summary>
    public async Task EndAsync()
    {
        if (_factory is null) return;
        await _factory.DisposeAsync();
        _factory = null;
    }

    /// <summary>Minute by minute, as the schedule would.</summary>
    public async Task PassAsync(Duration time)
    {
        var end = Clock.Now() + time;
        while (Clock.Now() < end)
        {
            var step = Duration.Min(Duration.FromMinutes(1), end - Clock.Now());
            Clock.Advance(step.ToTimeSpan());
            await RoundAsync();
        }
    }

    /// <summary>Straight to an instant: the hours between are not looked at.</summary>
    public async Task JumpAsync(Instant to)
    {
        if (to > Clock.Now()) Clock.Advance((to - Clock.Now()).ToTimeSpan());
        await Store.BeatAsync(Clock.Now(), CancellationToken.None);
        await RoundAsync();
    }

    public async Task RoundAsync()
    {
        await Services.GetRequiredService<Rounds>().RoundAsync(CancellationToken.None);
        await SettledAsync();
    }

    /// <summary>Once nothing is on its way, either way.</summary>
    public async Task SettledAsync()
    {
        await Slack.SettledAsync();
        var saying = Services.GetRequiredService<Afterwards>();
        await TickingAsync(() => saying.Waiting == 0);
        var drained = Services.GetRequiredService<Poster>().DrainAsync(CancellationToken.None);
        await TickingAsync(() => drained.IsCompleted);
        await drained;
        await Slack.SettledAsync();
    }

    /// <summary>Lets the clock run on while something waits for it, as pacing does, and nothing else is under way.</summary>
    private Task TickingAsync(Func<bool> holds)
    {
        var (calls, quiet) = (0, 0);
        return UntilAsync(() =>
        {
            if (holds()) return Task.FromResult(true);
            quiet = Slack.Calls.Count == calls ? quiet + 1 : 0;
            calls = Slack.Calls.Count;
            if (quiet > 5) Clock.Advance(TimeSpan.FromMilliseconds(200));
            return Task.FromResult(false);
        });
    }

    /// <summary>Waits for what happens in its own time; fails after a while.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "It did not happen within 30 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await Slack.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Factory : WebApplicationFactory<Program>
    {
        private readonly string _database;
        private readonly TimeProvider _clock;
        private readonly Dictionary<string, string?> _settings;
        private readonly ILoggerProvider? _logs;

        public Factory(string database, TimeProvider clock, Dictionary<string, string?> settings, ILoggerProvider? logs)
        {
            _database = database;
            _clock = clock;
            _settings = settings;
            _logs = logs;
            UseKestrel(0);
            StartServer();
            Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        }

        public HttpClient Client { get; }

        public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder
                .UseSetting("Storage:SqlitePath", _database)
                .UseSetting("urls", "http://127.0.0.1:0")
                .UseSetting("Logging:LogLevel:Default", "Error")
                .UseSetting("Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks", "None")
                .ConfigureTestServices(services => services
                    .AddKeyedSingleton(Composition.RealClock, _clock)
                    .AddSingleton(new Terminal(TextWriter.Null, TextWriter.Null)));
            foreach (var (name, value) in _settings) builder.UseSetting(name, value);
            if (_logs is not null) builder.ConfigureTestServices(services => services.AddSingleton(_logs));
        }
    }
}
