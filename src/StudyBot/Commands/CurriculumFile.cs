using StudyBot.Curricula;
using StudyBot.Ports;

namespace StudyBot.Host.Commands;

/// <summary>A curriculum that a command names: a file, or a built-in one.</summary>
internal static class CurriculumFile
{
    /// <summary>Its bytes; a file goes before a built-in of the same name.</summary>
    public static byte[] Bytes(string nameOrPath)
    {
        if (!File.Exists(nameOrPath) && BuiltIn.Bytes(nameOrPath) is { } builtIn) return builtIn;
        try
        {
            if (new FileInfo(nameOrPath).Length > CurriculumReader.MostBytes) return new byte[CurriculumReader.MostBytes + 1];
            return File.ReadAllBytes(nameOrPath);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var why = fault is FileNotFoundException or DirectoryNotFoundException
                ? $"there is no such file, and no built-in curriculum of that name (there is {string.Join(", ", BuiltIn.Names)})."
                : fault.Message;
            throw CommandException.Input($"{nameOrPath}: {why}");
        }
    }

    /// <summary>A curriculum without errors; otherwise its first error ends the command.</summary>
    public static Curriculum Read(string nameOrPath)
    {
        var reading = CurriculumReader.Read(nameOrPath, Bytes(nameOrPath));
        return reading.Curriculum ?? throw CommandException.Input(string.Join('\n', reading.Diagnostics.Where(d => d.Severity is Severity.Error)));
    }

    /// <summary>Ready to be kept, under a name that people will type.</summary>
    public static StoredCurriculum Store(string nameOrPath, string name)
    {
        var bytes = Bytes(nameOrPath);
        var plan = Read(nameOrPath);
        return Shelf.Of(name, System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'), plan);
    }
}
