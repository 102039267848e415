using System.Text.RegularExpressions;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace StudyBot.Curricula;

/// <summary>Goes through the blocks of a file once: headings make weeks and days, bold labels make fields, lists make items.</summary>
internal sealed partial class Outline
{
    private readonly string _text;
    private readonly string[] _lines;
    private readonly Findings _findings;
    private readonly List<DraftDay> _days = [];
    private string? _title;
    private (int Number, string? Title) _week;
    private bool _weekOpens;
    private DraftDay? _day;
    private DraftField? _field;

    private Outline(string text, Findings findings)
    {
        _text = text;
        _lines = text.Split('\n');
        _findings = findings;
    }

    public static Draft Of(MarkdownDocument document, string text, Findings findings)
    {
        var outline = new Outline(text, findings);
        foreach (var block in document) outline.Take(block);
        return new(outline._title, outline._days);
    }

    private void Take(Block block)
    {
        switch (block)
        {
            case YamlFrontMatterBlock or HtmlBlock or ThematicBreakBlock or LinkReferenceDefinitionGroup:
                break;
            case HeadingBlock heading:
                Heading(heading);
                break;
            case ParagraphBlock paragraph:
                Paragraph(paragraph);
                break;
            case ListBlock list:
                foreach (var item in list.OfType<ListItemBlock>()) Item(item);
                break;
            case CodeBlock code:
                _field?.Text.Add($"`{code.Lines.ToString().ReplaceLineEndings(" ")}`");
                break;
            case ContainerBlock container:
                foreach (var child in container) Take(child);
                break;
            default:
                break;
        }
    }

    private void Heading(HeadingBlock heading)
    {
        var words = Source(heading).TrimStart('#').TrimEnd('#', ' ').Trim();
        if (heading.Level == 1)
        {
            _title ??= words.Length == 0 ? null : Inlines.ToText(words).ToString();
        }
        else if (Week().Match(words) is { Success: true } week)
        {
            _week = (Number(week), Named(week));
            _weekOpens = true;
            (_day, _field) = (null, null);
        }
        else if (Day().Match(words) is { Success: true } day)
        {
            _day = new(Number(day), heading.Line + 1, Named(day), _week.Number, _week.Title, _weekOpens || _days.Count == 0);
            _days.Add(_day);
            (_field, _weekOpens) = (null, false);
        }
        else if (_day is not null)
        {
            Start(words, heading.Line + 1);
        }
    }

    /// <summary>A paragraph may hold several fields, each starting a line with its bold label.</summary>
    private void Paragraph(ParagraphBlock paragraph)
    {
        for (var line = paragraph.Line; line <= LastLine(paragraph); line++)
        {
            var text = Unquoted(_lines[line]);
            if (GluedHeading().IsMatch(text))
                _findings.Error(line + 1, Codes.NotAHeading, $"\"{Short(text)}\" is no heading to Markdown; put a space after the number signs.");
            else if (Label().Match(text) is { Success: true } label && _day is not null)
                Start(label.Groups["label"].Value, line + 1, label.Groups["text"].Value);
            else if (_field is not null)
                _field.Text.Add(text);
            else if (_day is not null)
                Start("Learning", line + 1, text);
        }
    }

    /// <summary>An item that starts with a label is a field; any other belongs to the field before it.</summary>
    private void Item(ListItemBlock item)
    {
        var first = item.FirstOrDefault() as ParagraphBlock;
        if (first is null || Label().IsMatch(Unquoted(_lines[first.Line])))
        {
            foreach (var child in item) Take(child);
            return;
        }

        var field = _field ?? (_day is null ? null : Start("Learning", item.Line + 1));
        if (field is null) return;
        field.Items.Add(new(Checkbox().Replace(string.Join(' ', LinesOf(first)), ""), first.Line + 1, LinkIn(first)));
        foreach (var child in item.Skip(1)) Take(child);
    }

    private DraftField Start(string label, int line, string text = "")
    {
        _field = new(label.Trim().TrimEnd(':').Trim(), line);
        if (text.Trim().Length > 0) _field.Text.Add(text.Trim());
        _day!.Fields.Add(_field);
        return _field;
    }

    private static DraftLink? LinkIn(ParagraphBlock paragraph)
    {
        foreach (var inline in paragraph.Inline!.Descendants<Inline>())
        {
            if (inline is LinkInline { IsImage: false } link) return new(Words(link), link.Url ?? "", After(link));
            if (inline is AutolinkInline auto) return new(auto.Url, auto.Url, After(auto));
        }

        return null;
    }

    private static string Words(ContainerInline inline) => string.Concat(inline.Descendants<Inline>().Select(i => i switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        _ => "",
    }));

    private static string After(Inline link)
    {
        var words = "";
        for (var next = link.NextSibling; next is not null; next = next.NextSibling)
            words += next is LiteralInline literal ? literal.Content.ToString() : next is ContainerInline more ? Words(more) : "";
        return words.Trim();
    }

    private IEnumerable<string> LinesOf(ParagraphBlock paragraph)
    {
        for (var line = paragraph.Line; line <= LastLine(paragraph); line++)
        {
            var text = _lines[line];
            yield return (line == paragraph.Line && paragraph.Column <= text.Length ? text[paragraph.Column..] : Unquoted(text)).Trim();
        }
    }

    private int LastLine(Block block) =>
        Math.Min(_lines.Length - 1, block.Line + _text.AsSpan(block.Span.Start, Math.Max(0, Math.Min(block.Span.Length, _text.Length - block.Span.Start))).Count('\n'));

    private string Source(HeadingBlock heading) => _lines[heading.Line].Trim();

    private static string Unquoted(string line) => Marks().Replace(line, "").Trim();

    private static int Number(Match match) => int.TryParse(match.Groups["n"].ValueSpan, out var number) ? number : int.MaxValue;

    private static string? Named(Match match) => match.Groups["title"].Value.Trim() is { Length: > 0 } title ? title : null;

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    [GeneratedRegex(@"\AWeek\s+(?<n>[0-9]{1,9})\s*([:\u2013\u2014-]\s*(?<title>[^(]*))?(\(.*\))?\s*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Week();

    [GeneratedRegex(@"\ADay\s+(?<n>[0-9]{1,9})\s*([:\u2013\u2014-]\s*(?<title>.*))?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Day();

    [GeneratedRegex(@"\A#{1,6}(Day|Week)\s*[0-9]", RegexOptions.IgnoreCase)]
    private static partial Regex GluedHeading();

    /// <summary><c>**Label:** text</c> or <c>**Label**: text</c>.</summary>
    [GeneratedRegex(@"\A(\*\*|__)(?<label>[^*_:]{1,80}?)\s*(:\s*(\*\*|__)|(\*\*|__)\s*:)\s*(?<text>.*)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex(@"\A[\s\u00A0]*(>[ ]?)*([-*+]\s+|[0-9]{1,9}[.)]\s+)?(\[[ xX]\]\s+)?[\s\u00A0]*")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\A\[[ xX]\]\s+")]
    private static partial Regex Checkbox();
}
