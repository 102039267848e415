using System.Globalization;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>Activities as Teams sends them. Source: Teams' pages on conversation events, channel and group conversations, message reactions and Universal Actions.</summary>
internal static class Happening
{
    private const string Instant = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    /// <summary>What every activity has.</summary>
    /// <param name="by">Who did it.</param>
    /// <param name="named">Their name comes along, and what their client tells.</param>
    /// <param name="thread">The root of the thread it happened in.</param>
    public static JsonObject Of(string type, TeamsConversation conversation, TeamsPerson by, string? id = null, bool named = false, string? thread = null)
    {
        var fake = conversation.Tenant.Fake;
        var activity = new JsonObject
        {
            ["type"] = type,
            ["timestamp"] = fake.Now.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture),
            ["id"] = id ?? fake.NextEventId(),
            ["channelId"] = "msteams",
            ["serviceUrl"] = fake.Cloud.ServiceUrl.AbsoluteUri,
            ["from"] = new JsonObject { ["id"] = by.Id, ["aadObjectId"] = by.AadObjectId },
            ["conversation"] = Conversation(conversation, thread),
            ["recipient"] = new JsonObject { ["id"] = fake.App.BotId, ["name"] = fake.App.Name },
            ["channelData"] = ChannelData(conversation),
        };
        if (!named) return activity;
        activity["from"]!["name"] = by.Name;
        var client = new JsonObject { ["locale"] = "en-GB", ["country"] = "GB", ["platform"] = "Web", ["type"] = "clientInfo" };
        if (by.Zone.Length > 0)
        {
            client["timezone"] = by.Zone;
            activity["localTimezone"] = by.Zone;
            activity["localTimestamp"] = TimeZoneInfo.ConvertTime(fake.Now, TimeZoneInfo.FindSystemTimeZoneById(by.Zone)).ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
        }

