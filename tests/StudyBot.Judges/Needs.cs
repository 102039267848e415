using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;

namespace StudyBot.Judges;

/// <summary>Programs that a judge needs and the project does not bring. Where one is missing its test is skipped by name; in CI it fails.</summary>
public static class Needs
{
    public static string Repository { get; } = Metadata("Repository");

    /// <summary>Debug or Release: what was built together with these tests.</summary>
    public static string Configuration { get; } = typeof(Needs).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>A file of an npm package that the build installed.</summary>
    public static string NodePackage(string file)
    {
        var path = Path.Combine(Metadata("NodeModules"), file);
        if (!File.Exists(path)) Missing($"npm (for {file})", "Install Node.js with npm and build again.");
        return path;
    }

    /// <summary>The Bicep command line that the build restored; its package is for one kind of machine.</summary>
    public static string Bicep()
    {
        var path = Metadata("Bicep");
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not Architecture.X64 || !File.Exists(path)) Missing("The Bicep command line", "Its package has it for Linux on x64 alone; run this test there.");
        return path;
    }

    /// <summary>A browser on the machine, or null.</summary>
    public static string? Chromium() =>
        (from name in new[] { "chromium", "chromium-browser", "google-chrome", "google-chrome-stable" }
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();

    [DoesNotReturn]
    public static void Missing(string program, string remedy)
    {
        var words = $"{program} is missing. {remedy}";
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) Assert.Fail(words);
        Assert.Skip(words);
    }

    private static string Metadata(string key) =>
        typeof(Needs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
