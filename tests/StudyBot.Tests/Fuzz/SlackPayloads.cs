using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using StudyBot.Fakes.Slack;
using StudyBot.Tests.Slack;

namespace StudyBot.Tests.Fuzz;

/// <summary>What Slack sends, one of each kind: recorded on a day on which much happens, or made from that by hand.</summary>
internal static class SlackPayloads
{
    /// <summary>What stands in an element of each kind that a block can have; none of them is ours, so that nothing is answered. Source: the reference of block elements.</summary>
    private static readonly string[] Elements =
    [
        """{"type":"button","value":"{\"say\":null}"}""",
        """{"type":"workflow_button","workflow":{}}""",
        """{"type":"static_select","selected_option":{"value":"1"}}""",
        """{"type":"multi_static_select","selected_options":[{"value":"1"}]}""",
        """{"type":"external_select","selected_option":null}""",
        """{"type":"users_select","selected_user":"U1"}""",
        """{"type":"multi_users_select","selected_users":["U1"]}""",
        """{"type":"conversations_select","selected_conversation":"C1"}""",
        """{"type":"channels_select","selected_channel":"C1"}""",
        """{"type":"overflow","selected_option":{"value":"1"}}""",
        """{"type":"datepicker","selected_date":"2026-03-05"}""",
        """{"type":"timepicker","selected_time":"09:00"}""",
        """{"type":"datetimepicker","selected_date_time":1772701200}""",
        """{"type":"checkboxes","selected_options":[{"value":"1"}]}""",
        """{"type":"radio_buttons","selected_option":{"value":"1"}}""",
        """{"type":"plain_text_input","value":"done"}""",
        """{"type":"number_input","value":"7"}""",
        """{"type":"email_text_input","value":"ana@example.org"}""",
        """{"type":"url_text_input","value":"https://example.org"}""",
        """{"type":"rich_text_input","rich_text_value":{"type":"rich_text","elements":[]}}""",
        """{"type":"file_input","files":[{"id":"F1"}]}""",
    ];

    /// <summary>Events that the day does not have. Where a channel ends it is another one.</summary>
    private static readonly string[] Events =
    [
        """{"type":"member_joined_channel","user":"{bot}","channel":"C9","channel_type":"C","team":"{team}","inviter":"{lead}","event_ts":"1"}""",
        """{"type":"member_left_channel","user":"U9","channel":"{channel}","channel_type":"C","team":"{team}","event_ts":"1"}""",
        """{"type":"member_left_channel","user":"{bot}","channel":"C9","event_ts":"1"}""",
        """{"type":"channel_left","channel":"C9","actor_id":"{lead}","event_ts":"1"}""",
        """{"type":"channel_archive","channel":"C9","user":"{lead}","is_moved":0,"event_ts":"1"}""",
        """{"type":"group_deleted","channel":"C9","event_ts":"1"}""",
        """{"type":"channel_rename","channel":{"id":"C9","name":"new","created":1},"event_ts":"1"}""",
        """{"type":"team_join","user":{"id":"U9","team_id":"{team}","name":"nils","deleted":false,"is_bot":false,"profile":{"display_name":"Nils"}},"event_ts":"1"}""",
        """{"type":"tokens_revoked","tokens":{"oauth":["U9"],"bot":["U9"]},"event_ts":"1"}""",
        """{"type":"message","subtype":"file_share","channel":"{channel}","user":"{lead}","text":"done","ts":"1","thread_ts":"1","files":[{"id":"F1","mimetype":"image/png"}],"event_ts":"1"}""",
        """{"type":"message","subtype":"message_changed","hidden":true,"channel":"{channel}","message":{"type":"message","subtype":"tombstone","user":"USLACKBOT","text":"","ts":"1"},"previous_message":{"type":"message","user":"{lead}","text":"done","ts":"1"},"ts":"1","event_ts":"1"}""",
        """{"type":"app_mention","channel":"{channel}","user":"{lead}","text":"<@{bot}> me","ts":"1","event_ts":"1","edited":null}""",
    ];

    /// <summary>A bit of everything.</summary>
    public static async Task<(SlackChannel Channel, SlackUser Lead)> DayAsync(SlackHost host)
    {
        var team = host.Slack.Teams[0];
        var (lea, ana) = (team.User("lea"), team.User("ana"));
        var channel = team.Channel("study", lea, ana);
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var said = await ana.RepliesAsync(channel.Lesson(1), "done: https://example.org/bread");
        await ana.EditsAsync(said, "not done");
        await ana.DeletesAsync(said);
        await ana.ReactsAsync(channel.Lesson(1), "white_check_mark");
        await ana.TakesBackAsync(channel.Lesson(1), "white_check_mark");
        await ana.SaysToBotAsync("today");
        await ana.SlashAsync("/study", "me", channel);
        await ana.PressesAsync(channel.Lesson(1), "Done");
        await ana.OpensHomeAsync();
        await ana.ChangesAsync(user => user.DisplayName = "Ana B.");
        await host.SettledAsync();
        await lea.SlashAsync("/study", "setup", team.Channel("baking", lea));
        await SlackHost.OpenedAsync(lea);
        await host.SettledAsync();
        await lea.SubmitsAsync(lea.Modal!, new Dictionary<string, string> { ["start"] = "2026-03-05" });
        await host.SettledAsync();
        return (channel, lea);
    }

