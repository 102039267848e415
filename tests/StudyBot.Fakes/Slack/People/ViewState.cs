using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>What stands in the fields of a form: <c>state.values</c>, by block id and action id. <see href="https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload">view_submission</see>.</summary>
internal static class ViewState
{
    /// <summary>Slack's own client holds a form back while a required field is empty, or a text too short.</summary>
    public static (JsonObject Values, IReadOnlyDictionary<string, string> Missing) Of(SlackView view, IReadOnlyDictionary<string, string> given)
    {
        var values = new JsonObject();
        var missing = new Dictionary<string, string>();
        var inputs = view.Blocks.OfType<JsonObject>().Where(block => block["type"]!.ToString() == "input").ToList();
        var unknown = given.Keys.Except(inputs.Select(Id)).ToList();
        if (unknown.Count > 0) throw new InvalidOperationException($"The form has no field {string.Join(", ", unknown)}, only: {string.Join(", ", inputs.Select(Id))}");
        foreach (var block in inputs)
        {
            var element = block["element"]!.AsObject();
            var state = given.TryGetValue(Id(block), out var value) ? Of(element, value, view.Team) : Initial(element, view.Team);
            values[Id(block)] = new JsonObject { [element["action_id"]!.GetValue<string>()] = state };
            if (IsEmpty(state) && block["optional"]?.GetValue<bool>() != true) missing[Id(block)] = "Please complete this required field.";
            else if (state["value"]?.ToString() is { } text && text.Length < (element["min_length"]?.GetValue<int>() ?? 0)) missing[Id(block)] = "This entry is too short.";
            else if (state["value"]?.ToString() is { } typed && typed.Length > (element["max_length"]?.GetValue<int>() ?? 3000)) missing[Id(block)] = "This entry is too long.";
        }

        return (values, missing);
    }

    /// <summary>The fields of a message or view as they stood at first.</summary>
    public static JsonObject Initial(JsonArray blocks, SlackTeam team)
    {
        var values = new JsonObject();
        foreach (var block in blocks.OfType<JsonObject>())
            foreach (var element in SlackButton.Elements(block).Where(element => element["type"]!.ToString() is not ("button" or "image" or "overflow")))
                (values[Id(block)] ??= new JsonObject()).AsObject()[element["action_id"]!.GetValue<string>()] = Initial(element, team);
        return values;
    }

    public static JsonObject Of(JsonObject element, string value, SlackTeam team)
    {
        var type = element["type"]!.GetValue<string>();
        JsonNode? one = value.Length == 0 ? null : value;
        return type switch
        {
            "datepicker" => new() { ["type"] = type, ["selected_date"] = one },
            "timepicker" => new() { ["type"] = type, ["selected_time"] = one },
            "datetimepicker" => new() { ["type"] = type, ["selected_date_time"] = value.Length == 0 ? null : long.Parse(value) },
            "static_select" or "radio_buttons" => new() { ["type"] = type, ["selected_option"] = value.Length == 0 ? null : Option(element, value) },
            "multi_static_select" or "checkboxes" => new() { ["type"] = type, ["selected_options"] = new JsonArray([.. Split(value).Select(each => (JsonNode)Option(element, each))]) },
            "users_select" => new() { ["type"] = type, ["selected_user"] = one },
            "multi_users_select" => new() { ["type"] = type, ["selected_users"] = new JsonArray([.. Split(value).Select(each => (JsonNode)each)]) },
            "channels_select" => new() { ["type"] = type, ["selected_channel"] = one },
            "conversations_select" => new() { ["type"] = type, ["selected_conversation"] = one },
            "file_input" => new() { ["type"] = type, ["files"] = new JsonArray([.. Split(value).Select(id => (JsonNode)team.Files.First(file => file.Id == id).ToJson())]) },
            _ => new() { ["type"] = type, ["value"] = one },
        };
    }

    private static JsonObject Initial(JsonObject element, SlackTeam team)
    {
        static string Value(JsonNode? option) => option?["value"]?.ToString() ?? "";
        return Of(element, element["type"]!.ToString() switch
        {
            "datepicker" => element["initial_date"]?.ToString() ?? "",
            "timepicker" => element["initial_time"]?.ToString() ?? "",
            "datetimepicker" => element["initial_date_time"]?.ToString() ?? "",
            "static_select" or "radio_buttons" => Value(element["initial_option"]),
            "multi_static_select" or "checkboxes" => string.Join(',', (element["initial_options"] as JsonArray ?? []).Select(Value)),
            "users_select" => element["initial_user"]?.ToString() ?? "",
            "multi_users_select" => string.Join(',', (element["initial_users"] as JsonArray ?? []).Select(id => id!.ToString())),
            "channels_select" => element["initial_channel"]?.ToString() ?? "",
            "conversations_select" => element["initial_conversation"]?.ToString() ?? "",
            _ => element["initial_value"]?.ToString() ?? "",
        }, team);
    }

    private static JsonNode Option(JsonObject element, string wanted)
    {
        var options = (element["options"] as JsonArray ?? [.. (element["option_groups"] as JsonArray ?? []).SelectMany(group => group!["options"]!.AsArray()).Select(option => option!.DeepClone())]).OfType<JsonObject>().ToList();
        var option = options.Find(one => one["value"]?.ToString() == wanted) ?? options.Find(one => one["text"]!["text"]!.ToString() == wanted)
            ?? throw new InvalidOperationException($"No option {wanted} among: {string.Join(", ", options.Select(one => one["text"]!["text"]))}");
        return new JsonObject { ["text"] = option["text"]!.DeepClone(), ["value"] = option["value"]!.DeepClone() };
    }

    private static bool IsEmpty(JsonObject state) => state.Where(field => field.Key != "type").All(field => field.Value is null or JsonArray { Count: 0 });

    private static string Id(JsonObject block) => block["block_id"]!.GetValue<string>();

    private static IEnumerable<string> Split(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
