using System.Text.Json.Nodes;
using StudyBot.Fakes.Teams;
using StudyBot.Tests.Teams;

namespace StudyBot.Tests.Fuzz;

/// <summary>What Teams sends, one of each kind: recorded on a day on which much happens, or made from that by hand.</summary>
internal static class TeamsPayloads
{
    /// <summary>One of each kind.</summary>
    /// <param name="comings">Those by which the bot, people and channels come and go; or all others.</param>
    public static JsonObject[] Of(School school, bool comings)
    {
        JsonObject[] recorded =
        [
            .. school.Host.Teams.Deliveries
                .Select(delivery => delivery.Activity)
                .DistinctBy(activity => $"{activity["type"]} {activity["name"]} {activity["channelData"]?["eventType"]} {activity["action"]} {activity["membersRemoved"] is not null} {activity["reactionsRemoved"] is not null}"),
        ];
        JsonObject Like(string type, params (string Name, string Json)[] fields)
        {
            var made = recorded.Last(activity => $"{activity["type"]} {activity["name"]}" == type).DeepClone().AsObject();
            foreach (var (name, json) in fields) made[name] = JsonNode.Parse(json);
            return made;
        }

        const string Invoke = "invoke adaptiveCard/action";
        var form = """{"studybot":{"form":"setup","in":"teams/x/y"},"start":"2026-03-05","zone":"Europe/Berlin","time":"09:00","file":"# Bread"}""";
        if (!comings)
        {
            return
            [
                .. recorded.Where(activity => activity["type"]!.ToString() is not ("installationUpdate" or "conversationUpdate")),
                Like(Invoke, ("value", $$$"""{"action":{"type":"Action.Execute","verb":"studybot","data":{{{form}}}},"trigger":"manual"}"""), ("replyToId", "null")),
                Like(Invoke, ("name", "\"task/submit\""), ("value", $$$"""{"data":{{{form}}},"context":{"theme":"default"}}""")),
                Like(Invoke, ("name", "\"signin/verifyState\""), ("value", """{"state":"1"}""")),
                Like("message ", ("text", "null"), ("value", form)),
            ];
        }

        (string Name, string Json) Data(string eventType) => ("channelData", $$$"""{"eventType":"{{{eventType}}}","tenant":{"id":"{{{school.Team.Tenant.Id}}}"},"team":{"id":"{{{school.Channel.Id}}}","name":"Study","aadGroupId":"g-1"},"channel":{"id":"{{{school.Channel.Id}}}","name":"General"}}""");
        const string Update = "conversationUpdate ";
        return
        [
            .. recorded.Where(activity => activity["type"]!.ToString() is "installationUpdate" or "conversationUpdate"),
            Like(Update, ("membersAdded", """[{"id":"29:new","aadObjectId":"o-9"}]"""), Data("teamMemberAdded")),
            Like(Update, ("membersAdded", "null"), ("membersRemoved", """[{"id":"29:new","aadObjectId":"o-9"}]"""), Data("teamMemberRemoved")),
            .. ((string[])["channelMemberRemoved", "channelShared", "channelRenamed", "teamArchived", "channelDeleted", "teamDeleted"]).Select(eventType => Like(Update, ("membersAdded", "null"), Data(eventType))),
            .. ((string[])["add-upgrade", "remove-upgrade", "remove"]).Select(action => Like("installationUpdate ", ("action", $"\"{action}\""))),
        ];
    }

    /// <summary>One name for what is read in the same way: what every activity has is the same in each.</summary>
    public static string Place(JsonObject activity, string path)
    {
        var kind = path.StartsWith("$.channelData", StringComparison.Ordinal) || path.StartsWith("$.members", StringComparison.Ordinal) || path.StartsWith("$.value", StringComparison.Ordinal);
        return $"{activity["type"]} {(kind ? $"{activity["name"]} {activity["channelData"]?["eventType"]} {activity["value"]?.ToJsonString()}" : "")} {path}";
    }

    /// <summary>The same once more, as something that somebody does now: what was heard before is not looked at again.</summary>
    public static JsonObject Anew(JsonObject activity, School school, int number)
    {
        var again = activity.DeepClone().AsObject();
        again["timestamp"] = school.Host.Clock.GetUtcNow().AddTicks(number).ToString("O");
        return again;
    }

    /// <summary>As the Bot Framework brings it.</summary>
    public static async Task<int> PostAsync(School school, string token, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var answer = await school.Host.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>A bit of everything that Teams tells of.</summary>
    public static async Task DayAsync(School school)
    {
        await school.NineAsync();
        TeamsMessage? said = null;
        await school.DoAsync(async () => said = await school.Ana.RepliesAsync(school.Lesson, "done: https://example.org/bread"));
        await school.DoAsync(() => school.Ana.EditsAsync(said!, "not done"));
        await school.DoAsync(() => school.Ana.DeletesAsync(said!));
        await school.DoAsync(() => school.Ana.ReactsAsync(school.Lesson, "like"));
        await school.DoAsync(() => school.Ana.TakesBackAsync(school.Lesson, "like"));
        await school.DoAsync(() => school.Ana.MentionsAsync(school.Channel, "me"));
        await school.DoAsync(() => school.Ana.PressesAsync(school.Lesson, "Done"));
        await school.DoAsync(() => school.Ana.MentionsAsync(school.Channel, "my data"));
        await school.DoAsync(() => school.Ana.AcceptsFileAsync(school.Ana.Chat.Messages.First(message => message.From is null && message.Card is null)));
    }
}
