using System.Diagnostics;
using StudyBot.Tests;

namespace StudyBot.Judges.Infra;

/// <summary>The Bicep command line. It asks nobody: neither a network nor a subscription.</summary>
internal static class Bicep
{
    public static string Folder { get; } = Path.Combine(Needs.Repository, "infra");

    public static Task<Ran> RunAsync(params string[] arguments) => RunAsync(new ProcessStartInfo(Needs.Bicep(), arguments));

    /// <summary>What the parameters come to.</summary>
    /// <param name="image">What the environment says of it; null: nothing.</param>
    public static Task<Ran> ParametersAsync(string? image)
    {
        var start = new ProcessStartInfo(Needs.Bicep(), ["build-params", Path.Combine(Folder, "main.bicepparam"), "--stdout"]);
        start.Environment["STUDYBOT_IMAGE"] = image;
        return RunAsync(start);
    }

    private static Task<Ran> RunAsync(ProcessStartInfo start)
    {
        // It runs without ICU, as the smallest machines do.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        return Tool.RunAsync(start);
    }
}
