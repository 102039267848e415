using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>A button as it stands in a message or view.</summary>
public sealed record SlackButton(string BlockId, string ActionId, string Label, string? Value, JsonObject Element)
{
    public string? Style => Element["style"]?.GetValue<string>();

    public string? Url => Element["url"]?.GetValue<string>();

    internal static IReadOnlyList<SlackButton> In(JsonArray blocks) =>
        [.. from block in blocks.OfType<JsonObject>()
            from element in Elements(block)
            where element["type"]?.GetValue<string>() == "button"
            select new SlackButton(block["block_id"]!.GetValue<string>(), element["action_id"]!.GetValue<string>(), element["text"]!["text"]!.GetValue<string>(), element["value"]?.GetValue<string>(), element)];

    /// <summary>The interactive elements of a block.</summary>
    internal static IEnumerable<JsonObject> Elements(JsonObject block)
    {
        if (block["elements"] is JsonArray elements && block["type"]?.GetValue<string>() == "actions")
            foreach (var element in elements.OfType<JsonObject>()) yield return element;
        if (block["accessory"] is JsonObject accessory) yield return accessory;
        if (block["element"] is JsonObject input) yield return input;
    }
}
