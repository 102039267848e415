using System.Globalization;
using NodaTime;

namespace StudyBot.Teams;

/// <summary>A conversation, and the thread in it where it names one: <c>19:…@thread.tacv2;messageid=1612345678901</c>.</summary>
public sealed record ConversationId(string Channel, string? Thread)
{
    private const string Mark = ";messageid=";

    public static ConversationId Read(string id)
    {
        var at = id.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? new(id, null) : new(id[..at], id[(at + Mark.Length)..] is { Length: > 0 } thread ? thread : null);
    }

    public string Write() => Thread is null ? Channel : $"{Channel}{Mark}{Thread}";

    /// <summary>Teams numbers messages by the millisecond they were written in; null for an id of another kind.</summary>
    public static Instant? WrittenAt(string? message) =>
        long.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var written) && written is > 1_000_000_000_000 and < 10_000_000_000_000
            ? Instant.FromUnixTimeMilliseconds(written)
            : null;
}
