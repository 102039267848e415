using System.Runtime.CompilerServices;

namespace StudyBot.Tests;

/// <summary>Compares a text with a committed file beside the test. A difference fails, everywhere;
/// <c>SNAPSHOTS=write dotnet test</c> writes the files anew, for whoever then reads the diff.</summary>
public static class Snapshots
{
    public static void Match(string name, string actual, [CallerFilePath] string test = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("SNAPSHOTS") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"There is no snapshot {file}.");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
