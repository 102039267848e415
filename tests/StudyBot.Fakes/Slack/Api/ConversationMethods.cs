using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary><c>conversations.*</c> and <c>users.info</c>, each by its page below https://docs.slack.dev/reference/methods/.</summary>
internal static class ConversationMethods
{
    public static JsonObject User(ApiCall call)
    {
        var user = call.Team.FindUser(call.Need("user")) ?? throw new SlackRefusal("user_not_found");
        var json = user.ToJson();
        if (call.Flag("include_locale")) json["locale"] = "en-GB";
        return new() { ["user"] = json };
    }

    public static JsonObject Open(ApiCall call)
    {
        if (call.Text("channel") is { Length: > 0 })
        {
            var known = call.Channel();
            if (known.Kind != ChannelKind.Im) throw new SlackRefusal("method_not_supported_for_channel_type");
            call.NeedScope("im:write");
            return Opened(call, known, already: true);
        }

        if (call.Text("users") is not { Length: > 0 } users) throw new SlackRefusal("users_list_not_supplied");
        call.NeedScope("im:write");
        var ids = users.Split(',', StringSplitOptions.TrimEntries);
        // Several people make a group message, which nothing here needs.
        if (ids.Length > 1) throw new SlackRefusal("too_many_users");
        var person = call.Team.FindUser(ids[0]) ?? throw new SlackRefusal("user_not_found");
        var already = call.Team.HasDirect(person);
        return Opened(call, DirectWith(call, person), already);
    }

    public static JsonObject Info(ApiCall call)
    {
        var channel = call.Channel();
        call.NeedScope($"{channel.Scope}:read");
        return new() { ["channel"] = channel.ToJson(call.Flag("include_num_members")) };
    }

    public static JsonObject Members(ApiCall call)
    {
        var channel = call.Channel();
        call.NeedScope($"{channel.Scope}:read");
        var limit = Limit(call, 100, 1000);
        var (page, next) = Page(channel.In, call.Text("cursor"), limit);
        return new()
        {
            ["members"] = new JsonArray([.. page.Select(user => (JsonNode)user.Id)]),
            ["response_metadata"] = new JsonObject { ["next_cursor"] = next },
        };
    }

    /// <summary>Newest first; replies stand in their threads, unless broadcast.</summary>
    public static JsonObject History(ApiCall call)
    {
        var channel = Readable(call);
        var (from, to) = Span(call);
        var found = channel.All.Where(message => !message.Deleted && message.PrivateTo is null && (message.IsRoot || message.Broadcast) && Within(message.Ts, from, to, call.Flag("inclusive"))).Reverse().ToList();
        var (page, next) = Page(found, call.Text("cursor"), call.Slack.Rates.HistoryPage(Limit(call, 100, 999)));
        return Listed(call, page, next);
    }

    /// <summary>The parent first, then its replies, oldest first; the parent is there whatever the span.</summary>
    public static JsonObject Replies(ApiCall call)
    {
        var channel = Readable(call);
        var ts = call.Need("ts");
        var asked = channel.Find(ts) is { PrivateTo: null } message ? message : throw new SlackRefusal("thread_not_found");
        var root = asked.IsRoot ? asked : channel.Find(asked.ThreadTs!) ?? asked;
        var (from, to) = Span(call);
        var found = channel.RepliesTo(root.Ts).Where(reply => Within(reply.Ts, from, to, call.Flag("inclusive"))).ToList();
        var (page, next) = Page(found, call.Text("cursor"), call.Slack.Rates.HistoryPage(Limit(call, 1000, 1000)));
        return Listed(call, [root, .. page], next);
    }

    internal static SlackChannel DirectWith(ApiCall call, SlackUser person)
    {
        if (person.IsBot) throw new SlackRefusal("cannot_dm_bot");
        if (person.Deactivated) throw new SlackRefusal("user_disabled");
        return call.Team.Direct(person);
    }

    private static JsonObject Opened(ApiCall call, SlackChannel direct, bool already)
    {
        var answer = new JsonObject { ["channel"] = call.Flag("return_im") ? direct.ToJson(false) : new JsonObject { ["id"] = direct.Id } };
        if (already)
        {
            answer["no_op"] = true;
            answer["already_open"] = true;
        }

        return answer;
    }

    /// <summary>"Only user tokens can access public channels they are not in."</summary>
    private static SlackChannel Readable(ApiCall call)
    {
        var channel = call.Channel();
        call.NeedScope($"{channel.Scope}:history");
        if (!channel.In.Contains(call.Team.Bot)) throw new SlackRefusal("not_in_channel");
        return channel;
    }

    private static JsonObject Listed(ApiCall call, IReadOnlyList<SlackMessage> page, string next) => new()
    {
        ["messages"] = new JsonArray([.. page.Select(message => message.ToJson(call.Flag("include_all_metadata")))]),
        ["has_more"] = next.Length > 0,
        ["pin_count"] = 0,
        ["response_metadata"] = new JsonObject { ["next_cursor"] = next },
    };

    private static (decimal From, decimal To) Span(ApiCall call) => (Instant(call, "oldest", 0), Instant(call, "latest", decimal.MaxValue));

    private static decimal Instant(ApiCall call, string name, decimal otherwise)
    {
        if (call.Text(name) is not { Length: > 0 } text) return otherwise;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var instant) ? instant : throw new SlackRefusal($"invalid_ts_{name}");
    }

    private static bool Within(string ts, decimal from, decimal to, bool inclusive)
    {
        var instant = decimal.Parse(ts, CultureInfo.InvariantCulture);
        return inclusive ? instant >= from && instant <= to : instant > from && instant < to;
    }

    private static int Limit(ApiCall call, int otherwise, int most)
    {
        if (call.Text("limit") is not { Length: > 0 }) return otherwise;
        return call.Number("limit") is { } limit and >= 1 && limit <= most ? limit : throw new SlackRefusal("invalid_limit");
    }

    private static (IReadOnlyList<T> Page, string Next) Page<T>(IReadOnlyList<T> all, string? cursor, int limit)
    {
        var skip = 0;
        if (cursor is { Length: > 0 })
        {
            try
            {
                var text = Encoding.UTF8.GetString(Convert.FromBase64String(cursor));
                skip = text.StartsWith("next:", StringComparison.Ordinal) ? int.Parse(text[5..]) : throw new SlackRefusal("invalid_cursor");
            }
            catch (FormatException)
            {
                throw new SlackRefusal("invalid_cursor");
            }
        }

        var more = all.Count > skip + limit;
        return ([.. all.Skip(skip).Take(limit)], more ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"next:{skip + limit}")) : "");
    }
}
