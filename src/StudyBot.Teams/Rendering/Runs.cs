using System.Text.Json.Nodes;
using StudyBot.Cards;

namespace StudyBot.Teams;

/// <summary>Text as runs. A run is shown as it stands, while a text block is read as Markdown: what people wrote can never become a link, a list or a mention.</summary>
internal static class Runs
{
    /// <summary>One element a line, and another where a line is long; nothing where there is nothing to see.</summary>
    /// <param name="style">What all its runs look like, such as <c>("weight", "Bolder")</c>.</param>
    public static IEnumerable<JsonObject> Of(Text text, params (string Name, JsonNode Value)[] style) => Of(text.Spans, style);

    public static IEnumerable<JsonObject> Of(IEnumerable<Span> spans, params (string Name, JsonNode Value)[] style)
    {
        var line = new JsonArray();
        var room = CardLimits.Run;
        foreach (var span in spans)
        {
            var rest = Words.Clean(span.Value);
            while (rest.Length > 0)
            {
                var end = rest.IndexOf('\n') is >= 0 and var newline && newline < room ? newline : Words.Break(rest, room);
                if (end > 0) line.Add(Run(span, rest[..end], style));
                room -= end;
                if (end < rest.Length || room <= 0)
                {
                    if (IsSeen(line)) yield return Block(line);
                    (line, room) = ([], CardLimits.Run);
                }

                rest = end < rest.Length && rest[end] == '\n' ? rest[(end + 1)..] : rest[end..];
            }
        }

        if (IsSeen(line)) yield return Block(line);
    }

    private static JsonObject Block(JsonArray runs) => new() { ["type"] = "RichTextBlock", ["inlines"] = runs };

    private static JsonObject Run(Span span, string words, (string Name, JsonNode Value)[] style)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = words };
        foreach (var (name, value) in style) run[name] = value.DeepClone();
        if (span.Style is SpanStyle.Bold) run["weight"] = "Bolder";
        if (span.Style is SpanStyle.Italic) run["italic"] = true;
        if (span.Style is SpanStyle.Code) run["fontType"] = "Monospace";
        if (Web(span.Url) is { } url)
        {
            run["color"] = "Accent";
            run["selectAction"] = new JsonObject { ["type"] = "Action.OpenUrl", ["url"] = url, ["title"] = Words.OneLine(words) };
        }

        return run;
    }

    private static bool IsSeen(JsonArray runs) => runs.Any(run => Words.Seen(run!["text"]!.GetValue<string>()));

    /// <summary>Anything but http and https of a fair length stays text.</summary>
    private static string? Web(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsoluteUri.Length <= CardLimits.Url ? uri.AbsoluteUri : null;
}
