using System.Text.RegularExpressions;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// What becomes of typed words on their way: <see href="https://docs.slack.dev/messaging/formatting-message-text">Formatting message text</see> for messages,
/// <see href="https://docs.slack.dev/interactivity/implementing-slash-commands">Implementing slash commands</see> ("Escape channels, users, and links") for commands.
/// </summary>
internal static partial class Typing
{
    private static readonly Dictionary<string, string> Emoji = new()
    {
        ["✅"] = "white_check_mark", ["☑️"] = "ballot_box_with_check", ["☑"] = "ballot_box_with_check", ["✔️"] = "heavy_check_mark", ["✔"] = "heavy_check_mark", ["🎉"] = "tada", ["💪"] = "muscle", ["👍"] = "+1", ["🙏"] = "pray",
    };

    /// <summary>Mentions, channels and links become markup, three characters become entities, emoji their names between colons.</summary>
    public static string InMessage(SlackTeam team, string typed) => Encode(team, typed, named: false);

    /// <summary>In a command, people and channels bring their names along.</summary>
    public static string InCommand(SlackTeam team, string typed) => Encode(team, typed, named: true);

    private static string Encode(SlackTeam team, string typed, bool named)
    {
        var text = typed.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
        text = Link().Replace(text, "<$0>");
        text = At().Replace(text, at => at.Groups[1].Value.ToLowerInvariant() switch
        {
            "channel" or "here" or "everyone" => $"<!{at.Groups[1].Value}>",
            var name when team.FindByName(name) is { } user => named ? $"<@{user.Id}|{user.Name}>" : $"<@{user.Id}>",
            _ => at.Value,
        });
        text = Hash().Replace(text, hash => team.FindRoom(hash.Groups[1].Value) is { } channel ? $"<#{channel.Id}|{channel.Name}>" : hash.Value);
        return Emoji.Aggregate(text, (words, emoji) => words.Replace(emoji.Key, $":{emoji.Value}:"));
    }

    [GeneratedRegex("https?://[^\\s<>]*[^\\s<>.,;:!?)]")]
    private static partial Regex Link();

    [GeneratedRegex("(?<![\\w/])@([\\w-]+)")]
    private static partial Regex At();

    [GeneratedRegex("(?<![\\w/&])#([\\w-]+)")]
    private static partial Regex Hash();
}
