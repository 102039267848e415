using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.CheckIns;

/// <summary>How early a check-in is, by when the person wrote (rule 4).</summary>
public static class Classes
{
    /// <summary>A lesson not yet posted is done ahead, and so on time.</summary>
    public static CheckInClass Classify(Cohort cohort, int lesson, Instant at) => cohort.Lesson(lesson) switch
    {
        null => CheckInClass.OnTime,
        var posted when at <= posted.Due => CheckInClass.OnTime,
        var posted when at <= posted.GraceEnd => CheckInClass.Grace,
        _ => CheckInClass.Late,
    };
}
