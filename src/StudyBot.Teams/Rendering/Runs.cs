using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyBot.Cards;

namespace StudyBot.Teams;

/// <summary>Text as one element a line. A line without links is runs, which are shown as they stand: Teams' clients do not agree on what is escaped in Markdown, and in runs there is none.</summary>
internal static partial class Runs
{
    /// <summary>A word joiner, which nobody sees.</summary>
    private const char Apart = '\u2060';

    /// <summary>Nothing where there is nothing to see.</summary>
    /// <param name="style">What all of it looks like, such as <c>("weight", "Bolder")</c>.</param>
    public static IEnumerable<JsonObject> Of(Text text, params (string Name, JsonNode Value)[] style)
    {
        var (isFirst, afterGap) = (true, false);
        foreach (var line in Lines(text))
        {
            if (!line.Any(span => Words.Seen(span.Value)))
            {
                afterGap = true;
                continue;
            }

            var element = line.Any(span => span.Url is not null) ? Marked(line, style) : Plain(line, style);
            if (!isFirst && !afterGap) element["spacing"] = "None";
            (isFirst, afterGap) = (false, false);
            yield return element;
        }
    }

    /// <summary>A person's name, which turns nothing around it.</summary>
    public static JsonObject Name(string name) => Plain([Span.Bold(Words.Name(Clean(name)))], []);

    private static JsonObject Plain(IEnumerable<Span> line, (string Name, JsonNode Value)[] style) => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = new JsonArray([.. line.Select(span => Run(span, style))]),
    };

    /// <summary>Links are Markdown: those of runs are no links in some of Teams' clients. Source: microsoft/AdaptiveCards, issue 9100.</summary>
    private static JsonObject Marked(IReadOnlyList<Span> line, (string Name, JsonNode Value)[] style)
    {
        var block = new JsonObject { ["type"] = "TextBlock", ["text"] = Markdown.Of(line), ["wrap"] = true };
        foreach (var (name, value) in style) block[name] = value.DeepClone();
        return block;
    }

    private static JsonObject Run(Span span, (string Name, JsonNode Value)[] style)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = span.Style is SpanStyle.Code ? LongWords.BreakableCode(span.Value) : LongWords.Breakable(span.Value) };
        foreach (var (name, value) in style) run[name] = value.DeepClone();
        if (span.Style is SpanStyle.Bold) run["weight"] = "Bolder";
        if (span.Style is SpanStyle.Italic) run["italic"] = true;
        if (span.Style is SpanStyle.Code) run["fontType"] = "Monospace";
        return run;
    }

    private static IEnumerable<IReadOnlyList<Span>> Lines(Text text)
    {
        var line = new List<Span>();
        foreach (var span in text.Spans)
        {
            var url = WebAddress.Of(span.Url, CardLimits.Url);
            var words = Clean(span.Value);
            var lines = (url is not null && !Words.Seen(words) ? url : words).Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                if (i > 0)
                {
                    yield return line;
                    line = [];
                }

                if (lines[i].Length > 0) line.Add(span with { Value = Opens(lines[i], line) ? $"{Apart}{lines[i]}" : lines[i], Url = Words.Seen(lines[i]) ? url : null });
            }
        }

        yield return line;
    }

    /// <summary>Without what a client would fill in: <c>{{DATE(…)}}</c> stays as it was written.</summary>
    private static string Clean(string words) => Filled().Replace(Words.Clean(words), $"{{{Apart}");

    /// <summary>The same where the first brace ends the words before.</summary>
    private static bool Opens(string words, List<Span> line) => words[0] == '{' && line is [.., { Value: [.., '{'] }];

    [GeneratedRegex(@"\{(?=\{)")]
    private static partial Regex Filled();
}
