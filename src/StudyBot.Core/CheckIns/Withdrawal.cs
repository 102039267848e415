using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.CheckIns;

/// <summary>When a check-in may be taken back (rule 6).</summary>
public static class Withdrawal
{
    public static Duration AtLeast { get; } = Duration.FromHours(1);

    /// <summary>The lesson's grace end, or an hour after it was written where that is later; without end for a lesson done ahead.</summary>
    public static Instant UntilWhen(PostedLesson? lesson, CheckIn checkIn) =>
        lesson is null ? Instant.MaxValue : Instant.Max(lesson.GraceEnd, checkIn.At + AtLeast);

    public static bool MayWithdraw(PostedLesson? lesson, CheckIn checkIn, Instant at) => at <= UntilWhen(lesson, checkIn);

    /// <summary>The check-in without one of the things it came from; null when none is left.</summary>
    public static CheckIn? Without(CheckIn checkIn, string source) =>
        checkIn.Sources.Any(s => s != source) ? checkIn with { Sources = [.. checkIn.Sources.Where(s => s != source)] } : null;

    /// <summary>A deletion this late may be tidying up, not taking back: the person is asked.</summary>
    public static bool AskFirst(Instant writtenAt, Instant deletedAt) => deletedAt - writtenAt > AtLeast;
}
