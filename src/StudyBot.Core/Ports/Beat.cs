using NodaTime;

namespace StudyBot.Ports;

/// <summary>That the bot was alive at an instant: by the newest one an outage is noticed.</summary>
/// <param name="At">When the bot was last alive.</param>
/// <param name="Deaf">The platforms that no instance could hear by then, and since when; null: none.</param>
public sealed record Beat(Instant At, IReadOnlyDictionary<string, Instant>? Deaf = null);

public static class Beats
{
    /// <summary>When the bot was last alive; null before the first beat.</summary>
    public static async Task<Instant?> LastBeatAsync(this IStudyStore store, CancellationToken cancel) => (await store.FindBeatAsync(cancel))?.Value.At;
}
