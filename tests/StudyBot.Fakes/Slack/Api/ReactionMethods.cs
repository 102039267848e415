using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// <see href="https://docs.slack.dev/reference/methods/reactions.add">reactions.add</see>, <see href="https://docs.slack.dev/reference/methods/reactions.remove">reactions.remove</see>
/// and <see href="https://docs.slack.dev/reference/methods/reactions.get">reactions.get</see>.
/// </summary>
internal static partial class ReactionMethods
{
    public static JsonObject React(ApiCall call, bool on)
    {
        var name = call.Need("name").Trim(':');
        if (!Emoji().IsMatch(name)) throw new SlackRefusal("invalid_name");
        if (call.Text("channel") is null or "" || call.Text("timestamp") is null or "") throw new SlackRefusal("no_item_specified");
        if (!Timestamp().IsMatch(call.Text("timestamp")!)) throw new SlackRefusal("bad_timestamp");
        var channel = call.Channel();
        if (!channel.In.Contains(call.Team.Bot)) throw new SlackRefusal("not_in_channel");
        if (on && channel.Archived) throw new SlackRefusal("is_archived");
        var message = channel.Find(call.Text("timestamp")!) is { PrivateTo: null, Tombstone: false } found ? found : throw new SlackRefusal("message_not_found");
        // Distinct emoji on one message: "The limit for distinct reactions (i.e emoji) on the item has been reached"; 23 a person, 50 a message.
        if (on && !message.ReactionList.Any(reaction => reaction.Name == name) && message.ReactionList.Select(reaction => reaction.Name).Distinct().Count() >= 50) throw new SlackRefusal("too_many_emoji");
        var events = Happenings.Reacted(message, call.Team.Bot, name, on) ?? throw new SlackRefusal(on ? "already_reacted" : "no_reaction");
        call.Events.AddRange(events);
        return [];
    }

    /// <summary>"full": with everybody who reacted.</summary>
    public static JsonObject Get(ApiCall call)
    {
        if (call.Text("channel") is null or "" || call.Text("timestamp") is null or "") throw new SlackRefusal("no_item_specified");
        if (!Timestamp().IsMatch(call.Text("timestamp")!)) throw new SlackRefusal("bad_timestamp");
        var message = call.Channel().Find(call.Text("timestamp")!) is { PrivateTo: null, Tombstone: false } found ? found : throw new SlackRefusal("message_not_found");
        return new() { ["type"] = "message", ["channel"] = message.Channel.Id, ["message"] = message.ToJson(allReactors: call.Flag("full")) };
    }

    [GeneratedRegex("^[a-z0-9_+'-]+(::skin-tone-[2-6])?$")]
    private static partial Regex Emoji();

    [GeneratedRegex("^[0-9]{10}\\.[0-9]{6}$")]
    private static partial Regex Timestamp();
}
