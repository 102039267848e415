namespace StudyBot.Fakes.Teams;

/// <summary>
/// What is too often: 429 with Retry-After.
/// <see href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit">Optimize your bot with rate limiting</see>:
/// a conversation's limits hold for sending to it, opening it and reading its roster each; a tenant takes 50 requests a second.
/// <see href="https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/agent-reactions">Use emoji reactions in Teams chat</see>:
/// a bot puts on and takes off two reactions a second, over all its conversations.
/// </summary>
public sealed record TeamsRates
{
    private readonly Dictionary<string, List<DateTimeOffset>> _taken = [];

    /// <summary>No limits.</summary>
    public static TeamsRates None => new() { Conversation = [], Reads = [], TenantPerSecond = int.MaxValue, ReactionsPerSecond = int.MaxValue };

    /// <summary>Sending to a conversation.</summary>
    public IReadOnlyList<(int Most, TimeSpan In)> Conversation { get; init; } =
        [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1_800, TimeSpan.FromHours(1))];

    /// <summary>Reading a conversation's roster.</summary>
    public IReadOnlyList<(int Most, TimeSpan In)> Reads { get; init; } =
        [(14, TimeSpan.FromSeconds(1)), (16, TimeSpan.FromSeconds(2)), (120, TimeSpan.FromSeconds(30)), (3_600, TimeSpan.FromHours(1))];

    public int TenantPerSecond { get; init; } = 50;

    public int ReactionsPerSecond { get; init; } = 2;

    /// <returns>Seconds to wait; none where the call may go on. What is refused does not count.</returns>
    internal int? Take(string tenant, string? conversation, bool reads, DateTimeOffset now, bool reacts = false)
    {
        var limits = new List<(string Key, int Most, TimeSpan In)>();
        if (reacts && ReactionsPerSecond < int.MaxValue) limits.Add(("reactions", ReactionsPerSecond, TimeSpan.FromSeconds(1)));
        if (TenantPerSecond < int.MaxValue) limits.Add(($"tenant {tenant}", TenantPerSecond, TimeSpan.FromSeconds(1)));
        if (conversation is not null)
            limits.AddRange((reads ? Reads : Conversation).Select(limit => ($"{conversation} {(reads ? "reads" : "sends")} {limit.In}", limit.Most, limit.In)));
        if (limits.Count == 0) return null;
        var longest = limits.Max(limit => Wait(limit.Key, limit.Most, limit.In, now));
        if (longest > TimeSpan.Zero) return Math.Max(1, (int)Math.Ceiling(longest.TotalSeconds));
        foreach (var (key, _, _) in limits) Of(key).Add(now);
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
