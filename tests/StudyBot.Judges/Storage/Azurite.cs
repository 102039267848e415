using System.Diagnostics;
using System.Globalization;
using StudyBot.Host.Settings;
using StudyBot.Judges.Storage;
using StudyBot.Storage;
using StudyBot.Tests.Days;
using StudyBot.Tests.Doors;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace StudyBot.Judges.Storage;

/// <summary>Microsoft's own stand-in for its table service, one for all tests that ask for it; each has tables of its own. It starts with the first.</summary>
public sealed class Azurite : IAsyncLifetime
{
    private const string Account = "studybot";

    /// <summary>32 bytes in base64: a secret of nobody.</summary>
    private static readonly string Key = Convert.ToBase64String("A table for tests, for a day only"u8[..32]);

    private static readonly Lazy<Task<Azurite>> One = new(StartAsync);
    private static int _tables;

    private readonly string _folder = Directory.CreateTempSubdirectory("studybot-azurite-").FullName;
    private Process? _process;
    private int _port;

    private string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint=http://127.0.0.1:{_port}/{Account};";

    /// <summary>A table that no other test has; made when it is opened. It is waited for as long as a busy machine takes.</summary>
    public static async Task<AzureAccount> TableAsync() =>
        new AzureAccount((await One.Value).ConnectionString, "", string.Create(CultureInfo.InvariantCulture, $"judge{Interlocked.Increment(ref _tables)}")).Unhurried;

    /// <summary>The settings of a host that keeps its store here.</summary>
    public static async Task<StorageSettings> SettingsAsync()
    {
        var account = await TableAsync();
        return new() { Provider = StorageProvider.AzureTables, ConnectionString = account.ConnectionString, TableName = account.Table };
    }

    /// <summary>The days that are told here again are kept here, and the doors' worlds.</summary>
    public ValueTask InitializeAsync()
    {
        App.Store = _ => SettingsAsync();
        World.NewTable = () => AzureTable.Open(TableAsync().GetAwaiter().GetResult());
        return ValueTask.CompletedTask;
    }

    /// <summary>Told to end as by Ctrl+C: it would write down what it holds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (One.IsValueCreated && One.Value.IsCompletedSuccessfully) await (await One.Value).EndAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<Azurite> StartAsync()
    {
        var script = Needs.NodePackage("azurite/dist/src/table/main.js");
        var azurite = new Azurite { _port = Ports.Free() };
        var start = new ProcessStartInfo("node", [script, "--tableHost", "127.0.0.1", "--tablePort", $"{azurite._port}", "--location", azurite._folder, "--silent", "--disableTelemetry"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{Key}";
        azurite._process = Process.Start(start)!;
        while (await azurite._process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
            if (line.Contains("successfully started", StringComparison.OrdinalIgnoreCase)) return azurite;
        throw new InvalidOperationException("Azurite ended before it listened.");
    }

    private async Task EndAsync()
    {
        using (var kill = Process.Start("kill", ["-s", "INT", $"{_process!.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
