namespace StudyBot.Tests.House;

/// <summary>The repository's own files, without what a build or a package manager put beside them.</summary>
internal static class Files
{
    private static readonly string[] Built = ["artifacts", "bin", "obj", "node_modules", ".git", ".vs", ".idea", "TestResults", "StrykerOutput"];

    /// <summary>Paths from the root, with slashes.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Under(Repository.Root).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Ending(params string[] extensions) => All.Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase));

    public static string Read(string file) => File.ReadAllText(Repository.PathOf(file));

    public static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar).Any(part => Built.Contains(part, StringComparer.Ordinal));

    private static IEnumerable<string> Under(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder)) yield return Path.GetRelativePath(Repository.Root, file).Replace(Path.DirectorySeparatorChar, '/');
        foreach (var inner in Directory.EnumerateDirectories(folder).Where(inner => !Built.Contains(Path.GetFileName(inner), StringComparer.Ordinal)))
            foreach (var file in Under(inner)) yield return file;
    }
}
