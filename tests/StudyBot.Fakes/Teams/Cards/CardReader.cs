using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>A card as the client walks through it.</summary>
internal static class CardReader
{
    /// <summary>All buttons that this client shows, in order.</summary>
    /// <param name="old">A client without Universal Actions, which shows each one's fallback.</param>
    public static IReadOnlyList<JsonObject> Actions(JsonObject card, bool old = false) =>
        [.. Objects(card).Where(IsAction).Select(action => old && Type(action) == "Action.Execute" ? action["fallback"] as JsonObject : action).OfType<JsonObject>()];

    public static IReadOnlyList<JsonObject> Inputs(JsonObject card) => [.. Objects(card).Where(element => Type(element).StartsWith("Input.", StringComparison.Ordinal))];

    public static string Type(JsonObject element) => element["type"] is JsonValue value && value.TryGetValue<string>(out var type) ? type : "";

    /// <summary>What there is to read, a line an element.</summary>
    public static IReadOnlyList<string> Texts(JsonObject card) => [.. Objects(card).SelectMany(Said)];

    private static IEnumerable<string> Said(JsonObject element) => Type(element) switch
    {
        "TextBlock" => [Text(element["text"])],
        "RichTextBlock" => [string.Concat((element["inlines"] as JsonArray ?? []).Select(inline => inline is JsonObject run ? Text(run["text"]) : Text(inline)))],
        "FactSet" => (element["facts"] as JsonArray ?? []).OfType<JsonObject>().Select(fact => $"{Text(fact["title"])} {Text(fact["value"])}"),
        _ when Type(element).StartsWith("Input.", StringComparison.Ordinal) => [.. new[] { Text(element["label"]), Text(element["errorMessage"]) }.Where(text => text.Length > 0).Take(1)],
        _ => [],
    };

    private static bool IsAction(JsonObject element) => Type(element).StartsWith("Action.", StringComparison.Ordinal);

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    /// <summary>Everything with a type, in reading order. What is hidden, a button's data and fallbacks are no part of what is shown.</summary>
    private static IEnumerable<JsonObject> Objects(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var inner in list.SelectMany(Objects)) yield return inner;
                break;
            case JsonObject element:
                if (element["isVisible"]?.GetValueKind() is JsonValueKind.False) yield break;
                if (Type(element).Length > 0) yield return element;
                foreach (var inner in element.Where(pair => pair.Key is not ("data" or "fallback" or "msteams" or "refresh" or "metadata")).SelectMany(pair => Objects(pair.Value))) yield return inner;
                break;
        }
    }
}
