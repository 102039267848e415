using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StudyBot.Host.Commands;
using StudyBot.Host.Running;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Storage;

namespace StudyBot.Tests.Hosting;

/// <summary>The real host with settings of the test's choosing. Its minute never ticks by itself, so that a test says when a round is.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _said = new();
    private Factory? _factory;

    public FakeTimeProvider Machine { get; } = new(new DateTimeOffset(2035, 1, 1, 9, 0, 30, TimeSpan.Zero));

    public string Database => _folder.File("studybot.db");

    public HttpClient Http => _factory!.Client;

    public IServiceProvider Services => _factory!.Services;

    /// <summary>What a person at the terminal reads.</summary>
    public string Said => _said.ToString();

    public Task RoundAsync() => Services.GetRequiredService<RoundRunner>().RoundAsync(TestContext.Current.CancellationToken);

    /// <summary>Works on the store before the host opens it, or after it closed it.</summary>
    public async Task WithStoreAsync(Func<IStudyStore, Task> work)
    {
        using var table = SqliteTable.Open(Database);
        await work(new StudyStore(table));
    }

    /// <summary>Starts, and waits until the host says that it is ready.</summary>
    /// <param name="settings">Such as <c>Local:Enabled=true</c>.</param>
    public async Task StartAsync(Action<IServiceCollection>? services = null, params string[] settings)
    {
        _factory = new(this, services ?? (_ => { }), settings);
        await UntilAsync(async () => (await Http.GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    /// <summary>Waits until the demo cohort's first lesson is out.</summary>
    public Task LessonAsync() => UntilAsync(async () => (await Http.GetStringAsync("/local/messages")).Contains("\"lesson\":1,"));

    /// <summary>Ends when the host has stopped.</summary>
    public async Task StopAsync()
    {
        if (_factory is { } running) await running.DisposeAsync();
        _factory = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "It did not happen within 60 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private sealed class Factory : WebApplicationFactory<Program>
    {
        private readonly Served _served;
        private readonly Action<IServiceCollection> _services;
        private readonly string[] _settings;

        public Factory(Served served, Action<IServiceCollection> services, string[] settings)
        {
            (_served, _services, _settings) = (served, services, settings);
            UseKestrel(); // Where it listens is among the settings: a port named here would be set at a server that may have started by then.
            StartServer();
            Client = CreateClient();
        }

        public HttpClient Client { get; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("Storage:SqlitePath", _served.Database).UseSetting("urls", "http://127.0.0.1:0");
            foreach (var setting in _settings) builder.UseSetting(setting.Split('=', 2)[0], setting.Split('=', 2)[1]);
            builder.ConfigureLogging(logging => logging.ClearProviders());
            builder.ConfigureTestServices(services =>
            {
                services.AddKeyedSingleton<TimeProvider>(Composition.RealClock, _served.Machine);
                services.AddSingleton(new Terminal(_served._said, _served._said));
                services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace?.StartsWith("Quartz") == true));
                foreach (var watch in services.Where(service => service.ImplementationType == typeof(RoundWatchdog)).ToList()) services.Remove(watch);
                _services(services);
            });
        }
    }
}
