using System.Diagnostics;
using System.Text.Json;

namespace StudyBot.Judges;

/// <summary>A script beside the tests, run by Node with the npm packages of the build.</summary>
public sealed class Node : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _complaints;

    private Node(Process process)
    {
        _process = process;
        _complaints = process.StandardError.ReadToEndAsync();
    }

    /// <param name="script">Its path in this folder.</param>
    /// <param name="argument">Handed over as JSON; a string as it is.</param>
    public static Node Start(string script, object argument)
    {
        // The script's own imports find the packages from where it lies.
        Needs.NodePackage(".package-lock.json");
        var start = new ProcessStartInfo("node", [Path.Combine(Needs.Repository, "tests/StudyBot.Judges", script), argument as string ?? JsonSerializer.Serialize(argument)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return new Node(Process.Start(start)!);
    }

    public static async Task<IReadOnlyList<string>> RunAsync(string script, object argument)
    {
        await using var node = Start(script, argument);
        return await node.EndAsync();
    }

    /// <summary>The next line it prints.</summary>
    public async Task<string> LineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) ?? throw new InvalidOperationException($"The script ended: {await _complaints}");

    /// <summary>What else it prints before it ends well.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        var lines = (await _process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await _process.WaitForExitAsync();
        Assert.True(_process.ExitCode == 0, $"{string.Join('\n', lines)}\n{await _complaints}");
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
