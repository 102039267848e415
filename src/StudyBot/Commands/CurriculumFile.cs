using StudyBot.Curricula;
using StudyBot.Ports;

namespace StudyBot.Host.Commands;

/// <summary>A curriculum that a command names: a file, or a built-in one.</summary>
internal static class CurriculumFile
{
    /// <summary>Its bytes; a file goes before a built-in of the same name. Of a file that is too large, one byte too many.</summary>
    public static byte[] Bytes(string nameOrPath)
    {
        if (!File.Exists(nameOrPath) && BuiltIn.Bytes(nameOrPath) is { } builtIn) return builtIn;
        if (Directory.Exists(nameOrPath)) throw CommandException.Input($"{nameOrPath}: this is a folder; name the Markdown file in it.");
        try
        {
            using var file = File.OpenRead(nameOrPath);
            var bytes = new byte[CurriculumReader.MostBytes + 1];
            return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var why = fault is FileNotFoundException or DirectoryNotFoundException
                ? $"there is no such file{Tried(nameOrPath)}, and no built-in curriculum of that name (there is {string.Join(", ", BuiltIn.Names)})."
                : fault.Message;
            throw CommandException.Input($"{nameOrPath}: {why}");
        }
    }

    /// <summary>A curriculum without errors; otherwise its errors end the command.</summary>
    public static Curriculum Read(string nameOrPath) => Read(nameOrPath, Bytes(nameOrPath));

    /// <summary>Ready to be kept, under a name that people will type.</summary>
    public static StoredCurriculum Store(string nameOrPath, string name)
    {
        var bytes = Bytes(nameOrPath);
        return Shelf.Of(name, System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'), Read(nameOrPath, bytes));
    }

    /// <summary>Where a path that is not whole leads to from here.</summary>
    private static string Tried(string path) => Path.IsPathRooted(path) ? "" : $" ({Path.GetFullPath(path)})";

    private static Curriculum Read(string nameOrPath, byte[] bytes)
    {
        var reading = CurriculumReader.Read(nameOrPath, bytes);
        return reading.Curriculum ?? throw CommandException.Input(string.Join('\n', reading.Diagnostics.Where(d => d.Severity is Severity.Error)));
    }
}
