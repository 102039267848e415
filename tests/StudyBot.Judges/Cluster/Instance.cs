using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace StudyBot.Judges.Cluster;

/// <summary>One instance of several: a process of its own, with what it says.</summary>
public sealed partial class Instance : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly ConcurrentQueue<string> _said = new();
    private Process _process = null!;

    private Instance(string name, IReadOnlyDictionary<string, string> settings) => (Name, _settings) = (name, settings);

    public string Name { get; }

    /// <summary>Where it listens; another place after each start.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>How many lessons it posted and recorded, in all its lives.</summary>
    public int Delivered => _said.Count(line => line.Contains("Delivered Lesson", StringComparison.Ordinal));

    /// <summary>What it warned of, or worse, in all its lives.</summary>
    public IReadOnlyList<string> Complaints => [.. _said.Where(line => Complaint().IsMatch(line))];

    /// <summary>Which shard it looked at in which minute, because the schedule told it to.</summary>
    public IReadOnlyList<(string Minute, int Shard)> Ticks =>
        [.. from line in _said let tick = Tick().Match(line) where tick.Success select (tick.Groups[1].Value, int.Parse(tick.Groups[2].Value))];

    public static async Task<Instance> StartAsync(string name, IReadOnlyDictionary<string, string> settings)
    {
        var instance = new Instance(name, settings);
        await instance.StartAsync();
        return instance;
    }

    /// <summary>Also after its end.</summary>
    public async Task StartAsync()
    {
        var (program, arguments) = Unprivileged.Command("dotnet", [Unprivileged.Host, "serve", "--urls", "http://127.0.0.1:0"]);
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // Its lines begin with the local time.
        start.Environment["TZ"] = "UTC";
        // In the environment, as containers get them.
        foreach (var (key, value) in _settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, output) => Hear(output.Data, ready);
        _process.ErrorDataReceived += (_, output) =>
        {
            if (output.Data is { } line) _said.Enqueue($"fail: {line}");
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await ready.Task.WaitAsync(TimeSpan.FromSeconds(90));
        if (OperatingSystem.IsLinux()) Assert.DoesNotMatch("(?m)^Uid:.*\\b0\\b", await File.ReadAllTextAsync($"/proc/{_process.Id}/status"));
    }

    /// <summary>Nothing is finished: the process is gone.</summary>
    public async Task KillAsync()
    {
        await SignalAsync("KILL");
        await EndAsync();
    }

    /// <summary>Told to end, as an orchestrator does it.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await EndAsync();
    }

    /// <summary>Stands still in whatever it does, until it goes on.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task GoOnAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        if (_process.HasExited) return;
        await KillAsync();
    }

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    private void Hear(string? line, TaskCompletionSource<Uri> ready)
    {
        if (line is null)
        {
            ready.TrySetException(new InvalidOperationException($"{Name} ended before it was ready: {string.Join('\n', _said.TakeLast(20))}"));
            return;
        }

        _said.Enqueue(line);
        if (Listening().Match(line) is { Success: true } address) ready.TrySetResult(new Uri(address.Groups[1].Value));
    }

    [GeneratedRegex("Now listening on: (http://127\\.0\\.0\\.1:[0-9]+)")]
    private static partial Regex Listening();

    [GeneratedRegex("^[0-9-]{10} ([0-9:]{5}):.*Looking at shard ([0-9]+)")]
    private static partial Regex Tick();

    [GeneratedRegex("^([0-9]{4}-[0-9 :-]+ )?(warn|fail|crit): ")]
    private static partial Regex Complaint();
}
