using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using StudyBot.Cards;
using Span = StudyBot.Cards.Span;

namespace StudyBot.Curricula;

/// <summary>
/// Markdown of one paragraph as spans, whatever it begins with: a task that starts with <c>1.</c> or <c>#</c> keeps it.
/// Raw HTML is text; a link that is not absolute http or https is its words alone.
/// </summary>
public static class Inlines
{
    private static readonly MarkdownPipeline Pipeline = OneParagraph();

    public static Text ToText(string markdown)
    {
        var spans = new List<Span>();
        foreach (var block in Parse(markdown))
        {
            if (spans.Count > 0) spans.Add(" ");
            Collect(block.Inline!, SpanStyle.Plain, null, spans);
        }

        return new(Merged(spans));
    }

    /// <summary>The address where a browser may be sent to it; null otherwise.</summary>
    public static string? Web(string? url) =>
        url is not null
        && (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && !url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>')
        && Uri.TryCreate(url, UriKind.Absolute, out _) ? url : null;

    /// <summary>The links of a paragraph in order; an address that stands there by itself is one too.</summary>
    internal static IReadOnlyList<InlineLink> Links(string markdown)
    {
        var links = new List<InlineLink>();
        var between = new StringBuilder();
        foreach (var block in Parse(markdown)) Links(block.Inline!, links, between);
        return [.. links.Select((link, i) => link with { After = i + 1 < links.Count ? links[i + 1].Before : between.ToString().Trim() })];
    }

    /// <summary>The addresses of a paragraph's pictures, of which the words alone are kept.</summary>
    internal static IEnumerable<string> Pictures(string markdown) =>
        Parse(markdown).SelectMany(block => block.Inline!.Descendants<LinkInline>()).Where(link => link.IsImage).Select(picture => picture.Url ?? "");

    /// <param name="between">The words since the last link.</param>
    private static void Links(ContainerInline parent, List<InlineLink> links, StringBuilder between)
    {
        foreach (var inline in parent)
        {
            var link = inline switch
            {
                LinkInline { IsImage: false } it => new InlineLink(Words(it), it.Url ?? "", between.ToString().Trim(), "", it.IsAutoLink),
                AutolinkInline { IsEmail: false } it => new InlineLink(it.Url, it.Url, between.ToString().Trim(), "", IsBare: true),
                _ => null,
            };
            if (link is not null)
            {
                links.Add(link);
                between.Clear();
                continue;
            }

            between.Append(Said(inline));
            if (inline is ContainerInline more) Links(more, links, between);
        }
    }

    private static IEnumerable<LeafBlock> Parse(string markdown) =>
        Markdown.Parse(markdown, Pipeline).Descendants<LeafBlock>().Where(block => block.Inline is not null);

    private static MarkdownPipeline OneParagraph()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks();
        builder.BlockParsers.Clear();
        builder.BlockParsers.Add(new PlainParagraphs(keepLines: false));
        return builder.Build();
    }

    private static void Collect(ContainerInline parent, SpanStyle style, string? url, List<Span> spans)
    {
        foreach (var inline in parent)
        {
            switch (inline)
            {
                case AutolinkInline auto:
                    spans.Add(new Span(auto.Url, style, Web(auto.Url)));
                    break;
                case EmphasisInline emphasis:
                    Collect(emphasis, emphasis.DelimiterCount >= 2 ? SpanStyle.Bold : SpanStyle.Italic, url, spans);
                    break;
                case LinkInline { IsImage: false } link:
                    Collect(link, style, Web(link.Url), spans);
                    break;
                case DelimiterInline open:
                    spans.Add(new Span(open.ToLiteral(), style, url));
                    Collect(open, style, url, spans);
                    break;
                case ContainerInline other:
                    Collect(other, style, url, spans);
                    break;
                case CodeInline code:
                    spans.Add(new Span(code.Content, SpanStyle.Code, url));
                    break;
                case var leaf when Said(leaf) is { Length: > 0 } words:
                    spans.Add(new Span(words, style, url));
                    break;
                default:
                    break;
            }
        }
    }

    private static string Said(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        AutolinkInline auto => auto.Url,
        DelimiterInline open => open.ToLiteral(), // a bracket that nothing closes; what follows stands in it
        _ => "",
    };

    private static string Words(ContainerInline inline) => string.Concat(inline.Descendants<Inline>().Select(Said)).Trim();

    /// <summary>Neighbours of one kind as one span.</summary>
    private static List<Span> Merged(List<Span> spans)
    {
        var merged = new List<Span>();
        var words = new StringBuilder();
        foreach (var (i, span) in spans.Index())
        {
            words.Append(span.Value);
            if (i + 1 < spans.Count && spans[i + 1].Style == span.Style && spans[i + 1].Url == span.Url) continue;
            merged.Add(span with { Value = words.ToString() });
            words.Clear();
        }

        return merged;
    }
}

/// <summary>A link in a paragraph.</summary>
/// <param name="Words">The link's own words; where it is bare, its address.</param>
/// <param name="Before">What stands before it, from the link before it on.</param>
/// <param name="After">What stands after it, up to the next link.</param>
/// <param name="IsBare">Whether the address stands in the text by itself.</param>
internal sealed record InlineLink(string Words, string Url, string Before, string After, bool IsBare)
{
    /// <summary>An address with a space in it is no link to Markdown: <c>[title](https://… …)</c> is left as text.</summary>
    public bool IsTorn => IsBare && Before.EndsWith("](", StringComparison.Ordinal);
}
