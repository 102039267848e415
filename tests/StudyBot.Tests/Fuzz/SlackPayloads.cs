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
        """{"type":"tokens_revoked","tokens":{"oauth":["U9"]},"event_ts":"1"}""",
        """{"type":"app_uninstalled"}""",
        """{"type":"channel_deleted","channel":"C9","event_ts":"1"}""",
        """{"type":"group_archive","channel":"C9","user":"{lead}","is_moved":0,"event_ts":"1"}""",
        """{"type":"group_left","channel":"C9","actor_id":"{lead}","event_ts":"1"}""",
        """{"type":"app_home_opened","user":"{lead}","channel":"D9","tab":"home","view":{"id":"V1","private_metadata":"","state":{"values":{}}},"event_ts":"1"}""",
        """{"type":"message","subtype":"thread_broadcast","channel":"{channel}","user":"{lead}","text":"done","ts":"1","thread_ts":"1","root":{"ts":"1"},"event_ts":"1"}""",
        """{"type":"message","subtype":"me_message","channel":"{channel}","user":"{lead}","text":"done","ts":"1","event_ts":"1"}""",
        """{"type":"message","subtype":"bot_message","channel":"{channel}","bot_id":"B9","text":"done","ts":"1","event_ts":"1"}""",
        """{"type":"message","subtype":"file_share","channel":"{channel}","user":"{lead}","text":"done","ts":"1","thread_ts":"1","files":[{"id":"F1","mimetype":"image/png"}],"event_ts":"1"}""",
        """{"type":"message","subtype":"message_changed","hidden":true,"channel":"{channel}","message":{"type":"message","subtype":"tombstone","user":"USLACKBOT","text":"","ts":"1"},"previous_message":{"type":"message","user":"{lead}","text":"done","ts":"1"},"ts":"1","event_ts":"1"}""",
        """{"type":"app_mention","channel":"{channel}","user":"{lead}","text":"<@{bot}> me","ts":"1","event_ts":"1","edited":null}""",
    ];

    /// <summary>Interactions that nothing of ours asks for; an app can be sent them all the same. Source: the reference of interaction payloads.</summary>
    private static readonly string[] Others =
    [
        """{"type":"view_closed","is_cleared":false}""",
        """{"type":"shortcut","callback_id":"done","action_ts":"1.1","trigger_id":"1.1"}""",
        """{"type":"message_action","callback_id":"done","action_ts":"1.1","trigger_id":"1.1","message_ts":"1.1","response_url":"https://hooks.slack.com/x","message":{"type":"message","user":"U9","text":"done","ts":"1.1"}}""",
        """{"type":"block_suggestion","action_id":"value","block_id":"curriculum","value":"done"}""",
        """{"type":"interactive_message","callback_id":"done","actions":[{"name":"done","type":"button","value":"{\"say\":\"done\"}"}],"action_ts":"1.1"}""",
        """{"type":"dialog_submission","callback_id":"setup","submission":{"start":"2026-03-05"},"action_ts":"1.1","state":"{}"}""",
        """{"type":"workflow_step_edit","callback_id":"done","workflow_step":{"step_id":"1","inputs":{},"outputs":[]}}""",
    ];

    /// <summary>What comes to the door of events and is none.</summary>
    private static readonly string[] Envelopes =
    [
        """{"token":"x","challenge":"let me in","type":"url_verification"}""",
        """{"token":"x","type":"app_rate_limited","team_id":"{team}","minute_rate_limited":1772701200,"api_app_id":"A1"}""",
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
        JsonObject Filled(string text) => JsonNode.Parse(ids.Aggregate(text, (so, id) => so.Replace(id.Key, id.Value, StringComparison.Ordinal)))!.AsObject();
        JsonObject Other(string text)
        {
            // Whoever presses is somebody here; what they pressed is not.
            var made = Filled(text);
            foreach (var name in (string[])["user", "team", "channel"]) made[name] = pressed[name]?.DeepClone();
            if (made["type"]!.ToString() is "view_closed" or "block_suggestion") made["view"] = submitted["view"]!.DeepClone();
            return made;
        }

        return
        [
            .. recorded,
            (DeliveryKind.Interaction, pressed),
            (DeliveryKind.Interaction, submitted),
            .. Others.Select(text => (DeliveryKind.Interaction, Other(text))),
            .. Events.Select(text => (DeliveryKind.Event, With(message.ToJsonString(), ("event", Filled(text))))),
            .. Envelopes.Select(text => (DeliveryKind.Event, Filled(text))),
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
