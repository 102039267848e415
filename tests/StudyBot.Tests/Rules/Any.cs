using CsCheck;
using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Rules;

/// <summary>What the rules must hold for: zones with odd clocks, the hours at which they change, and schedules of every shape.</summary>
internal static class Any
{
    /// <summary>Half an hour of summer time, a date that was left out, a gap at midnight, quarter hours, both hemispheres, and none of it.</summary>
    public static readonly string[] ZoneIds =
    [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo", "Asia/Kathmandu", "Pacific/Chatham", "America/Sao_Paulo", "America/Havana", "UTC",
    ];

    public static readonly Gen<DateTimeZone> Zone = Gen.OneOf(ZoneIds).Select(Make.Zone);

    public static readonly Gen<LocalTime> Time = Gen.Frequency(
        (3, Gen.OneOf("00:00", "00:30", "01:30", "02:00", "02:15", "02:30", "03:00", "23:59").Select(Make.Time)),
        (1, Gen.Int[0, 1439].Select(LocalTime.FromMinutesSinceMidnight)));

    /// <summary>Around the days on which some clock changes, and any other.</summary>
    public static readonly Gen<LocalDate> Date = Gen.Frequency(
        (1, Near("2011-12-30")),
        (1, Near("2026-03-08")),
        (1, Near("2026-03-29")),
        (1, Near("2026-04-05")),
        (1, Near("2026-04-24")),
        (1, Near("2026-10-04")),
        (1, Near("2026-10-25")),
        (1, Near("2026-10-30")),
        (1, Near("2026-11-01")),
        (1, Near("2018-02-18")),
        (1, Near("2018-11-04")),
        (3, Gen.Int[0, 40 * 365].Select(new LocalDate(1996, 1, 1).PlusDays)));

    public static readonly Gen<StudyDays> Days = Gen.Frequency(
        (2, Gen.OneOf(StudyDays.EveryDay, StudyDays.Weekdays)),
        (2, Gen.Int[1, 127].Select(days => (StudyDays)days)));

    /// <summary>With holidays and pauses near its start.</summary>
    public static readonly Gen<Schedule> Schedule =
        from zone in Zone
        from time in Time
        from start in Date
        from days in Days
        from holidays in Gen.Int[0, 20].Array[0, 4]
        from pauses in Gen.Select(Gen.Int[0, 25], Gen.Int[0, 9]).Array[0, 2]
        from nudge in Time.Null()
        from weekday in Gen.Int[1, 7].Nullable()
        from summary in Time.Null()
        select new Schedule(
            start,
            zone,
            time,
            days,
            holidays.Select(start.PlusDays).ToHashSet(),
            [.. pauses.Select(pause => new DateSpan(start.PlusDays(pause.Item1), start.PlusDays(pause.Item1 + pause.Item2)))],
            nudge,
            summary is { } at ? new SummarySlot(weekday is { } day ? (IsoDayOfWeek)day : null, at) : null);

    /// <summary>A value, or in one of four none.</summary>
    private static Gen<T?> Null<T>(this Gen<T> of)
        where T : struct => Gen.Frequency((3, of.Select(value => (T?)value)), (1, Gen.Const((T?)null)));

    private static Gen<LocalDate> Near(string date) => Gen.Int[-9, 4].Select(Make.Date(date).PlusDays);
}
