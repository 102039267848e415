using System.Globalization;
using NodaTime;

namespace StudyBot.Slack;

/// <summary>Slack's <c>ts</c>: seconds since 1970 with six decimals; in a channel it is a message's id too.</summary>
public static class Timestamp
{
    /// <summary>Null where the text is none.</summary>
    public static Instant? Read(string? ts)
    {
        if (ts is null || ts.Length > 24) return null;
        var dot = ts.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? ts : ts[..dot];
        var part = dot < 0 ? "" : ts[(dot + 1)..];
        if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 99_999_999_999) return null;
        if (part.Length > 6 || !long.TryParse(part.PadRight(6, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var micros)) return null;
        return Instant.FromUnixTimeSeconds(seconds) + Duration.FromTicks(micros * 10);
    }

    public static string Write(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        return string.Create(CultureInfo.InvariantCulture, $"{ticks / 10_000_000}.{ticks % 10_000_000 / 10:000000}");
    }
}
