using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary><see href="https://docs.slack.dev/interactivity/handling-user-interaction">Handling user interaction</see>: "Message responses"; the fields of <see href="https://docs.slack.dev/interactivity/implementing-slash-commands">slash command</see> answers.</summary>
internal static class ResponseUrls
{
    private static readonly string[] Known = ["text", "blocks", "attachments", "response_type", "replace_original", "delete_original", "thread_ts", "mrkdwn", "parse", "unfurl_links", "unfurl_media", "metadata"];

    public static IReadOnlyList<SlackDelivery> Answer(SlackFake slack, string id, JsonObject values, out SlackTeam? team)
    {
        team = null;
        var url = slack.ResponseUrls.GetValueOrDefault(id) ?? throw new SlackRefusal("no_such_url");
        team = url.User.Team;
        if (slack.Now - url.Made > TimeSpan.FromMinutes(30)) throw new SlackRefusal("expired_url");
        if (url.Uses == 5) throw new SlackRefusal("used_url");
        url.Uses++;
        return Say(slack, url.User, url.Channel, url.Source, values);
    }

    /// <summary>What an answer says, also in the body of an acknowledged command.</summary>
    public static IReadOnlyList<SlackDelivery> Say(SlackFake slack, SlackUser user, SlackChannel channel, SlackMessage? source, JsonObject values)
    {
        if (values.Select(pair => pair.Key).Except(Known).ToList() is { Count: > 0 } unknown) throw SlackRefusal.Because("invalid_arguments", unknown.Select(name => $"unknown argument: {name}"));
        var call = new ApiCall(slack, new SlackToken("", user.Team, "bot", [], null), values);
        if (call.Flag("delete_original")) return source is null ? throw new SlackRefusal("no_original") : Happenings.Removed(source);
        var content = ChatMethods.Content(call);
        if (call.Flag("replace_original"))
        {
            if (source is null or { Deleted: true }) throw new SlackRefusal("no_original");
            void Change() => (source.Text, source.Blocks, source.Attachments) = (content.Text, content.Blocks, content.Attachments);
            if (source.PrivateTo is null) return Happenings.Changed(source, edited: true, Change);
            Change();
            return [];
        }

        var type = call.Text("response_type") ?? "ephemeral";
        if (type is not ("ephemeral" or "in_channel")) throw SlackRefusal.Because("invalid_arguments", ["response_type must be ephemeral or in_channel"]);
        var message = new SlackMessage(channel, user.Team.Bot, slack.NextTs(), content.Text)
        {
            Blocks = content.Blocks, Attachments = content.Attachments, ThreadTs = call.Text("thread_ts") is { Length: > 0 } ts ? ts : null, PrivateTo = type == "ephemeral" ? user : null,
        };
        message.Unseen = ChatMethods.IsUnseen(message);
        return Happenings.Posted(message);
    }
}
