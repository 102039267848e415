using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.CheckIns;

/// <summary>What an excuse does to a lesson of somebody's streak (rule 5).</summary>
public enum Excuse
{
    /// <summary>Nothing: the lesson came before they joined.</summary>
    BeforeTheyJoined,

    /// <summary>Nothing: it was kept, and counts all the same.</summary>
    Kept,

    /// <summary>It may still be kept, and does no harm otherwise.</summary>
    StillOpen,

    /// <summary>Its time is over: with the excuse it is no unit at all.</summary>
    Over,
}

public static class Excuses
{
    public static Excuse Of(Cohort cohort, Member member, int lesson, Instant now)
    {
        if (lesson < Streak.FirstUnit(cohort.Posted, member)) return Excuse.BeforeTheyJoined;
        if (member.Ledger[lesson] is CheckInClass.OnTime or CheckInClass.Grace) return Excuse.Kept;
        return cohort.Lesson(lesson) is { } posted && now > posted.GraceEnd ? Excuse.Over : Excuse.StillOpen;
    }
}
