using NodaTime;
using StudyBot.Ports;

namespace StudyBot.Agendas;

/// <summary>How soon the next call may go out. A function of our own, since the framework's limiters take no clock.</summary>
public static class Pace
{
    private static readonly Duration First = Duration.FromSeconds(5);
    private static readonly Duration Longest = Duration.FromMinutes(10);

    /// <summary>Nothing waits longer for its next try, whatever a platform asks.</summary>
    public static Duration LongestWait { get; } = Duration.FromHours(1);

    /// <summary>When to try again: as the platform asked; where it asked for nothing, or for nonsense, backing off with jitter.</summary>
    /// <param name="attempts">Tries so far, at least 1.</param>
    /// <param name="jitter">0 to 1, handed in.</param>
    public static Instant RetryAt(Instant now, Duration? asked, int attempts, double jitter)
    {
        if (asked is { } wait && wait > Duration.Zero) return now + Duration.Min(wait, LongestWait);
        var backoff = Duration.Min(First * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20)), Longest);
        return now + backoff * (0.5 + jitter / 2);
    }

    /// <param name="sent">Instants of what the limits count, ascending.</param>
    /// <returns><paramref name="now"/>, or the first instant at which every limit holds.</returns>
    public static Instant Next(Instant now, IReadOnlyList<Instant> sent, IReadOnlyList<Limit> limits)
    {
        var next = now;
        foreach (var limit in limits)
        {
            if (sent.Count < limit.Calls) continue;
            next = Instant.Max(next, sent[^limit.Calls] + limit.Span);
        }

        return next;
    }
}
