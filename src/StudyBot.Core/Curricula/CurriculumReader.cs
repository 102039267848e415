using System.Text;
using System.Text.RegularExpressions;

namespace StudyBot.Curricula;

/// <summary>
/// Reads a curriculum from Markdown (docs/curriculum-format.md). No input throws, and none takes long:
/// what stands inside a field is looked at only when all fields are known to be short. A file with errors is never half loaded.
/// </summary>
public static partial class CurriculumReader
{
    /// <summary>Of a plan's file.</summary>
    public const int MostBytes = 1024 * 1024;

    public const int MostLessons = 400;

    /// <param name="file">What diagnostics call it.</param>
    public static CurriculumReading Read(string file, ReadOnlyMemory<byte> bytes) => Read(file, bytes, kept: false);

    /// <summary>A file that was taken in before. What is found wrong only by now must not end a cohort that runs on it, as long as its days are there.</summary>
    public static CurriculumReading ReadKept(string file, ReadOnlyMemory<byte> bytes) => Read(file, bytes, kept: true);

    private static CurriculumReading Read(string file, ReadOnlyMemory<byte> bytes, bool kept)
    {
        var findings = new Findings(file);
        if (Decode(bytes.Span, findings) is { } text && Outlined(text, findings) is { } draft)
        {
            Checks.Structure(draft, findings);
            if (Checks.IsWithinLimits(draft, findings))
            {
                var (lessons, links) = new Drafting(draft, findings).Run();
                Checks.Content(draft, lessons, links, findings);
                if (!findings.HasErrors || (kept && Checks.IsWhole(draft))) return new(new Curriculum(Title(draft), lessons), findings.InOrder(), links);
            }
        }

        return new(null, findings.InOrder(), []);
    }

    /// <summary>Its words without emphasis and links.</summary>
    private static string Title(Draft draft) => Inlines.ToText(draft.Title!.Text).ToString().Trim() is { Length: > 0 } title ? title : draft.Title.Text;

    private static string? Decode(ReadOnlySpan<byte> bytes, Findings findings)
    {
        if (bytes.Length > MostBytes)
        {
            findings.Error(0, Codes.TooLarge, "The file is over 1 MB; split it into several curricula.");
            return null;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        try
        {
            return Clean(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        }
        catch (DecoderFallbackException invalid)
        {
            var before = Clean(Encoding.UTF8.GetString(bytes[..Math.Clamp(invalid.Index, 0, bytes.Length)]));
            findings.Error(1 + before.Count(c => c == '\n'), Codes.NotUtf8, "A character here is not UTF-8; save the file in the encoding UTF-8.");
            return null;
        }
    }

    /// <summary>One kind of line end; control characters, which no channel and no terminal should be sent, as the sign for what cannot be shown.</summary>
    private static string Clean(string text) => Controls().Replace(text.Replace("\r\n", "\n").Replace('\r', '\n'), "\uFFFD");

    private static Draft? Outlined(string text, Findings findings)
    {
        try
        {
            return Outline.Of(text, findings);
        }
        catch (ArgumentException tooDeep) when (tooDeep.Message.Contains("nested", StringComparison.OrdinalIgnoreCase))
        {
            findings.Error(0, Codes.TooDeep, "Lists or quotes are nested too deeply; two levels are enough for a lesson.");
            return null;
        }
    }

    [GeneratedRegex(@"[\p{Cc}-[\n\t]]")]
    private static partial Regex Controls();
}
