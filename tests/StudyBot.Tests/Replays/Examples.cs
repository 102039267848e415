namespace StudyBot.Tests.Replays;

/// <summary>The scenarios in docs/examples, each beside what must come of it.</summary>
public static class Examples
{
    private static readonly string Folder = Repository.PathOf("docs", "examples");

    public static TheoryData<string> All() => [.. Names()];

    public static IEnumerable<string> Names() =>
        Directory.GetFiles(Folder, "*.json").Select(Path.GetFileName).Where(name => !name!.EndsWith(".expected.json", StringComparison.Ordinal)).Select(name => name![..^5]).Order(StringComparer.Ordinal);

    public static string Scenario(string name) => Path.Combine(Folder, $"{name}.json");

    public static string Expected(string name) => Path.Combine(Folder, $"{name}.expected.json");
}
