using System.Buffers;
using StudyBot.Cards;

namespace StudyBot.Slack;

/// <summary>A note as a context block, which knows no rich text.</summary>
internal static class SmallPrint
{
    /// <summary>What Slack might read as a mark, and for which it knows no escape: docs.slack.dev/messaging/formatting-message-text.</summary>
    private static readonly SearchValues<char> Marks = SearchValues.Create("*_~`>\n");

    /// <summary>With words to be typed set as code where nothing in the note could be taken for a mark; otherwise as plain text, in which nothing is.</summary>
    public static IEnumerable<Block> Of(Text text)
    {
        if (Marked(text) is { } mrkdwn) return [new Block.Context([mrkdwn])];
        return Inlines.Pieces([Inlines.Plain(Words.Clean(PlainText.Render(text)))]).Select(p => new Block.Context([new TextObject.Plain(p[0].Text)]));
    }

    private static TextObject.Mrkdwn? Marked(Text text)
    {
        if (!text.Spans.Any(s => s.Style is SpanStyle.Code) || !text.Spans.All(MayBeMarked)) return null;
        var marked = string.Concat(text.Spans.Select(s => s.Style is SpanStyle.Code ? $"`{Escaped(s)}`" : Escaped(s)));
        return marked.Length <= Limits.Text ? new(marked) : null;
    }

    private static bool MayBeMarked(Span span) =>
        span.Url is null && span.Style is SpanStyle.Plain or SpanStyle.Code && !span.Value.AsSpan().ContainsAny(Marks) && (span.Style is SpanStyle.Plain || Words.Seen(Words.Clean(span.Value)));

    private static string Escaped(Span span) => BlockKit.Escape(Words.Clean(span.Value));
}
