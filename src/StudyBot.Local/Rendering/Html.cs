using System.Text;
using System.Text.RegularExpressions;
using StudyBot.Cards;

namespace StudyBot.Local;

/// <summary>Words as HTML, for text and for attribute values in double quotes alike. Controls are left out, and so are the marks that turn text around:
/// a web address is read as it is written.</summary>
public static partial class Html
{
    public static string Of(Text text) => string.Concat(text.Spans.Select(Of));

    public static string Of(string words)
    {
        var html = new StringBuilder(words.Length + 16);
        foreach (var c in words)
        {
            if (Escaped(c) is { } escaped) html.Append(escaped);
            else if (IsShown(c)) html.Append(c);
        }

        return html.ToString();
    }

    /// <summary>What a person wrote: escaped, with its line breaks, links and the bot's mention.</summary>
    public static string Written(string words)
    {
        var html = new StringBuilder("<p>");
        var from = 0;
        foreach (Match match in LinkOrMention().Matches(words))
        {
            html.Append(Lines(words[from..match.Index]));
            html.Append(match.Value[0] == '@' ? $"<strong class=\"mention\">{Of(match.Value)}</strong>" : Link(match.Value, Of(match.Value)));
            from = match.Index + match.Length;
        }

        return html.Append(Lines(words[from..])).Append("</p>").ToString();
    }

    private static string? Escaped(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => null,
    };

    private static bool IsShown(char c) => c is '\n' or '\t' || (c is not (< ' ' or '\u007f') && !Words.TurnsLine(c));

    private static string Of(Span span)
    {
        var words = Lines(span.Value);
        var styled = span.Style switch
        {
            SpanStyle.Bold => $"<strong>{words}</strong>",
            SpanStyle.Italic => $"<em>{words}</em>",
            SpanStyle.Code => $"<code>{words}</code>",
            _ => words,
        };
        return Link(span.Url, styled);
    }

    private static string Link(string? url, string html) => WebAddress.Of(url) is { } to ? $"<a href=\"{Of(to)}\" target=\"_blank\" rel=\"noopener noreferrer\">{html}</a>" : html;

    private static string Lines(string words) => Of(words).Replace("\n", "<br>");

    [GeneratedRegex(@"https?://[^\s<>""'`\u202a-\u202e\u2066-\u2069]+[^\s<>""'`.,;:!?)\]}\u202a-\u202e\u2066-\u2069]|(?<!\w)@StudyBot\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LinkOrMention();
}
