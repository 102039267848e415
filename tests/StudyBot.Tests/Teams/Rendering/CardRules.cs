using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using StudyBot.Teams;

namespace StudyBot.Tests.Teams;

/// <summary>The rules of Adaptive Cards 1.5 and of Teams over a card's JSON, by somebody who knows nothing of the renderer: what the schema
/// (adaptivecards.io/schemas/1.5.0/adaptive-card.json) does not allow by name is refused, and so is what Teams' pages on cards warn of.</summary>
internal sealed class CardRules
{
    private readonly List<string> _wrong = [];
    private readonly HashSet<string> _ids = [];

    /// <summary>What is wrong, one line each, with where; empty where Teams would take it.</summary>
    public static IReadOnlyList<string> Of(JsonObject card)
    {
        var rules = new CardRules();
        rules.Card(card);
        // "Format your bot messages": below 80 KB in UTF-16, with what is beside the card.
        if (Encoding.Unicode.GetByteCount(Sent(card)) is > 72_000 and var bytes) rules._wrong.Add($"card: {bytes} bytes");
        return rules._wrong;
    }

    public static string Sent(JsonObject card) => card.ToJsonString(new() { Encoder = AdaptiveCards.Encoder });

    /// <summary>Every word a person sees, in order: Markdown as it is read, and without what only parts words.</summary>
    public static string Seen(JsonNode? node) => string.Join(' ', Words(node)).Replace("\u2060", "").Replace("\u200B", "");

    private static IEnumerable<string> Words(JsonNode? node)
    {
        if (node is JsonArray all)
        {
            foreach (var words in all.SelectMany(Words)) yield return words;
        }
        else if (node is JsonObject one)
        {
            switch (one["type"]?.GetValue<string>())
            {
                case "RichTextBlock":
                    yield return string.Concat(one["inlines"]!.AsArray().Select(run => run!["text"]!.GetValue<string>()));
                    break;
                case "TextBlock":
                    yield return Read(one["text"]!.GetValue<string>());
                    break;
                default:
                    foreach (var name in (string[])["label", "title", "placeholder"])
                        if (one[name] is JsonValue value) yield return value.GetValue<string>();
                    foreach (var name in (string[])["body", "items", "columns", "rows", "cells", "choices", "actions"])
                        foreach (var words in Words(one[name])) yield return words;
                    break;
            }
        }
    }

    private static string Read(string markdown)
    {
        var words = new StringBuilder();
        foreach (var inline in Markdig.Markdown.Parse(markdown).Descendants<LeafInline>())
            words.Append(inline switch { LiteralInline literal => literal.Content.ToString(), HtmlEntityInline entity => entity.Transcoded.ToString(), CodeInline code => code.Content, _ => inline.ToString() });
        return words.ToString();
    }

    private void Card(JsonObject card)
    {
        Fields("card", card, ["type", "$schema", "version", "fallbackText", "speak", "msteams", "body"], ["refresh"]);
        if (Text(card, "version") is not "1.5") _wrong.Add("card: version");
        if (card["msteams"]?.ToJsonString() is not """{"width":"Full"}""") _wrong.Add("card: msteams");
        foreach (var name in (string[])["fallbackText", "speak"])
            if (Text(card, name).Length == 0) _wrong.Add($"card: no {name}");
        Marked("fallbackText", Text(card, "fallbackText"), links: false);
        Elements("body", card["body"]);
        // "User Specific Views": 60 people.
        if (card["refresh"] is { } refresh && refresh["userIds"]!.AsArray().Count is < 1 or > 60) _wrong.Add("card: refresh");
    }

    private void Elements(string at, JsonNode? elements)
    {
        if (elements is not JsonArray { Count: > 0 } all)
        {
            _wrong.Add($"{at}: nothing");
            return;
        }

        for (var i = 0; i < all.Count; i++) Element($"{at}[{i}]", all[i]!.AsObject());
    }

