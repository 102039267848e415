using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>The words in blocks as a reader meets them: one line per text, a rich text's line in one piece.</summary>
internal static class BlockText
{
    public static IEnumerable<string> Lines(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Lines),
        JsonObject line when line["type"]?.ToString() is "rich_text_section" or "rich_text_preformatted" or "rich_text_quote" => [string.Concat(line["elements"]!.AsArray().Select(Inline))],
        JsonObject text when text["type"]?.ToString() is "plain_text" or "mrkdwn" or "raw_text" or "raw_number" or "markdown" => [text["text"]!.ToString()],
        JsonObject thing => thing.Where(field => field.Value is JsonArray or JsonObject).SelectMany(field => Lines(field.Value)),
        _ => [],
    };

    private static string Inline(JsonNode? part) => part?["type"]?.ToString() switch
    {
        "text" => part["text"]!.ToString(),
        "link" => part["text"]?.ToString() ?? part["url"]!.ToString(),
        "emoji" => $":{part["name"]}:",
        "user" => $"<@{part["user_id"]}>",
        "channel" => $"<#{part["channel_id"]}>",
        "broadcast" => $"<!{part["range"]}>",
        "date" => part["fallback"]?.ToString() ?? part["format"]!.ToString(),
        _ => "",
    };
}
