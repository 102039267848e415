using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StudyBot.Fakes.Teams;

/// <summary>What becomes of typed words on their way: mentions become entities, links, emoji and line breaks HTML.
/// <see href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations">Channel and group conversations</see>.</summary>
/// <param name="Text">With <c>&lt;at&gt;</c> where somebody is mentioned.</param>
internal sealed partial record Typing(string Text, string Html, IReadOnlyList<JsonObject> Mentions)
{
    private static readonly Dictionary<string, (string Id, string Title)> Emoji = new()
    {
        ["✅"] = ("2705_whiteheavycheckmark", "White heavy check mark"),
        ["👍"] = ("yes", "Yes"),
        ["🎉"] = ("1f389_partypopper", "Party popper"),
        ["💪"] = ("muscle", "Muscle"),
    };

    /// <param name="typed">People and the bot are mentioned by <c>@Name</c>.</param>
    public static Typing Read(TeamsTenant tenant, string typed)
    {
        var app = tenant.Fake.App;
        var known = tenant.People.Select(person => (person.Name, person.Id)).Append((app.Name, Id: app.BotId)).OrderByDescending(one => one.Name.Length).ToList();
        var mentions = new List<JsonObject>();
        var text = new StringBuilder();
        var html = new StringBuilder();
        for (var at = 0; at < typed.Length;)
        {
            var rest = typed[at..];
            if (rest[0] == '@' && known.Find(one => rest.StartsWith($"@{one.Name}", StringComparison.OrdinalIgnoreCase)) is { Name: not null } who)
            {
                var span = $"<at>{Encode(who.Name)}</at>";
                html.Append(CultureInfo.InvariantCulture, $"""<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="{mentions.Count}">{Encode(who.Name)}</span>""");
                text.Append(span);
                mentions.Add(new() { ["mentioned"] = new JsonObject { ["id"] = who.Id, ["name"] = who.Name }, ["text"] = span, ["type"] = "mention" });
                at += who.Name.Length + 1;
                // The client leaves a space behind a mention that no line ends at.
                if (at < typed.Length && typed[at] == ' ')
                {
                    html.Append("&nbsp;");
                    text.Append(' ');
                    at++;
                }

                continue;
            }

            var (length, formatted) = Formatted(rest);
            html.Append(formatted);
            text.Append(rest.AsSpan(0, length));
            at += length;
        }

        return new(text.ToString(), $"<p>{html}</p>", mentions);
    }

    private static (int Length, string Html) Formatted(string rest)
    {
        if (Link().Match(rest) is { Success: true } link)
            return (link.Length, $"""<a href="{Encode(link.Value)}" rel="noreferrer noopener" title="{Encode(link.Value)}" target="_blank">{Encode(link.Value)}</a>""");
        foreach (var (sign, (id, title)) in Emoji)
            if (rest.StartsWith(sign, StringComparison.Ordinal))
                return (sign.Length, $"""<emoji id="{id}" alt="{sign}" title="{title}"></emoji>""");
        return rest[0] == '\n' ? (1, "<br>") : (1, Encode(rest[..1]));
    }

    private static string Encode(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");

    [GeneratedRegex("^https?://[^\\s<>]*[^\\s<>.,;:!?)]")]
    private static partial Regex Link();
}
