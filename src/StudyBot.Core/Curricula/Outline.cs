using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Parsers;
using Markdig.Syntax;
using StudyBot.Cards;

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
            case YamlFrontMatterBlock:
                break;
            case HtmlBlock { Type: HtmlBlockType.Comment } comment:
                Behind(comment);
                break;
            case HeadingBlock heading:
                Heading(heading);
                break;
            case CodeBlock code:
                Take(code);
                break;
            case LeafBlock { Lines.Count: > 0 } leaf:
                SetApart(leaf.Lines.Lines[0].Slice.ToString(), leaf.Line + 1);
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

    /// <summary>A comment that does not end would take the rest of the file with it; what stands behind one on its last line is read.</summary>
    private void Behind(HtmlBlock comment)
    {
        var isOpen = true;
        foreach (var line in comment.Lines.Lines.Take(comment.Lines.Count))
        {
            var words = line.Slice.ToString();
            var opening = line.Line == comment.Line ? words.IndexOf("<!--", StringComparison.Ordinal) : -1;
            if (isOpen && Comments.End(words, opening) is { } end) (isOpen, words) = (false, words[end..]);
            if (!isOpen && words.Trim() is { Length: > 0 } rest) Line(rest, line.Line + 1);
        }

        if (isOpen) findings.Error(comment.Line + 1, Codes.Unclosed, Comments.DoesNotEnd);
    }

    private void Take(CodeBlock code)
    {
        var open = code is FencedCodeBlock { ClosingFencedCharCount: 0 } fence ? fence : null;
        if (open is not null)
            findings.Error(code.Line + 1, Codes.Unclosed, $"The code block that opens here does not end; close it with a line of {new string(open.FencedChar, 3)} as far in as this one.");
        if (code.Lines.Count == 0) return;
        Say(Code(code.Lines.ToString().ReplaceLineEndings(" ")), code.Lines.Lines[0].Line + 1);
        if (code.Lines.Count > 1 && open is null) Flatten("code", code.Line + 1);
        if (code is FencedCodeBlock) return;
        foreach (var line in code.Lines.Lines.Take(code.Lines.Count)) Misplaced(line.Slice.ToString().Trim(), line.Line + 1);
    }

    private void Heading(HeadingBlock heading)
    {
        var (words, line) = (Headings.Plain(string.Concat(heading.Inline!).Trim()), heading.Line + 1);
        if (Headings.NamesSeveral(words))
            findings.Warning(line, Codes.SeveralDays, $"\"{Excerpt.Of(words)}\" names several days, and a lesson is one; give each day a heading of its own.");
        if (!(heading.Level > _day?.Level) && Headings.Week(words) is { } week)
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
        words = Comments.Past(words);
        if (_itemBegins) words = Checkbox().Replace(words, "");
        if (Rule().IsMatch(words)) return;
        if (Columns().IsMatch(words)) Flatten("table", line - 1);
        if (Headings.IsGlued(words))
        {
            findings.Error(line, Codes.NotAHeading, $"\"{Excerpt.Of(words)}\" is no heading to Markdown; put a space after the number signs.");
            Leave();
        }
        else if (Misplaced(words, line))
        {
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

    /// <summary>A heading of a day or a week among text, behind a comment, in HTML, or so far in that it is code.</summary>
    private bool Misplaced(string words, int line)
    {
        if (!Headings.IsMeant(words)) return false;
        findings.Error(line, Codes.NotAHeading, $"\"{Excerpt.Of(words)}\" is no heading to Markdown where it stands; give it a line of its own at the margin, outside of HTML.");
        return true;
    }

    /// <summary>What Markdown keeps beside the text, at a file's end: a message has no such place.</summary>
    private void SetApart(string words, int line)
    {
        if (_day is not null && Definition().IsMatch(words))
            findings.Warning(line, Codes.SetApart, $"\"{Excerpt.Of(words.Trim())}\" is read as text of day {_day.Number}; write links where they belong, as [words](https://…), and notes too.");
    }

    /// <summary>A text is one paragraph, so this loses its lines.</summary>
    private void Flatten(string what, int line)
    {
        if (_field is not null && _field.Flattened is null) _field.Flattened = (what, line);
    }

    private void Say(string words, int line)
    {
        if (_day is null) return;
        var field = _field ?? Begin(new("Learning", line) { IsUnlabelled = true });
        if (_itemBegins) _item = field.AddItem(words, line);
        else if (_item is not null) _item.Lines.Add(new(words, line));
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

    /// <summary><c>| --- | :-: |</c>, below the heads of a table.</summary>
    [GeneratedRegex(@"\A\|?(\s*:?-+:?\s*\|)+(\s*:?-+:?\s*)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Columns();

    /// <summary><c>[words]: https://…</c> and <c>[^1]: a note</c>.</summary>
    [GeneratedRegex(@"\A\s*\[(\^[^\[\]\s]{1,40}\]:|[^\[\]]{1,200}\]:\s*<?(https?:|www\.))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Definition();

    [GeneratedRegex("`+")]
    private static partial Regex Fences();
}
