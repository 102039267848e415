using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>The npm packages that the peers are made of, as their lock file pins them. They are installed beside the scripts when they are first asked for.</summary>
internal static class PeerPackages
{
    public static string Folder { get; } = Path.Combine(Published.Repository, "tests/StudyBot.Benchmarks/Peers");

    /// <returns>Node's own version.</returns>
    /// <exception cref="LackingException">Node or npm is missing, or npm cannot install.</exception>
    public static async Task<string> ReadyAsync()
    {
        var (_, node) = await RunAsync("node", "--version");
        var (pinned, installed) = (Path.Combine(Folder, "package-lock.json"), Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(pinned)) return node.Trim();
        Console.Error.WriteLine("npm ci, once …");
        var (code, said) = await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--loglevel=error");
        return code == 0 ? node.Trim() : throw new LackingException($"npm could not install the peers' packages:\n{said}");
    }

    public static string VersionOf(string package)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "package.json")));
        return json.RootElement.GetProperty("dependencies").GetProperty(package).GetString()!;
    }

    private static async Task<(int Code, string Said)> RunAsync(string program, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (said, complaints) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await said + await complaints);
        }
        catch (Win32Exception missing)
        {
            throw new LackingException($"{program} is missing. Install Node.js with npm, and ask again.", missing);
        }
    }
}
