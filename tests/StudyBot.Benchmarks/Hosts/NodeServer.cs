using System.Diagnostics;
using System.Globalization;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>A script of <c>Peers</c> in a Node process: it prints its port, then, for each line it is sent, how many events its handler got.</summary>
internal sealed class NodeServer : IDisposable
{
    private readonly string _script;
    private readonly Task<string> _complaints;

    private NodeServer(string script, Process process) => (_script, Process, _complaints) = (script, process, process.StandardError.ReadToEndAsync());

    public Process Process { get; }

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public static async Task<NodeServer> StartAsync(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(PeerPackages.Folder, script), .. arguments])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["NODE_ENV"] = "production";
        var server = new NodeServer(script, Process.Start(start)!);
        try
        {
            server.Address = new($"http://127.0.0.1:{await server.NumberAsync()}/");
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public async Task<int> CountedAsync()
    {
        await Process.StandardInput.WriteLineAsync();
        await Process.StandardInput.FlushAsync();
        return await NumberAsync();
    }

    public void Dispose()
    {
        if (!Process.HasExited) Process.Kill(entireProcessTree: true);
        Process.WaitForExit();
        Process.Dispose();
    }

    private async Task<int> NumberAsync()
    {
        var line = await Process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        if (int.TryParse(line, CultureInfo.InvariantCulture, out var number)) return number;
        throw new InvalidOperationException(line is null ? $"{_script} ended: {await _complaints}" : $"{_script} said: {line}");
    }
}
