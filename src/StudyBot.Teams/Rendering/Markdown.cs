using System.Text.RegularExpressions;
using StudyBot.Cards;

namespace StudyBot.Teams;

/// <summary>A line with links in the Markdown that a text block knows. What people wrote stays words in it. Source: Teams' page "Format cards".</summary>
internal static partial class Markdown
{
    /// <summary>A word joiner: it is not seen, and parts what would be a mark together.</summary>
    private const string Apart = "\u2060";

    public static string Of(IEnumerable<Span> line)
    {
        // An exclamation before a link would make it an image.
        var marked = string.Concat(line.Select(Marked)).TrimStart().Replace("![", $"!{Apart}[");
        return OpensBlock().IsMatch(marked) ? Apart + marked : marked;
    }

    /// <summary>Teams on phones takes a link for one even where its brackets are escaped, so they are parted too.</summary>
    public static string Escape(string words) => Marks().Replace(words, @"\$0").Replace(@"\](", $@"\]{Apart}(");

    private static string Marked(Span span) => span switch
    {
        { Url: { } url } => $"[{Escape(span.Value.Trim())}]({Address(url)}){(span.Value.EndsWith(' ') ? " " : "")}",
        { Style: SpanStyle.Code } => $"\"{Escape(span.Value)}\"",
        // Stars beside a space or a sign would stay stars.
        { Style: SpanStyle.Bold } when char.IsLetterOrDigit(span.Value[0]) && char.IsLetterOrDigit(span.Value[^1]) => $"**{Escape(span.Value)}**",
        _ => Escape(span.Value),
    };

    /// <summary>Brackets would end it, on phones in pairs too; a semicolon would make a letter of <c>&amp;copy;</c>.</summary>
    private static string Address(string url) => url.Replace("(", "%28").Replace(")", "%29").Replace("[", "%5B").Replace("]", "%5D").Replace(";", "%3B");

    /// <summary>An underscore inside a word is none.</summary>
    [GeneratedRegex(@"[\\`*\[\]<>~|&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")]
    private static partial Regex Marks();

    /// <summary>A list, a title, a quotation.</summary>
    [GeneratedRegex(@"^([-+#=>]|\d+[.)])")]
    public static partial Regex OpensBlock();
}
