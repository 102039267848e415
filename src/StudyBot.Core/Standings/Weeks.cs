using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Standings;

/// <summary>A cohort's week, from one summary slot (exclusive) to the next (inclusive).</summary>
/// <param name="First">Its first date: what names its summary.</param>
public sealed record Week(LocalDate First, Instant After, Instant Until);

/// <summary>Where weeks begin and end (rule 9).</summary>
public static class Weeks
{
    /// <summary>The first summary slot after an instant.</summary>
    public static Instant Next(Schedule schedule, Instant after)
    {
        var date = SummaryDate(schedule, after).PlusWeeks(-1);
        while (SlotOn(schedule, date) <= after) date = date.PlusWeeks(1);
        return SlotOn(schedule, date);
    }

    /// <summary>The last summary slot at or before an instant.</summary>
    public static Instant Last(Schedule schedule, Instant at)
    {
        var date = SummaryDate(schedule, at).PlusWeeks(1);
        while (SlotOn(schedule, date) > at) date = date.PlusWeeks(-1);
        return SlotOn(schedule, date);
    }

    /// <summary>The week that runs at an instant; a slot still belongs to the week it ends.</summary>
    public static Week At(Schedule schedule, Instant at)
    {
        var after = Last(schedule, at - Duration.Epsilon);
        return new(after.InZone(schedule.Zone).Date.PlusDays(1), after, Next(schedule, after));
    }

    /// <summary>The lessons that opened in the week so far.</summary>
    public static IReadOnlyList<PostedLesson> Lessons(Cohort cohort, Instant at)
    {
        var after = Start(cohort, at);
        return [.. cohort.Posted.Where(lesson => after < lesson.Opens && lesson.Opens <= at)];
    }

    /// <summary>The lessons of which something may have been done in the week so far: its own, and those of the week before that were not over at the summary.</summary>
    public static IReadOnlyList<PostedLesson> StillOpen(Cohort cohort, Instant at)
    {
        var after = Start(cohort, at);
        return [.. cohort.Posted.Where(lesson => after < lesson.GraceEnd && lesson.Opens <= at)];
    }

    /// <summary>Those check-ins that are of the week so far: their lesson opened in it, or they came after the last summary.</summary>
    public static IEnumerable<CheckIn> Of(Cohort cohort, Instant at, IEnumerable<CheckIn> checkIns)
    {
        var after = Start(cohort, at);
        return checkIns.Where(checkIn => after < checkIn.At || cohort.Lesson(checkIn.Lesson) is { } lesson && after < lesson.Opens);
    }

    /// <summary>Where the week so far began. A summary that was given by settings of before began it: it is not repeated,
    /// and a slot which the present ones put after it, and which nobody saw, has told of nothing.</summary>
    private static Instant Start(Cohort cohort, Instant at)
    {
        var after = At(cohort.Schedule, at).After;
        return cohort.LastSummary is { } given && given < at && given > Last(cohort.Schedule, after - Duration.Epsilon) ? given : after;
    }

    /// <summary>3, 7, 14, 21, 30, then every ten.</summary>
    public static bool IsWorthACheer(int streak) => streak is 3 or 7 or 14 or 21 || streak >= 30 && streak % 10 == 0;

    /// <summary>Unless a day is set: the last study weekday before a rest day; Sunday where every day is a study day.</summary>
    public static IsoDayOfWeek SummaryDay(Schedule schedule)
    {
        if (schedule.Summary?.Day is { } chosen) return chosen;
        for (var day = 7; day >= 1; day--)
            if (Has(schedule, day) && !Has(schedule, day % 7 + 1)) return (IsoDayOfWeek)day;
        return IsoDayOfWeek.Sunday;
    }

    private static bool Has(Schedule schedule, int day) => schedule.Days.HasFlag(Calendar.Weekday((IsoDayOfWeek)day));

    /// <summary>The summary's weekday in the week, Monday to Sunday, of an instant.</summary>
    private static LocalDate SummaryDate(Schedule schedule, Instant at)
    {
        var date = at.InZone(schedule.Zone).Date;
        return date.PlusDays((int)SummaryDay(schedule) - (int)date.DayOfWeek);
    }

    private static Instant SlotOn(Schedule schedule, LocalDate date) => Calendar.At(schedule.Zone, date + (schedule.Summary ?? SummarySlot.Usual).Time);
}