    private void Element(string at, JsonObject element)
    {
        if (element.ContainsKey("spacing") && Text(element, "spacing") is not ("None" or "Small")) _wrong.Add($"{at}: spacing");
        switch (Text(element, "type"))
        {
            case "TextBlock":
                Fields(at, element, ["type", "text", "wrap"], ["size", "weight", "color", "isSubtle", "spacing", "style"]);
                if (element["wrap"]?.GetValue<bool>() is not true) _wrong.Add($"{at}: does not wrap");
                if (element.ContainsKey("style") && Text(element, "style") is not "heading") _wrong.Add($"{at}: style");
                Looks(at, element);
                Marked(at, Text(element, "text"), links: true);
                break;
            case "RichTextBlock":
                Fields(at, element, ["type", "inlines"], ["spacing"]);
                if (element["inlines"]!.AsArray().Count == 0) _wrong.Add($"{at}: no runs");
                foreach (var run in element["inlines"]!.AsArray().Select(run => run!.AsObject()))
                {
                    Fields(at, run, ["type", "text"], ["size", "weight", "color", "isSubtle", "italic", "fontType"]);
                    if (Text(run, "type") is not "TextRun" || Text(run, "text") is "") _wrong.Add($"{at}: run");
                    if (Text(run, "text").Contains("{{") || Text(run, "text").Contains('\n')) _wrong.Add($"{at}: {Text(run, "text")}");
                    Looks(at, run);
                }

                break;
            case "Container":
                Fields(at, element, ["type", "items", "style"], ["spacing"]);
                if (Text(element, "style") is not "emphasis") _wrong.Add($"{at}: style");
                Elements($"{at}.items", element["items"]);
                break;
            case "ColumnSet":
                Fields(at, element, ["type", "columns"], ["spacing"]);
                foreach (var column in element["columns"]!.AsArray().Select(column => column!.AsObject()))
                {
                    Fields(at, column, ["type", "width", "items"], ["spacing"]);
                    if (Text(column, "width") is not ("auto" or "stretch")) _wrong.Add($"{at}: width");
                    Elements($"{at}.items", column["items"]);
                }

                break;
            case "Table":
                Table(at, element);
                break;
            case "ActionSet":
                Fields(at, element, ["type", "actions"], ["spacing"]);
                var actions = element["actions"]!.AsArray();
                if (actions.Count is < 1 or > 6) _wrong.Add($"{at}: {actions.Count} actions");
                foreach (var action in actions) Action(at, action!.AsObject());
                if (actions.Count(action => action!["style"] is not null) > 1) _wrong.Add($"{at}: several primary buttons");
                break;
            case var input and ("Input.Text" or "Input.Date" or "Input.Time" or "Input.ChoiceSet"):
                Input(at, input, element);
                break;
            case var type:
                _wrong.Add($"{at}: no {type} here");
                break;
        }
    }

    private void Table(string at, JsonObject table)
    {
        Fields(at, table, ["type", "columns", "showGridLines", "rows"], []);
        var width = table["columns"]!.AsArray().Count;
        if (table["columns"]!.AsArray().Any(column => column!["width"]!.GetValue<int>() < 1)) _wrong.Add($"{at}: width");
        foreach (var row in table["rows"]!.AsArray().Select(row => row!.AsObject()))
        {
            Fields(at, row, ["type", "cells"], []);
            if (row["cells"]!.AsArray().Count != width) _wrong.Add($"{at}: a row of {row["cells"]!.AsArray().Count} cells");
            foreach (var cell in row["cells"]!.AsArray()) Elements($"{at}.cell", cell!["items"]);
        }
    }

    private void Action(string at, JsonObject action)
    {
        Fields(at, action, ["type", "verb", "title", "data", "fallback"], ["style", "associatedInputs"]);
        if (Text(action, "type") is not "Action.Execute" || Text(action, "verb") is not ("say" or "form")) _wrong.Add($"{at}: action");
        if (action.ContainsKey("style") && Text(action, "style") is not "positive") _wrong.Add($"{at}: style");
        if (Text(action, "title").Length is 0 or > 80) _wrong.Add($"{at}: a title of {Text(action, "title").Length}");
        // A button that is pressed beside a form must not wait for its fields.
        if (Text(action, "verb") is "say" != (Text(action, "associatedInputs") is "None")) _wrong.Add($"{at}: associatedInputs");
        var fallback = action["fallback"]!.AsObject();
        Fields(at, fallback, ["type", "title", "data"], ["associatedInputs"]);
        if (Text(fallback, "type") is not "Action.Submit" || !JsonNode.DeepEquals(fallback["data"], action["data"]) || Text(fallback, "title") != Text(action, "title")) _wrong.Add($"{at}: fallback");
        if (Text(fallback, "associatedInputs") != Text(action, "associatedInputs")) _wrong.Add($"{at}: the fallback's inputs");
    }

