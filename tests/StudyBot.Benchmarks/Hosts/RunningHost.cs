using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StudyBot.Host.Commands;
using StudyBot.Host.Running;
using StudyBot.Host.Settings;
using StudyBot.Ports;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>The real host on loopback, as <c>serve</c> composes it, on SQLite. Its log goes to a reader who forgets.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly WebApplication _app;

    private RunningHost(TempFolder folder, WebApplication app) => (_folder, _app) = (folder, app);

    public IServiceProvider Services => _app.Services;

    public IStudyStore Store => Services.GetRequiredService<IStudyStore>();

    public Uri Address => new(_app.Urls.First());

    /// <param name="swap">What of it is the benchmark's.</param>
    public static async Task<RunningHost> StartAsync(IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? swap = null)
    {
        var folder = new TempFolder();
        var builder = Defaults.Builder([$"--urls=http://127.0.0.1:0", $"--Storage:SqlitePath={folder.File("studybot.db")}", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        var (read, problems) = SettingsReader.Read(builder.Configuration);
        if (problems.Count > 0) throw new InvalidOperationException(problems[0].ToString());
        builder.Logging.ClearProviders().AddProvider(new ForgetfulLog());
        Composition.Add(builder, read, new Terminal(TextWriter.Null, TextWriter.Null));
        swap?.Invoke(builder.Services);
        var app = builder.Build();
        Pipeline.Use(app, read);
        await app.StartAsync();
        return new(folder, app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
