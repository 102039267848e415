using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>The host as it is shipped: published with ReadyToRun. The baseline is published alike.</summary>
internal static class Published
{
    private static readonly string Repository = typeof(Published).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Repository").Value!;

    public static Task<string> HostAsync(string folder) => PublishAsync("src/StudyBot", Path.Combine(folder, "host"), "StudyBot");

    public static Task<string> BareAsync(string folder) => PublishAsync("tests/StudyBot.Benchmarks", Path.Combine(folder, "bare"), "StudyBot.Benchmarks");

    /// <returns>The program.</returns>
    private static async Task<string> PublishAsync(string project, string folder, string program)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(Repository, project), "-c", "Release", "-o", folder, "-r", RuntimeInformation.RuntimeIdentifier, "--no-self-contained", "-v", "quiet",
                "-p:PublishReadyToRun=true", "-p:RunAnalyzers=false", "-p:RestoreLockedMode=false", "-p:RestorePackagesWithLockFile=false", $"-p:ArtifactsPath={Path.Combine(folder, "artifacts")}",
            ]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(folder, program) : throw new InvalidOperationException(said);
    }
}
