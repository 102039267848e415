using StudyBot.Cards;

namespace StudyBot.Slack;

/// <summary>Text as runs of rich text, split where it is long.</summary>
internal static class Inlines
{
    private static readonly InlineStyle BoldStyle = new(Bold: true);

    public static IEnumerable<Inline> Of(Text text) => text.Spans.Select(Of).OfType<Inline>();

    /// <param name="words">Clean already, as is what <see cref="Bold(string)"/> takes.</param>
    public static Inline Plain(string words) => new Inline.Words(words);

    public static Inline Bold(string words) => new Inline.Words(words) { Style = BoldStyle };

    public static Inline Bold(Inline inline) => inline with { Style = inline.Style is { Code: true } ? inline.Style : BoldStyle };

    public static bool Seen(IEnumerable<Inline> inlines) => inlines.Any(i => Words.Seen(i.Text));

    /// <summary>Pieces of at most <see cref="Limits.Text"/> characters, links counted with their addresses. Runs of one style are one; nothing in them is empty.</summary>
    public static IEnumerable<IReadOnlyList<Inline>> Pieces(IEnumerable<Inline> inlines)
    {
        var piece = new List<Inline>();
        var room = Limits.Text;
        foreach (var inline in Joined(inlines))
        {
            var address = inline is Inline.Link link ? link.Url.Length : 0;
            var rest = inline.Text;
            while (rest.Length > 0)
            {
                if (rest.Length + address > room && piece.Count > 0 && room < Limits.Text / 2 + address)
                {
                    if (Seen(piece)) yield return piece;
                    (piece, room) = ([], Limits.Text);
                }

                var end = Words.Break(rest, Math.Max(1, room - address));
                piece.Add(inline with { Text = rest[..end] });
                room -= end + address;
                rest = rest[end..];
            }
        }

        if (Seen(piece)) yield return piece;
    }

    private static IEnumerable<Inline> Joined(IEnumerable<Inline> inlines)
    {
        Inline? last = null;
        foreach (var inline in inlines.Where(i => i.Text.Length > 0))
        {
            if (last is Inline.Words && inline is Inline.Words && last.Style == inline.Style)
            {
                last = last with { Text = last.Text + inline.Text };
                continue;
            }

            if (last is not null) yield return last;
            last = inline;
        }

        if (last is not null) yield return last;
    }

    private static Inline? Of(Span span)
    {
        var words = Words.Clean(span.Value);
        var style = span.Style switch
        {
            SpanStyle.Bold => BoldStyle,
            SpanStyle.Italic => new InlineStyle(Italic: true),
            SpanStyle.Code => new InlineStyle(Code: true),
            _ => null,
        };
        if (WebAddress.Of(span.Url, Limits.Url) is { } url) return new Inline.Link(Words.Seen(words) ? words : Words.Cut(url, Limits.Text / 4), url) { Style = style };
        return words.Length == 0 ? null : new Inline.Words(words) { Style = style };
    }
}
