using Markdig.Parsers;
using Markdig.Syntax;

namespace StudyBot.Curricula;

/// <summary>
/// Paragraphs that stay lines of text. Markdig's own also look for headings underlined with dashes (a rule under a
/// field would make one of it) and for link definitions, both in a time that grows with the square of a file's length.
/// </summary>
internal sealed class PlainParagraphs : ParagraphBlockParser
{
    private readonly bool _keepLines;

    /// <param name="keepLines">Leave what stands inside the lines unread.</param>
    public PlainParagraphs(bool keepLines)
    {
        _keepLines = keepLines;
        ParseSetextHeadings = false;
    }

    public override bool Close(BlockProcessor processor, Block block)
    {
        if (block is ParagraphBlock paragraph) paragraph.ProcessInlines = !_keepLines;
        return true;
    }
}
