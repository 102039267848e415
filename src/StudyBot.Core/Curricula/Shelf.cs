using System.Security.Cryptography;
using System.Text;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Curricula;

/// <summary>A curriculum made ready to be kept: its version is a hash of the file, so the same bytes are the same version.</summary>
public static class Shelf
{
    private const int NameLength = 40;

    public static StoredCurriculum Of(string name, string markdown, Curriculum plan)
    {
        var hash = VersionOf(Encoding.UTF8.GetBytes(markdown));
        return new(new CurriculumVersion(name, hash, plan.Title, plan.Lessons.Count), markdown);
    }

    /// <summary>Which version a file is.</summary>
    public static string VersionOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file))[..16];

    /// <summary>The name for a plan that nobody named: the one its title makes, with a number where that is another plan's. The same file again is the same plan.</summary>
    public static string FreeName(string title, string version, IReadOnlyList<CurriculumVersion> others)
    {
        var name = NameFor(title);
        for (var number = 1; ; number++)
        {
            var called = number == 1 ? name : $"{name}-{number}";
            if (others.All(other => other.Name != called || other.Version == version)) return called;
        }
    }

    /// <summary>A name people can type, made from a title: <c>month-3-feature-engineering</c>.</summary>
    public static string NameFor(string title)
    {
        var name = new StringBuilder();
        foreach (var c in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) name.Append(c);
            else if (name.Length > 0 && name[^1] != '-') name.Append('-');
            if (name.Length == NameLength) break;
        }

        var trimmed = name.ToString().Trim('-');
        return trimmed.Length == 0 ? "plan" : trimmed;
    }
}