    private void Input(string at, string type, JsonObject input)
    {
        string[] own = type switch { "Input.Text" => ["value", "isMultiline", "placeholder"], "Input.ChoiceSet" => ["value", "style", "choices"], _ => ["value"] };
        Fields(at, input, ["type", "id", "label"], ["isRequired", "errorMessage", "spacing", .. own]);
        if (Text(input, "id") is not { Length: > 0 } id || !_ids.Add(id)) _wrong.Add($"{at}: id");
        if (Text(input, "label").Length == 0) _wrong.Add($"{at}: label");
        if (input.ContainsKey("isRequired") != input.ContainsKey("errorMessage")) _wrong.Add($"{at}: errorMessage");
        var value = Text(input, "value");
        if (type is "Input.Date" && value.Length > 0 && !DateOnly.TryParseExact(value, "yyyy-MM-dd", out _)) _wrong.Add($"{at}: {value}");
        if (type is "Input.Time" && value.Length > 0 && !TimeOnly.TryParseExact(value, "HH:mm", out _)) _wrong.Add($"{at}: {value}");
        if (type is not "Input.ChoiceSet") return;
        var choices = input["choices"]!.AsArray().Select(choice => choice!.AsObject()).ToArray();
        if (choices.Length == 0 || choices.DistinctBy(choice => Text(choice, "value")).Count() < choices.Length) _wrong.Add($"{at}: choices");
        if (choices.Any(choice => Text(choice, "title") is "" || Text(choice, "value") is "")) _wrong.Add($"{at}: an empty choice");
        if (value.Length > 0 && !choices.Any(choice => Text(choice, "value") == value)) _wrong.Add($"{at}: {value} is no choice");
    }

    /// <summary>Only what adapts to a theme.</summary>
    private void Looks(string at, JsonObject text)
    {
        if (text.ContainsKey("color") && Text(text, "color") is not ("Default" or "Accent" or "Attention" or "Good")) _wrong.Add($"{at}: color");
        if (text.ContainsKey("size") && Text(text, "size") is not ("Small" or "Default" or "Medium" or "Large")) _wrong.Add($"{at}: size");
        if (text.ContainsKey("weight") && Text(text, "weight") is not "Bolder") _wrong.Add($"{at}: weight");
    }

    /// <summary>Read as Markdown it is words, bold words and, where they may be, links to the web.</summary>
    private void Marked(string at, string text, bool links)
    {
        if (text.Contains("{{") && links) _wrong.Add($"{at}: {text}");
        if (text.Contains("](") && !links) _wrong.Add($"{at}: a link in {text}");
        foreach (var block in Markdig.Markdown.Parse(text))
            if (block is not ParagraphBlock && links) _wrong.Add($"{at}: a {block.GetType().Name} in {text}");
        foreach (var inline in Markdig.Markdown.Parse(text).Descendants<Inline>())
        {
            if (inline is LiteralInline or LineBreakInline or EmphasisInline { DelimiterChar: '*', DelimiterCount: 2 }) continue;
            if (links && inline is LinkInline { IsImage: false, Url: { } url } && (url.StartsWith("https://", StringComparison.Ordinal) || url.StartsWith("http://", StringComparison.Ordinal))) continue;
            if (inline is ContainerInline and not (LinkInline or EmphasisInline)) continue;
            _wrong.Add($"{at}: a {inline.GetType().Name} in {text}");
        }
    }

    private void Fields(string at, JsonObject element, string[] required, string[] optional)
    {
        foreach (var name in required.Where(name => element[name] is null)) _wrong.Add($"{at}: no {name}");
        foreach (var name in element.Select(field => field.Key).Except(required).Except(optional)) _wrong.Add($"{at}: {name} is not known");
    }

    private static string Text(JsonObject holder, string name) => holder[name] is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : "";
}
