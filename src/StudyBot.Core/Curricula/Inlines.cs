using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using StudyBot.Cards;
using Span = StudyBot.Cards.Span;

namespace StudyBot.Curricula;

/// <summary>Markdown of one paragraph as spans. Raw HTML is text; a link that is not absolute http or https is its words alone.</summary>
public static class Inlines
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().Build();

    public static Text ToText(string markdown)
    {
        var spans = new List<Span>();
        foreach (var block in Markdown.Parse(markdown, Pipeline).Descendants<LeafBlock>())
        {
            if (spans.Count > 0) spans.Add(" ");
            if (block.Inline is not null) Collect(block.Inline, SpanStyle.Plain, null, spans);
            else spans.Add(new Span(block.Lines.ToString(), SpanStyle.Code));
        }

        return new(Merged(spans));
    }

    /// <summary>The address where a browser may be sent to it; null otherwise.</summary>
    public static string? Web(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? url : null;

    private static void Collect(ContainerInline parent, SpanStyle style, string? url, List<Span> spans)
    {
        foreach (var inline in parent)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    spans.Add(new Span(literal.Content.ToString(), style, url));
                    break;
                case CodeInline code:
                    spans.Add(new Span(code.Content, SpanStyle.Code, url));
                    break;
                case LineBreakInline:
                    spans.Add(new Span(" ", style, url));
                    break;
                case AutolinkInline auto:
                    spans.Add(new Span(auto.Url, style, Web(auto.Url)));
                    break;
                case HtmlEntityInline entity:
                    spans.Add(new Span(entity.Transcoded.ToString(), style, url));
                    break;
                case EmphasisInline emphasis:
                    Collect(emphasis, emphasis.DelimiterCount >= 2 ? SpanStyle.Bold : SpanStyle.Italic, url, spans);
                    break;
                case LinkInline { IsImage: false } link:
                    Collect(link, style, Web(link.Url), spans);
                    break;
                case ContainerInline other:
                    Collect(other, style, url, spans);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Neighbours of one kind as one span.</summary>
    private static List<Span> Merged(List<Span> spans)
    {
        var merged = new List<Span>(spans.Count);
        foreach (var span in spans)
        {
            if (merged is [.., var last] && last.Style == span.Style && last.Url == span.Url) merged[^1] = last with { Value = last.Value + span.Value };
            else merged.Add(span);
        }

        return merged;
    }
}
