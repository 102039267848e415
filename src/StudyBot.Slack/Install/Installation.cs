using System.Text.Json.Serialization;
using NodaTime;

namespace StudyBot.Slack;

/// <summary>What is kept of a workspace that installed the bot. Tokens are encrypted.</summary>
/// <param name="Refresh">Where the app rotates its tokens: what gets the next one, encrypted too.</param>
/// <param name="ExpiresAt">Unix seconds; null where the token does not expire.</param>
/// <param name="InstalledAt">Unix seconds; null where an earlier version installed it.</param>
public sealed record Installation(
    string Team,
    string Name,
    string BotUser,
    string? Enterprise,
    string Token,
    string? Refresh,
    long? ExpiresAt,
    long? InstalledAt = null)
{
    /// <summary>Slack's rotating tokens live for twelve hours; the last one of them is spent on getting the next.</summary>
    private static readonly Duration Ahead = Duration.FromHours(1);

    public bool IsDue(Instant now) => Refresh is not null && ExpiresAt is { } end && Instant.FromUnixTimeSeconds(end) - Ahead < now;
}

[JsonSerializable(typeof(Installation))]
internal sealed partial class InstallationJson : JsonSerializerContext;
