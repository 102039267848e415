using StudyBot.Curricula;
using StudyBot.Ports;

namespace StudyBot.Host;

/// <summary>The curricula that come with StudyBot, kept in its own assembly.</summary>
public static class BuiltIn
{
    public static IReadOnlyList<string> Names { get; } = ["month-3"];

    /// <summary>The file of a built-in curriculum; null where there is none of that name.</summary>
    public static byte[]? Bytes(string name)
    {
        if (!Names.Contains(name)) return null;
        using var stream = typeof(BuiltIn).Assembly.GetManifestResourceStream($"{name}.md")!;
        using var file = new MemoryStream();
        stream.CopyTo(file);
        return file.ToArray();
    }

    public static StoredCurriculum? Find(string name)
    {
        if (Bytes(name) is not { } bytes) return null;
        var plan = CurriculumReader.Read(name, bytes).Curriculum ?? throw new InvalidDataException($"The built-in curriculum {name} has errors.");
        return Shelf.Of(name, System.Text.Encoding.UTF8.GetString(bytes), plan);
    }
}
