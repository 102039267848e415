namespace StudyBot.Tests;

/// <summary>The folder of this project's sources, for tests that hold files in it.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "StudyBot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run inside the project's folder.");
        return folder.FullName;
    }
}
