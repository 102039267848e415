using System.Diagnostics;

namespace StudyBot.Judges.Infra;

/// <summary>The Bicep command line. It asks nobody: neither a network nor a subscription.</summary>
internal static class Bicep
{
    public static string Folder { get; } = Path.Combine(Needs.Repository, "infra");

    /// <summary>All that it prints and complains of.</summary>
    public static async Task<(int Exit, string Printed, string Complained)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Needs.Bicep(), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // It runs without ICU, as the smallest machines do.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        using var bicep = Process.Start(start)!;
        var complaints = bicep.StandardError.ReadToEndAsync();
        var printed = await bicep.StandardOutput.ReadToEndAsync();
        await bicep.WaitForExitAsync();
        return (bicep.ExitCode, printed, await complaints);
    }
}
