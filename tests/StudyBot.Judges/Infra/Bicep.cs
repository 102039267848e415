using System.Diagnostics;
using StudyBot.Tests;

namespace StudyBot.Judges.Infra;

/// <summary>The Bicep command line. It asks nobody: neither a network nor a subscription.</summary>
internal static class Bicep
{
    public static string Folder { get; } = Path.Combine(Needs.Repository, "infra");

    public static Task<Ran> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Needs.Bicep(), arguments);
        // It runs without ICU, as the smallest machines do.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        return Tool.RunAsync(start);
    }
}
