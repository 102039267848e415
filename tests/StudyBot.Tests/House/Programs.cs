using System.Diagnostics;

namespace StudyBot.Tests.House;

/// <summary>Programs that a script calls, played by scripts of a few lines that come first on its PATH.</summary>
internal sealed class Programs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studybot-programs-");

    public string Folder => _folder.FullName;

    public void Put(string name, string script)
    {
        var file = Path.Combine(Folder, name);
        File.WriteAllText(file, $"#!/usr/bin/env bash\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <param name="script">Its name in <c>.ci</c>.</param>
    public (int Exit, string[] Lines) Run(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf(".ci", script), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Folder}:{start.Environment["PATH"]}";
        using var run = Process.Start(start)!;
        var lines = run.StandardOutput.ReadToEnd().TrimEnd('\n').Split('\n');
        run.WaitForExit();
        return (run.ExitCode, lines);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
