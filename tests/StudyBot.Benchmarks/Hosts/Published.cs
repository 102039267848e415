using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>The host as it is shipped, with ReadyToRun; and the baseline alike. Built from a copy, since a build for one kind of machine writes into the lock files.</summary>
/// <param name="Host">The program.</param>
/// <param name="Bare">The benchmarks' own program.</param>
internal sealed record Published(string Host, string Bare)
{
    private static readonly string[] Needed = ["src", "manifests", "tests/StudyBot.Benchmarks", "tests/StudyBot.Fakes"];
    public static string Repository { get; } = typeof(Published).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Repository").Value!;

    public static async Task<Published> MakeAsync(TempFolder folder)
    {
        var copy = folder.File("source");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(Repository)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        foreach (var needed in Needed)
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository, needed), "*", SearchOption.AllDirectories)) Copy(file, Path.Combine(copy, Path.GetRelativePath(Repository, file)));
        return new(
            await PublishAsync(Path.Combine(copy, "src/StudyBot"), folder.File("host"), "StudyBot"),
            await PublishAsync(Path.Combine(copy, "tests/StudyBot.Benchmarks"), folder.File("bare"), "StudyBot.Benchmarks"));
    }

    private static void Copy(string from, string to)
    {
        // Others' packages, where the peers were measured once.
        if (from.Contains("node_modules", StringComparison.Ordinal)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private static async Task<string> PublishAsync(string project, string folder, string program)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", project, "-c", "Release", "-o", folder, "-r", RuntimeInformation.RuntimeIdentifier, "--no-self-contained", "-v", "quiet", "-nodeReuse:false",
                "-p:PublishReadyToRun=true", "-p:RunAnalyzers=false", "-p:RestoreLockedMode=false",
            ]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(folder, program) : throw new InvalidOperationException(said);
    }
}
