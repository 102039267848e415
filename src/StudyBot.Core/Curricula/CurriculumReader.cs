using System.Text;
using Markdig;

namespace StudyBot.Curricula;

/// <summary>Reads a curriculum from Markdown (docs/curriculum-format.md). No input throws; a file with errors is never half loaded.</summary>
public static class CurriculumReader
{
    public const int MostBytes = 1_000_000;
    public const int MostLessons = 400;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePreciseSourceLocation().Build();

    /// <param name="file">What diagnostics call it.</param>
    public static CurriculumReading Read(string file, ReadOnlyMemory<byte> bytes)
    {
        var findings = new Findings(file);
        if (Decode(bytes, findings) is not { } text) return new(null, findings.InOrder());
        try
        {
            var draft = Outline.Of(Markdown.Parse(text, Pipeline), text, findings);
            var lessons = Drafting.Lessons(draft, findings);
            Checks.Run(draft, lessons, findings);
            return new(findings.HasErrors ? null : new Curriculum(draft.Title!, lessons), findings.InOrder());
        }
        catch (ArgumentException tooDeep) when (tooDeep.Message.Contains("nested", StringComparison.OrdinalIgnoreCase))
        {
            findings.Error(0, Codes.TooDeep, "Lists or quotes are nested too deeply; two levels are enough for a lesson.");
            return new(null, findings.InOrder());
        }
    }

    private static string? Decode(ReadOnlyMemory<byte> bytes, Findings findings)
    {
        if (bytes.Length > MostBytes)
        {
            findings.Error(0, Codes.TooLarge, "The file is over 1 MB; split it into several curricula.");
            return null;
        }

        var span = bytes.Span;
        if (span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) span = span[3..];
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(span).ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException invalid)
        {
            var line = 1 + span[..Math.Clamp(invalid.Index, 0, span.Length)].Count((byte)'\n');
            findings.Error(line, Codes.NotUtf8, "A character here is not UTF-8; save the file in the encoding UTF-8.");
            return null;
        }
    }
}
