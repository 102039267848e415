using System.Diagnostics;
using System.Globalization;
using Npgsql;
using StudyBot.Judges.Cluster;
using StudyBot.Tests;

[assembly: AssemblyFixture(typeof(Postgres))]

namespace StudyBot.Judges.Cluster;

/// <summary>A PostgreSQL server of the machine's own, in a folder and at a port of the tests'; each test has a database of its own. It starts with the first.
/// It refuses to be run by root.</summary>
public sealed class Postgres : IAsyncLifetime
{
    private const string Superuser = "studybot";

    private static readonly Lazy<Task<Postgres>> One = new(StartAsync);
    private static int _databases;

    private readonly string _folder = Directory.CreateTempSubdirectory("studybot-postgres-").FullName;
    private Process? _process;
    private int _port;

    /// <summary>A database that no other test has.</summary>
    public static async Task<string> DatabaseAsync()
    {
        var postgres = await One.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"judge{Interlocked.Increment(ref _databases)}");
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString("postgres"));
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return postgres.ConnectionString(name);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (One.IsValueCreated && One.Value.IsCompletedSuccessfully) await (await One.Value).EndAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username={Superuser};Database={database};Pooling=true;Maximum Pool Size=20";

    private static async Task<Postgres> StartAsync()
    {
        var programs = Programs();
        var postgres = new Postgres { _port = Ports.Free() };
        if (Unprivileged.IsOther) await RunAsync("chown", ["nobody", postgres._folder]);
        var data = Path.Combine(postgres._folder, "data");
        var (initdb, arguments) = Unprivileged.Command(Path.Combine(programs, "initdb"), ["-D", data, "-U", Superuser, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"]);
        await RunAsync(initdb, arguments);

        // It is gone with the tests: what it writes need not reach the disk.
        (var server, arguments) = Unprivileged.Command(Path.Combine(programs, "postgres"), ["-D", data, "-h", "127.0.0.1", "-p", $"{postgres._port}", "-k", postgres._folder, "-c", "fsync=off", "-c", "logging_collector=off"]);
        var start = new ProcessStartInfo(server, arguments) { RedirectStandardError = true, UseShellExecute = false };
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        postgres._process = new() { StartInfo = start };
        postgres._process.ErrorDataReceived += (_, said) =>
        {
            if (said.Data is null) ready.TrySetException(new InvalidOperationException("PostgreSQL ended before it listened."));
            else if (said.Data.Contains("ready to accept connections", StringComparison.Ordinal)) ready.TrySetResult();
        };
        postgres._process.Start();
        postgres._process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return postgres;
    }

    /// <summary>Told to end at once, as by its own <c>pg_ctl stop -m fast</c>.</summary>
    private async Task EndAsync()
    {
        using (var kill = Process.Start("kill", ["-s", "INT", $"{_process!.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The folder of its programs: the newest version's, as Debian installs them, or one of the search path.</summary>
    private static string Programs()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var found = installed.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
        if (found is null) Needs.Missing("PostgreSQL", "Install it (Debian: postgresql); it need not run.");
        return found;
    }

    private static async Task RunAsync(string program, string[] arguments)
    {
        var ran = await Tool.RunAsync(new(program, arguments) { WorkingDirectory = "/" });
        if (ran.Exit != 0) throw new InvalidOperationException($"{program} ended with {ran.Exit}: {ran.Output}{ran.Error}");
    }
}
