using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// What is too often: 429 with Retry-After. <see href="https://docs.slack.dev/apis/web-api/rate-limits">Rate limits</see>: tiers count a method's calls
/// a workspace a minute; posting is about one message a second a channel, short bursts allowed, and "several hundred" a minute a workspace.
/// </summary>
public sealed record SlackRates
{
    private readonly Dictionary<string, List<DateTimeOffset>> _taken = [];

    /// <summary>No limits.</summary>
    public static SlackRates None => new() { Tiers = false, PostsPerMinute = int.MaxValue, ChannelBurst = int.MaxValue };

    /// <summary>Each method by its tier, at the rate that Slack promises at least.</summary>
    public bool Tiers { get; init; } = true;

    /// <summary>chat.postMessage, a workspace.</summary>
    public int PostsPerMinute { get; init; } = 300;

    /// <summary>How many messages a channel takes at once; one more comes in each second. 1 allows no burst.</summary>
    public int ChannelBurst { get; init; } = 5;

    /// <summary>
    /// As for apps that are sold and not approved: conversations.history and .replies once a minute, 15 messages at most.
    /// <see href="https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps">The change of May 2025</see>.
    /// </summary>
    public bool HistoryIsScarce { get; init; }

    internal int HistoryPage(int asked) => HistoryIsScarce ? Math.Min(asked, 15) : asked;

    /// <returns>Seconds to wait; none where the call may go on. What is refused does not count.</returns>
    internal int? Take(string name, ApiMethod method, SlackToken? token, JsonObject values, DateTimeOffset now)
    {
        if (token?.Team is not { } team) return null;
        var limits = new List<(string Key, int Most, TimeSpan In)>();
        if (name == "chat.postMessage")
        {
            limits.Add(($"{team.Id} posts", PostsPerMinute, TimeSpan.FromMinutes(1)));
            limits.Add(($"{team.Id} {values["channel"]}", ChannelBurst, TimeSpan.FromSeconds(ChannelBurst)));
        }
        else if (name is "conversations.history" or "conversations.replies" && HistoryIsScarce)
        {
            limits.Add(($"{team.Id} {name}", 1, TimeSpan.FromMinutes(1)));
        }
        else if (Tiers && method.PerMinute > 0)
        {
            limits.Add(($"{team.Id} {name}", method.PerMinute, TimeSpan.FromMinutes(1)));
        }

        var waits = limits.Where(limit => limit.Most < int.MaxValue).Select(limit => Wait(limit.Key, limit.Most, limit.In, now)).ToList();
        if (waits.Count > 0 && waits.Max() is var longest && longest > TimeSpan.Zero) return Math.Max(1, (int)Math.Ceiling(longest.TotalSeconds));
        foreach (var (key, _, _) in limits.Where(limit => limit.Most < int.MaxValue)) Of(key).Add(now);
        return null;
    }

    private TimeSpan Wait(string key, int most, TimeSpan within, DateTimeOffset now)
    {
        var taken = Of(key);
        taken.RemoveAll(at => at <= now - within);
        return taken.Count < most ? TimeSpan.Zero : taken[^most] + within - now;
    }

    private List<DateTimeOffset> Of(string key) => _taken.TryGetValue(key, out var list) ? list : _taken[key] = [];
}
