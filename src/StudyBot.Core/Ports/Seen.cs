using NodaTime;

namespace StudyBot.Ports;

/// <summary>That an event was handled, or what a message or reaction says by now.</summary>
/// <param name="Key">The key of the <see cref="Incoming"/>, or of the message or reaction it is about.</param>
/// <param name="At">When it was first said.</param>
/// <param name="Lessons">What it records, for its later edit or deletion.</param>
/// <param name="ChangedAt">The instant of the newest version that was handled: an older one that comes later changes nothing.</param>
/// <param name="KeepUntil">When the row may be swept: 7 days on, or when its lessons can no longer be withdrawn, whichever is later.</param>
/// <param name="Moved">The person corrected which lesson was meant: a later edit that names none does not change it back.</param>
public sealed record Seen(string Key, Instant At, IReadOnlyList<int> Lessons, Instant ChangedAt, Instant KeepUntil, bool Moved = false);
