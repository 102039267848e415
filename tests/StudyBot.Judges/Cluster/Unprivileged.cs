using StudyBot.Judges.Cluster;

[assembly: AssemblyFixture(typeof(Unprivileged))]

namespace StudyBot.Judges.Cluster;

/// <summary>Runs programs as a service is run, by somebody who may do nothing special. Where the tests are root that is <c>nobody</c>, who may not read
/// where root works: the host's files are copied to where everybody may.</summary>
public sealed class Unprivileged : IDisposable
{
    public static readonly bool IsOther = Environment.IsPrivilegedProcess;

    private static readonly Lazy<string> Copied = new(Copy);

    /// <summary>The host, for <c>dotnet</c>.</summary>
    public static string Host => IsOther ? Path.Combine(Copied.Value, Path.GetFileName(typeof(Program).Assembly.Location)) : typeof(Program).Assembly.Location;

    /// <summary>setpriv replaces itself by the program: the process we know is the program's own.</summary>
    public static (string Program, string[] Arguments) Command(string program, string[] arguments) =>
        IsOther ? ("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", program, .. arguments]) : (program, arguments);

    public void Dispose()
    {
        if (Copied.IsValueCreated) Directory.Delete(Copied.Value, recursive: true);
    }

    private static string Copy()
    {
        var to = Directory.CreateTempSubdirectory("studybot-host-").FullName;
        var from = Path.GetDirectoryName(typeof(Program).Assembly.Location)!;
        string[] files = [.. Directory.EnumerateFiles(from), .. Directory.EnumerateFiles(Path.Combine(from, "runtimes"), "*", SearchOption.AllDirectories)];
        foreach (var file in files)
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        if (!OperatingSystem.IsWindows())
            foreach (var folder in (string[])[to, .. Directory.EnumerateDirectories(to, "*", SearchOption.AllDirectories)])
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        return to;
    }
}
