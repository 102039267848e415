using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Exports;

namespace StudyBot.Host.Commands;

/// <summary>A cohort in a list.</summary>
/// <param name="State"><c>not started</c>, <c>running</c>, <c>paused</c>, <c>finished</c>, <c>late</c> where what is due has waited for more than ten minutes, or <c>stopped: </c> and why.</param>
/// <param name="NextLesson">An instant in UTC; null: none comes.</param>
internal sealed record CohortRow(string Id, string Plan, int Day, int Lessons, string State, string? NextLesson)
{
    private static readonly Duration Late = Duration.FromMinutes(10);

    public static CohortRow Of(Cohort cohort, Instant now)
    {
        var today = now.InZone(cohort.Schedule.Zone).Date;
        var state = cohort switch
        {
            { Broken: { } broken } => $"stopped: {broken}",
            _ when Agenda.Due(cohort, now).Any(due => now - due.At > Late) => "late",
            { IsFinished: true } => "finished",
            _ when cohort.Schedule.Pauses.Any(p => p.Contains(today)) => "paused",
            { Day: 0 } => "not started",
            _ => "running",
        };
        return new(cohort.Id.ToString(), cohort.Curriculum.Name, cohort.Day, cohort.Curriculum.Lessons, state, ExportWords.Of(Agenda.ComingLesson(cohort, now)));
    }
}
