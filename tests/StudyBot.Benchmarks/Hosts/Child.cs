using System.Diagnostics;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>A server in a process of its own.</summary>
internal sealed class Child : IDisposable
{
    /// <summary>Seconds in a row with little to do.</summary>
    private const int Rest = 10;

    /// <summary>Processor time in a second.</summary>
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(30);

    private readonly Process _process;

    private Child(Process process, Uri address, TimeSpan took) => (_process, Address, Took) = (process, address, took);

    public Uri Address { get; }

    /// <summary>From its start to its first good answer.</summary>
    public TimeSpan Took { get; }

    /// <inheritdoc cref="ResidentMemory.Resident"/>
    public double Resident => _process.Resident();

    /// <param name="command">The program, then its arguments; <c>URL</c> in them is where to listen.</param>
    public static async Task<Child> StartAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo(command[0], command.Skip(1).Select(word => word.Replace("URL", address.AbsoluteUri, StringComparison.Ordinal))) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var client = new HttpClient { BaseAddress = address };
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}.");
            try
            {
                using var answer = await client.GetAsync("health/ready");
                if (answer.IsSuccessStatusCode) return new(process, address, Stopwatch.GetElapsedTime(started));
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    /// <summary>Until it has had nothing to do for a while.</summary>
    public async Task RestAsync()
    {
        var (quiet, before) = (0, Processed());
        while (quiet < Rest)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            var now = Processed();
            quiet = now - before < Little ? quiet + 1 : 0;
            before = now;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private TimeSpan Processed()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
