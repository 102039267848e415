using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Agendas;

/// <summary>What an outage of ours changes where messages cannot be read back (rule 1): the only change ever made to a stored instant.</summary>
public static class Outage
{
    /// <summary>What of a time no outage before was made good for: one that was noticed may lie within one that its operator tells of later.</summary>
    public static IReadOnlyList<(Instant From, Instant Until)> Unsettled(Cohort cohort, Instant from, Instant until)
    {
        if (cohort.OutageSettled is not { } settled || settled <= from) return from < until ? [(from, until)] : [];
        var spans = new List<(Instant From, Instant Until)>(2);
        if (cohort.OutageFrom is { } began && from < began) spans.Add((from, Instant.Min(began, until)));
        if (settled < until) spans.Add((settled, until));
        return spans;
    }

    /// <summary>Extends the grace end of each lesson whose life met the gap by the gap.</summary>
    /// <returns>The cohort, and the lessons that were met; touching a life at its very ends takes nothing from it.</returns>
    public static (Cohort Cohort, IReadOnlyList<int> Met) ExtendGrace(Cohort cohort, Instant from, Instant until)
    {
        if (until <= from) return (cohort, []);
        int[] met = [.. cohort.Posted.Where(lesson => lesson.Opens < until && from < lesson.GraceEnd).Select(lesson => lesson.Day)];
        return met.Length == 0
            ? (cohort, met)
            : (cohort with { Posted = [.. cohort.Posted.Select(lesson => met.Contains(lesson.Day) ? lesson with { GraceEnd = lesson.GraceEnd + (until - from) } : lesson)] }, met);
    }
}
