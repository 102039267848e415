using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.CheckIns;

/// <summary>How early a check-in was. All three complete the lesson; the first two keep a streak.</summary>
public enum CheckInClass
{
    OnTime,
    Grace,
    Late,
}

/// <summary>One person's record that one lesson is done: at most one per (cohort, person, lesson).</summary>
/// <param name="At">When the person wrote it, as the platform says; of several, the earliest.</param>
/// <param name="Sources">What it came from (message, reaction, button), each by its key; taking one back withdraws the check-in only when none is left.</param>
/// <param name="Note">The person's words, only where the cohort allows notes.</param>
/// <param name="Links">Absolute http or https, tracking parameters dropped, never fetched.</param>
public sealed record CheckIn(
    int Lesson,
    PersonId Person,
    Instant At,
    CheckInClass Class,
    IReadOnlyList<string> Sources,
    string? Note,
    IReadOnlyList<string> Links)
{
    /// <summary>Nothing else the person said holds it.</summary>
    public bool IsFromOnly(string source) => Sources is [var one] && one == source;
}
