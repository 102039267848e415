using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>Slack's no: <c>ok: false</c>, the error, and what else it says.</summary>
internal sealed class SlackRefusal(string error, JsonObject? more = null) : Exception(error)
{
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["ok"] = false, ["error"] = Message };
        foreach (var (name, value) in more ?? []) json[name] = value?.DeepClone();
        return json;
    }

    /// <summary>With the lines that Slack writes into <c>response_metadata.messages</c>. <see href="https://docs.slack.dev/apis/web-api">Web API</see>: "Evaluating responses".</summary>
    public static SlackRefusal Because(string error, IEnumerable<string> messages) =>
        new(error, new() { ["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. messages.Select(line => (JsonNode)$"[ERROR] {line}")]) } });
}
