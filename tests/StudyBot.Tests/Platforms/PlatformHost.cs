using System.Text;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Host.Commands;
using StudyBot.Host.Running;
using StudyBot.Host.Settings;
using StudyBot.Ports;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.Platforms;

/// <summary>The real host on loopback, on a clock that moves when it is told to, beside somebody who stands in for a company's cloud.</summary>
public abstract class PlatformHost(WaitingClock clock, IReadOnlyDictionary<string, string?> settings, ILoggerProvider? logs) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studybot-host-").FullName;
    private Factory? _factory;
    private int _calling;

    public WaitingClock Clock { get; } = clock;

    public IServiceProvider Services => _factory!.Services;

    public IStudyStore Store => Services.GetRequiredService<IStudyStore>();

    public ITable Table => Services.GetRequiredService<ITable>();

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

    /// <summary>All rows that stand, as text: a database keeps bytes of what is gone a while longer.</summary>
    public string StoredRows()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "studybot.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT CAST(partition AS TEXT) || ' ' || CAST(key AS TEXT) || ' ' || CAST(value AS TEXT) FROM row";
        using var reader = command.ExecuteReader();
        var rows = new StringBuilder();
        while (reader.Read()) rows.AppendLine(reader.GetString(0));
        return rows.ToString();
    }

    /// <summary>Starts the host on what an earlier one left behind.</summary>
    public async Task BeginAsync()
    {
        _factory = new Factory(Path.Combine(_folder, "studybot.db"), Clock, settings, logs, services =>
        {
            Configure(services);
            // Below whatever waits for the clock by itself, such as retries.
            services.PostConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.AdditionalHandlers.Add(new Counting(this))));
        });
        Began(_factory.Address);
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
        // The schedule wakes as soon as the clock moves: by then the heart has beaten.
        if (to > Clock.Now()) await Store.BeatAsync(to, CancellationToken.None);
        if (to > Clock.Now()) Clock.Advance((to - Clock.Now()).ToTimeSpan());
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
        var afterwards = Services.GetRequiredService<Afterwards>();
        do
        {
            await DeliveredAsync();
            await TickingAsync(() => afterwards.Waiting == 0);
            var drained = Services.GetRequiredService<Poster>().DrainAsync(CancellationToken.None);
            await TickingAsync(() => drained.IsCompleted);
            await drained;
            await DeliveredAsync();
        }
        while (afterwards.Waiting > 0); // What was posted may have more to say.
    }

    /// <summary>Waits for what happens in its own time; fails after a while in which nothing did.</summary>
    /// <param name="progress">Another number each time something happens.</param>
    public static async Task UntilAsync(Func<Task<bool>> holds, Func<int>? progress = null)
    {
        var (started, so) = (TimeProvider.System.GetTimestamp(), 0);
        while (!await holds())
        {
            if (progress?.Invoke() is { } far && far != so) (started, so) = (TimeProvider.System.GetTimestamp(), far);
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "It did not happen within 60 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await EndAsync();
        await EndCloudAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>How often the cloud was called so far.</summary>
    protected abstract int Calls { get; }

    /// <summary>Once nothing is on its way from the cloud to the host.</summary>
    protected abstract Task DeliveredAsync();

    /// <summary>The host listens.</summary>
    protected abstract void Began(Uri address);

    /// <summary>The cloud reaches the host again, after a test led it elsewhere.</summary>
    public void BeginHearing() => Began(_factory!.Address);

    protected abstract ValueTask EndCloudAsync();

    /// <summary>What of the host is the test's.</summary>
    protected virtual void Configure(IServiceCollection services) { }

    /// <summary>Lets the clock run on while something waits for it, as pacing does, and nothing else is under way.</summary>
    private Task TickingAsync(Func<bool> holds)
    {
        var table = (WatchedTable)Table;
        var (calls, quiet) = ((0, 0), 0);
        return UntilAsync(() =>
        {
            if (holds()) return Task.FromResult(true);
            var now = (Calls, table.Begun);
            quiet = calls == now && !table.IsBusy && Volatile.Read(ref _calling) == 0 ? quiet + 1 : 0;
            calls = now;
            // Where threads are short, what is under way may stand still between two calls.
            if (quiet > (ThreadPool.PendingWorkItemCount == 0 ? 5 : 50)) Clock.Advance(TimeSpan.FromMilliseconds(200));
            return Task.FromResult(false);
        }, () => Calls);
    }

    /// <summary>Counts the host's calls to the cloud that are on their way.</summary>
    private sealed class Counting(PlatformHost host) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref host._calling);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref host._calling);
            }
        }
    }

    private sealed class Factory : WebApplicationFactory<Program>
    {
        private readonly string _database;
        private readonly TimeProvider _clock;
        private readonly IReadOnlyDictionary<string, string?> _settings;
        private readonly ILoggerProvider? _logs;
        private readonly Action<IServiceCollection> _configure;

        public Factory(string database, TimeProvider clock, IReadOnlyDictionary<string, string?> settings, ILoggerProvider? logs, Action<IServiceCollection> configure)
        {
            _database = database;
            _clock = clock;
            _settings = settings;
            _logs = logs;
            _configure = configure;
            UseKestrel(); // Where it listens is among the settings: a port named here would be set at a server that may have started by then.
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
                    .AddSingleton(new Terminal(TextWriter.Null, TextWriter.Null)))
                .ConfigureTestServices(_configure)
                .ConfigureTestServices(Watch);
            foreach (var (name, value) in _settings) builder.UseSetting(name, value);
            if (_logs is not null) builder.ConfigureTestServices(services => services.AddSingleton(_logs));
        }

        private void Watch(IServiceCollection services)
        {
            var table = services.Last(service => service.ServiceType == typeof(ITable)).ImplementationFactory!;
            services.AddSingleton<ITable>(provider => new WatchedTable(Patient() ?? (ITable)table(provider)));
        }

        /// <summary>What stands in for Azure shares this machine with all other tests: a day is not about how fast it answers. Null elsewhere.</summary>
        private ITable? Patient() => _settings.GetValueOrDefault("Storage:Provider") == $"{StorageProvider.AzureTables}"
            ? Stores.OpenForCommand(new() { Provider = StorageProvider.AzureTables, ConnectionString = _settings["Storage:ConnectionString"]!, TableName = _settings["Storage:TableName"]! }, create: true)
            : null;
    }
}
