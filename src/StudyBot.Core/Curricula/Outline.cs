using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Parsers;
using Markdig.Syntax;

namespace StudyBot.Curricula;

/// <summary>Goes through the blocks of a file once: headings make weeks and days, labels make fields, lists make items.</summary>
internal sealed partial class Outline(Findings findings)
{
    private static readonly MarkdownPipeline Pipeline = BlocksAlone();

    private readonly List<DraftDay> _days = [];
    private DraftText? _title;
    private DraftWeek _week = new(0, null);
    private bool _weekOpens;
    private DraftDay? _day;
    private DraftField? _field;

    /// <summary>The item that further lines belong to; null outside lists.</summary>
    private DraftPart? _item;
    private bool _itemBegins;

    /// <param name="text">With line feeds as its only line ends.</param>
    /// <exception cref="ArgumentException">From Markdig: lists or quotes are nested too deeply.</exception>
    public static Draft Of(string text, Findings findings)
    {
        var outline = new Outline(findings);
        foreach (var block in Markdown.Parse(text, Pipeline)) outline.Take(block);
        return new(outline._title, outline._days);
    }

    /// <summary>What stands inside a line is read later, field by field, where its length is known to be small.</summary>
    private static MarkdownPipeline BlocksAlone()
    {
        var builder = new MarkdownPipelineBuilder().UseYamlFrontMatter();
        builder.BlockParsers.ReplaceOrAdd<ParagraphBlockParser>(new PlainParagraphs(keepLines: true));
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    private void Take(Block block)
    {
        switch (block)
        {
            case YamlFrontMatterBlock or HtmlBlock { Type: HtmlBlockType.Comment }:
                break;
            case HeadingBlock heading:
                Heading(heading);
                break;
            case CodeBlock { Lines.Count: > 0 } code:
                Say(Code(code.Lines.ToString().ReplaceLineEndings(" ")), code.Lines.Lines[0].Line + 1);
                break;
            case LeafBlock { Lines.Count: > 0 } leaf:
                foreach (var line in leaf.Lines.Lines.Take(leaf.Lines.Count)) Line(line.Slice.ToString().Trim(), line.Line + 1);
                break;
            case ListItemBlock item:
                Item(item);
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
        var (words, line) = (Headings.Plain(string.Concat(heading.Inline!).Trim()), heading.Line + 1);
        if (Headings.Week(words) is { } week)
        {
            (_week, _weekOpens) = (week, true);
            Leave();
        }
        else if (Headings.Day(words) is var (number, title))
        {
            Leave();
            _days.Add(_day = new(number, line, heading.Level, title, _week, _weekOpens || _days.Count == 0));
            _weekOpens = false;
        }
        else if (heading.Level == 1 && _title is null)
        {
            if (words.Length > 0) _title = new(words, line);
        }
        else if (heading.Level < _day?.Level)
        {
            Leave();
        }
        else if (_day is not null)
        {
            Start(words, line);
        }
    }

    /// <summary>What follows belongs to no lesson, until the next day begins.</summary>
    private void Leave() => (_day, _field, _item) = (null, null, null);

    /// <summary>A label begins a field, also in the middle of a paragraph; any other line belongs to what stands before it.</summary>
    private void Line(string words, int line)
    {
        if (_itemBegins) words = Checkbox().Replace(words, "");
        if (Rule().IsMatch(words)) return;
        if (Headings.IsGlued(words))
        {
            findings.Error(line, Codes.NotAHeading, $"\"{Excerpt.Of(words)}\" is no heading to Markdown; put a space after the number signs.");
            Leave();
        }
        else if (_day is not null && Label().Match(words) is { Success: true } label)
        {
            Start(label.Groups["label"].Value, line, label.Groups["text"].Value);
        }
        else
        {
            Say(words, line);
        }
    }

    private void Say(string words, int line)
    {
        if (_day is null) return;
        var field = _field ?? Begin(new("Learning", line) { IsUnlabelled = true });
        if (_itemBegins) _item = field.AddItem(words, line);
        else if (_item is not null) _item.Lines.Add(words);
        else field.Add(words, line);
        _itemBegins = false;
    }

    private void Item(ListItemBlock item)
    {
        var around = _item;
        (_item, _itemBegins) = (null, true);
        foreach (var child in item) Take(child);
        (_item, _itemBegins) = (around, false);
    }

    private void Start(string label, int line, string text = "")
    {
        (_item, _itemBegins) = (null, false);
        var field = new DraftField(label.Trim().TrimEnd(':').TrimEnd(), line);
        if (field.Name != FieldName.Learning || _field is not { IsUnlabelled: true }) Begin(field);
        if (text.Length > 0) _field!.Add(text, line);
    }

    private DraftField Begin(DraftField field)
    {
        _day!.Fields.Add(field);
        return _field = field;
    }

    /// <summary>Code keeps its own marks by a fence longer than any in it.</summary>
    private static string Code(string code)
    {
        var fence = new string('`', 1 + Fences().Matches(code).Select(match => match.Length).DefaultIfEmpty().Max());
        return $"{fence} {code.Trim()} {fence}";
    }

    /// <summary><c>**Label:** text</c> or <c>**Label**: text</c>.</summary>
    [GeneratedRegex(@"\A(\*\*|__)(?<label>[^*:]{1,80}?)\s{0,9}(:\s{0,9}(\*\*|__)|(\*\*|__)\s{0,9}:)\s*(?<text>.*)\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex(@"\A\[[ xX]\]\s+")]
    private static partial Regex Checkbox();

    /// <summary>A rule drawn under a paragraph.</summary>
    [GeneratedRegex(@"\A(-{3,}|={3,}|_{3,})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Rule();

    [GeneratedRegex("`+")]
    private static partial Regex Fences();
}
