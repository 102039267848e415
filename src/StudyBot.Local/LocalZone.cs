using NodaTime;
using NodaTime.TimeZones;

namespace StudyBot.Local;

/// <summary>The zone of this machine.</summary>
internal static class LocalZone
{
    /// <summary>UTC where the machine names a zone that nobody knows.</summary>
    public static DateTimeZone Of(TimeProvider clock)
    {
        var id = clock.LocalTimeZone.Id;
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
            ?? (TzdbDateTimeZoneSource.Default.WindowsToTzdbIds.TryGetValue(id, out var known) ? DateTimeZoneProviders.Tzdb[known] : DateTimeZone.Utc);
    }
}
