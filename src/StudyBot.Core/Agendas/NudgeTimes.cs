using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Agendas;

/// <summary>Which lessons a nudge time leaves room for a nudge (rule 8).</summary>
public static class NudgeTimes
{
    private static readonly LocalTime Usual = new(18, 0);

    /// <summary>The first day of some week: which one does not matter, and a cohort's own start may be the last day there is.</summary>
    private static readonly LocalDate Monday = new(2001, 1, 1);

    /// <summary>The weekdays whose lesson has a nudge in an ordinary week, one without a holiday, a pause or a change of the clocks; none where nudges are off.</summary>
    public static StudyDays Nudged(Schedule schedule)
    {
        var ordinary = schedule with { Zone = DateTimeZone.Utc, Holidays = new HashSet<LocalDate>(), Pauses = [] };
        var nudged = StudyDays.None;
        for (var day = 0; day < 7; day++)
        {
            var date = Monday.PlusDays(day);
            if (!Calendar.IsStudyDay(ordinary, date)) continue;
            var slot = Calendar.SlotOn(ordinary, date);
            if (Agenda.NudgeAt(ordinary, Calendar.Post(ordinary, 1, date, slot, slot, "")) is not null) nudged |= Calendar.Weekday(date);
        }

        return nudged;
    }

    /// <summary>A time that suits lessons of every day: 18:00; for lessons of the two hours before, too soon for a nudge that day and too late the next, four hours after them.</summary>
    public static LocalTime For(LocalTime lesson) => lesson > Usual.PlusHours(-2) && lesson <= Usual ? lesson.PlusHours(4) : Usual;
}
