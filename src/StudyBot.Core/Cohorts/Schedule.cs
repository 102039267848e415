using NodaTime;

namespace StudyBot.Cohorts;

/// <summary>When a cohort learns. All times are wall times in <see cref="Zone"/>; changing them touches only lessons not yet posted.</summary>
/// <param name="Start">The first date that may get a lesson.</param>
/// <param name="Days">The chosen weekdays, at least one.</param>
/// <param name="Holidays">Dates without a lesson; a skipped day is one.</param>
/// <param name="Pauses">Spans of dates in which the whole cohort rests.</param>
/// <param name="Nudge">Null: no nudges.</param>
/// <param name="Summary">Null: no weekly summary.</param>
public sealed record Schedule(
    LocalDate Start,
    DateTimeZone Zone,
    LocalTime LessonTime,
    StudyDays Days,
    IReadOnlySet<LocalDate> Holidays,
    IReadOnlyList<DateSpan> Pauses,
    LocalTime? Nudge,
    SummarySlot? Summary);

/// <summary>Both ends inclusive.</summary>
public sealed record DateSpan(LocalDate From, LocalDate Until)
{
    public bool Contains(LocalDate date) => From <= date && date <= Until;
}

/// <param name="Day">Null: the default, the last study weekday before a rest day, Sunday where every day is a study day.</param>
public sealed record SummarySlot(IsoDayOfWeek? Day, LocalTime Time)
{
    /// <summary>Unless another is asked for.</summary>
    public static SummarySlot Usual { get; } = new(null, new LocalTime(17, 0));
}

/// <summary>The weekdays a cohort learns on.</summary>
[Flags]
public enum StudyDays
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 4,
    Thursday = 8,
    Friday = 16,
    Saturday = 32,
    Sunday = 64,
    Weekdays = Monday | Tuesday | Wednesday | Thursday | Friday,
    EveryDay = Weekdays | Saturday | Sunday,
}
