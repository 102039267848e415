using System.Text.Json;
using System.Text.Json.Nodes;
using static StudyBot.Fakes.Rules;

namespace StudyBot.Fakes.Teams;

/// <summary>What the properties of cards hold.</summary>
internal static class CardWords
{
    public const int Endless = int.MaxValue - 1;

    /// <summary>Teams shows six buttons in a row and drops the rest.</summary>
    public const int MostActions = 6;

    public static readonly Rule Map = (node, at, wrong) =>
    {
        if (node is not JsonObject) wrong.Add($"must be an object [json-pointer:{at}]");
    };

    public static readonly Rule ObjectOrText = (node, at, wrong) =>
    {
        if (node is not JsonObject && node?.GetValueKind() is not JsonValueKind.String) wrong.Add($"must be an object or a string [json-pointer:{at}]");
    };

    /// <summary>Written in Markdown, of which no link may run a script.</summary>
    public static readonly Rule TextRule = All(String(1, Endless), (node, at, wrong) =>
    {
        if (node?.ToString().Contains("](javascript:", StringComparison.OrdinalIgnoreCase) == true) wrong.Add($"a link runs a script [json-pointer:{at}]");
    });

    public static readonly Rule Color = Word("default", "dark", "light", "accent", "good", "warning", "attention");

    public static readonly Rule ContainerStyle = Word("default", "emphasis", "good", "attention", "warning", "accent");

    public static readonly Rule Horizontal = Word("left", "center", "right");

    public static readonly Rule Vertical = Word("top", "center", "bottom");

    public static readonly Rule Pixels = (node, at, wrong) =>
    {
        if (node?.ToString() is not { } text || !text.EndsWith("px", StringComparison.Ordinal) || !int.TryParse(text[..^2], out _)) wrong.Add($"must be pixels, such as 50px [json-pointer:{at}]");
    };

    /// <summary>Of a column: auto, stretch, pixels, or a weight.</summary>
    public static readonly Rule WidthRule = (node, at, wrong) =>
    {
        if (node?.GetValueKind() is JsonValueKind.Number || node?.ToString() is "auto" or "stretch" || int.TryParse(node?.ToString(), out _)) return;
        Pixels(node, at, wrong);
    };

    public static readonly Rule Background = (node, at, wrong) =>
    {
        if (node is JsonObject image) Url("https", "data")(image["url"], $"{at}/url", wrong);
        else Url("https", "data")(node, at, wrong);
    };

    public static readonly Rule Mention = Shape(
        new("type", OneOf("mention"), true), new("text", String(1, Endless), true), new("mentioned", Shape(new("id", String(1, 300), true), new("name", String(1, 300), true), new("mentionType", String(1, 20))), true));

    /// <summary>In any case.</summary>
    public static Rule Word(params string[] words) => (node, at, wrong) =>
    {
        if (node?.GetValueKind() is not JsonValueKind.String || !words.Contains(node.ToString(), StringComparer.OrdinalIgnoreCase)) wrong.Add($"must be one of {string.Join(", ", words)} [json-pointer:{at}]");
    };

    public static Rule Url(params string[] schemes) => (node, at, wrong) =>
    {
        if (!Uri.TryCreate(node?.ToString(), UriKind.Absolute, out var url) || !schemes.Contains(url.Scheme)) wrong.Add($"must be an address of {string.Join(", ", schemes)} [json-pointer:{at}]");
    };

    /// <summary>What stands in for a part that a client does not know, or that it is left out.</summary>
    public static Rule Drop(Rule otherwise) => (node, at, wrong) =>
    {
        if (node is not JsonValue word || word.ToString() != "drop") otherwise(node, at, wrong);
    };
}
