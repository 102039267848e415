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
