using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>block_ids are unique in a message or view, action_ids in their block; Slack makes those that are missing.</summary>
internal static class BlockIds
{
    public static void Check(JsonArray blocks, string at, List<string> wrong)
    {
        var objects = blocks.OfType<JsonObject>().ToList();
        wrong.AddRange(Twice(objects.Select(block => Text(block["block_id"]))).Select(id => $"duplicate block_id: {id} [json-pointer:{at}]"));
        for (var i = 0; i < objects.Count; i++)
        {
            var place = $"{at}/{i}";
            wrong.AddRange(Twice(SlackButton.Elements(objects[i]).Select(element => Text(element["action_id"]))).Select(id => $"duplicate action_id: {id} [json-pointer:{place}]"));
        }
    }

    public static void Fill(SlackFake slack, JsonArray blocks)
    {
        foreach (var block in blocks.OfType<JsonObject>())
        {
            if (block["block_id"] is null) block["block_id"] = $"b{slack.Count("block"):x4}";
            foreach (var element in SlackButton.Elements(block).Where(element => element["action_id"] is null && element["type"]?.ToString() != "image")) element["action_id"] = $"a{slack.Count("action"):x4}";
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string?> ids) => ids.OfType<string>().GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
