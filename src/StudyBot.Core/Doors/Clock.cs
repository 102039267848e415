using NodaTime;

namespace StudyBot.Doors;

/// <summary>The one clock, as an instant.</summary>
public static class Clock
{
    public static Instant Now(this TimeProvider clock) => Instant.FromDateTimeOffset(clock.GetUtcNow());
}