        activity["entities"] = new JsonArray(client);
        activity["locale"] = "en-GB";
        return activity;
    }

    /// <summary>What somebody wrote, as it stands now.</summary>
    public static JsonObject Message(TeamsMessage message, string type = "message", string? eventType = null)
    {
        var conversation = message.Conversation;
        var activity = Of(type, conversation, message.From!, message.Id, named: true, conversation.Kind is ConversationKind.Channel ? message.ThreadRoot : null);
        if (eventType is not null) activity["channelData"]!["eventType"] = eventType;
        if (type == "messageDelete") return activity;
        activity["text"] = message.Sent;
        activity["textFormat"] = "plain";
        activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = message.Html });
        foreach (var mention in message.Mentions) activity["entities"]!.AsArray().Insert(0, mention.DeepClone());
        return activity;
    }

    public static JsonObject Reaction(TeamsMessage message, TeamsPerson by, string type, bool on)
    {
        var activity = Of("messageReaction", message.Conversation, by, thread: message.Conversation.Kind is ConversationKind.Channel ? message.ThreadRoot : null);
        activity[on ? "reactionsAdded" : "reactionsRemoved"] = new JsonArray(new JsonObject { ["type"] = type });
        activity["replyToId"] = message.Id;
        return activity;
    }

    /// <summary>Somebody, or the bot, came or went. As the page on conversation events has it: where the bot comes the conversation is the channel that was picked,
    /// and in all other events of a team the team.</summary>
    public static JsonObject Members(TeamsConversation conversation, TeamsPerson by, string id, bool came, string? aadObjectId = null)
    {
        var activity = Of("conversationUpdate", conversation, by);
        var botComes = came && id == conversation.Tenant.Fake.App.BotId;
        if (conversation.Team is { } team && !botComes) activity["conversation"] = Conversation(team.General, null);
        var member = new JsonObject { ["id"] = id };
        if (aadObjectId is not null) member["aadObjectId"] = aadObjectId;
        activity[came ? "membersAdded" : "membersRemoved"] = new JsonArray(member);
        if (conversation.Team is not null) activity["channelData"]!["eventType"] = $"{(conversation.HasOwnMembers ? "channel" : "team")}Member{(came ? "Added" : "Removed")}";
        if (conversation is { Team: not null, HasOwnMembers: false } && botComes) TellPicked(activity, conversation);
        TellTeam(activity, conversation);
        return activity;
    }

    public static JsonObject Installation(TeamsConversation conversation, TeamsPerson by, string action)
    {
        var activity = Of("installationUpdate", conversation, by);
        activity["action"] = action;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        if (conversation.Team is not null) TellPicked(activity, conversation);
        TellTeam(activity, conversation);
        return activity;
    }

    /// <summary>Something about a team or one of its channels.</summary>
    public static JsonObject Team(TeamsTeam team, TeamsPerson by, string eventType, TeamsConversation? channel = null)
    {
        var activity = Of("conversationUpdate", team.General, by);
        var data = activity["channelData"]!.AsObject();
        data["eventType"] = eventType;
        data.Remove("channel");
        if (channel is not null) data["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.Name };
        TellTeam(activity, team.General);
        return activity;
    }

    /// <summary>A channel is shared with another team, or no longer. Source: "Apps for shared and private channels".</summary>
    public static JsonObject Shared(TeamsConversation channel, TeamsPerson by, bool on)
    {
        var activity = Team(channel.Team!, by, on ? "channelShared" : "channelUnshared", channel);
        activity["channelData"]![on ? "sharedWithTeams" : "unsharedFromTeams"] = new JsonArray(new JsonObject { ["id"] = "19:another@thread.tacv2", ["name"] = "Another" });
        return activity;
    }

    /// <param name="name">Such as <c>adaptiveCard/action</c>.</param>
    public static JsonObject Invoke(TeamsMessage message, TeamsPerson by, string name, JsonObject value)
    {
        var activity = Of("invoke", message.Conversation, by, named: true, thread: message.Conversation.Kind is ConversationKind.Channel ? message.ThreadRoot : null);
        activity["name"] = name;
        activity["value"] = value;
        activity["replyToId"] = message.Id;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        return activity;
    }

    /// <summary>A card's button, as a client without Universal Actions sends it.</summary>
    public static JsonObject Submit(TeamsMessage message, TeamsPerson by, JsonNode data)
    {
        var activity = Of("message", message.Conversation, by, named: true, thread: message.Conversation.Kind is ConversationKind.Channel ? message.ThreadRoot : null);
        activity["value"] = data;
        activity["replyToId"] = message.Id;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        return activity;
    }

    private static JsonObject Conversation(TeamsConversation conversation, string? thread)
    {
        var json = new JsonObject();
        if (conversation.Kind is not ConversationKind.Personal) json["isGroup"] = true;
        json["conversationType"] = conversation.Type;
        json["tenantId"] = conversation.Tenant.Id;
        json["id"] = thread is null ? conversation.Id : conversation.ThreadId(thread);
        return json;
    }

    private static JsonObject ChannelData(TeamsConversation conversation)
    {
        var data = new JsonObject();
        if (conversation.Team is { } team)
        {
            data["teamsChannelId"] = conversation.Id;
            data["teamsTeamId"] = team.Id;
            data["channel"] = new JsonObject { ["id"] = conversation.Id };
            data["team"] = new JsonObject { ["id"] = team.Id };
        }

        data["tenant"] = new JsonObject { ["id"] = conversation.Tenant.Id };
        return data;
    }

    private static void TellPicked(JsonObject activity, TeamsConversation channel) =>
        activity["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = channel.Id } };

    /// <summary>These events say more of the team than messages do.</summary>
    private static void TellTeam(JsonObject activity, TeamsConversation conversation)
    {
        if (conversation.Team is not { } team) return;
        activity["channelData"]!["team"] = new JsonObject { ["aadGroupId"] = team.GroupId, ["name"] = team.Name, ["id"] = team.Id };
    }
}