    public static IReadOnlyList<(DeliveryKind Kind, JsonObject Json)> Of(SlackHost host)
    {
        (DeliveryKind Kind, JsonObject Json)[] recorded =
        [
            .. host.Slack.Deliveries
                .Where(delivery => delivery.Kind is not DeliveryKind.Verification)
                .Select(delivery => (delivery.Kind, Short(delivery.Payload)))
                .DistinctBy(one => $"{one.Kind} {one.Item2["event"]?["type"] ?? one.Item2["type"]} {one.Item2["event"]?["subtype"]} {one.Item2["event"]?["channel_type"]}"),
        ];
        JsonObject Interaction(string type) => recorded.First(one => one.Kind is DeliveryKind.Interaction && $"{one.Json["type"]}" == type).Json.DeepClone().AsObject();
        var (pressed, submitted) = (Interaction("block_actions"), Interaction("view_submission"));
        pressed["actions"] = new JsonArray([.. Elements.Select(element => With(element, ("action_ts", "1")))]);
        var values = submitted["view"]!["state"]!["values"]!;
        submitted["view"]!["callback_id"] = "another";
        foreach (var element in Elements) values[$"{JsonNode.Parse(element)!["type"]}"] = new JsonObject { ["value"] = JsonNode.Parse(element) };
        var message = recorded.First(one => one.Kind is DeliveryKind.Event && one.Json["event"]?["type"]?.ToString() == "message").Json;
        var ids = new Dictionary<string, string>
        {
            ["{bot}"] = host.Slack.Teams[0].Bot.Id, ["{team}"] = host.Slack.Teams[0].Id, ["{lead}"] = $"{submitted["user"]!["id"]}", ["{channel}"] = $"{pressed["channel"]!["id"]}",
        };
        return
        [
            .. recorded,
            (DeliveryKind.Interaction, pressed),
            (DeliveryKind.Interaction, submitted),
            .. Events.Select(text => (DeliveryKind.Event, With(message.ToJsonString(), ("event", JsonNode.Parse(ids.Aggregate(text, (so, id) => so.Replace(id.Key, id.Value, StringComparison.Ordinal))))))),
        ];
    }

    /// <summary>One name for what is read in the same way: what is round an event is the same round each.</summary>
    public static string Place(DeliveryKind kind, JsonObject payload, string path) =>
        $"{kind} {(path.StartsWith("$.event.", StringComparison.Ordinal) ? $"{payload["event"]!["type"]} {payload["event"]!["subtype"]}" : payload["type"])} {path}";

    /// <summary>The same once more, as something that somebody does now: what was heard before is not looked at again.</summary>
    /// <param name="number">Below a million, another each time.</param>
    public static JsonObject Anew(JsonObject payload, SlackHost host, int number)
    {
        var again = payload.DeepClone().AsObject();
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{host.Clock.GetUtcNow().ToUnixTimeSeconds()}.{number:000000}");
        if (again["trigger_id"] is not null) again["trigger_id"] = $"trigger {number}";
        foreach (var action in again["actions"] as JsonArray ?? []) action!["action_ts"] = stamp;
        if (again["event"] is not JsonObject happened) return again;
        happened["event_ts"] = stamp;
        if (happened["text"] is not null) happened["ts"] = stamp;
        if (happened["message"]?["edited"] is JsonObject edited) edited["ts"] = stamp;
        return again;
    }

    /// <summary>As Slack brings it, under its signature.</summary>
    public static Task<HttpStatusCode> PostAsync(SlackHost host, DeliveryKind kind, byte[] json) => kind switch
    {
        DeliveryKind.Event => PostAsync(host, "/slack/events", json, "application/json"),
        DeliveryKind.Command => PostAsync(host, "/slack/commands", Form(json), "application/x-www-form-urlencoded"),
        _ => PostAsync(host, "/slack/interactions", Encoding.ASCII.GetBytes($"payload={Uri.EscapeDataString(Encoding.UTF8.GetString(json))}"), "application/x-www-form-urlencoded"),
    };

    public static async Task<HttpStatusCode> PostAsync(SlackHost host, string path, byte[] body, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        SlackSignature.Apply(request, host.Slack.App.SigningSecret, host.Clock.GetUtcNow(), body);
        using var answer = await host.Http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>As a form, where it still is an object; else as it came.</summary>
    private static byte[] Form(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject fields ? Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString($"{field.Value}")}"))) : json;
        }
        catch (Exception odd) when (odd is JsonException or ArgumentException or InvalidOperationException)
        {
            return json;
        }
    }

    /// <summary>Without blocks: none of ours comes back to be read.</summary>
    private static JsonObject Short(JsonObject payload)
    {
        var copy = payload.DeepClone().AsObject();
        foreach (var holder in (JsonNode?[])[copy["message"], copy["view"], copy["event"], copy["event"]?["message"], copy["event"]?["previous_message"], copy["event"]?["view"]])
            if (holder?["blocks"] is not null) holder["blocks"] = new JsonArray();
        return copy;
    }

    private static JsonObject With(string json, params (string Name, JsonNode? Value)[] fields)
    {
        var made = JsonNode.Parse(json)!.AsObject();
        foreach (var (name, value) in fields) made[name] = value;
        return made;
    }
}
