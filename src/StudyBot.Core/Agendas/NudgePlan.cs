using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Agendas;

public enum NudgeKind
{
    None,
    Nudge,

    /// <summary>Once, after three lessons in a row: would a pause help?</summary>
    AskToPause,
}

/// <summary>Whom to nudge (rule 8).</summary>
public static class NudgePlan
{
    public const int BeforeAsking = 3;

    /// <param name="now">When it goes out, which may be later than planned.</param>
    public static NudgeKind Decide(Member member, int lesson, Instant now) => member switch
    {
        { IsActive: false } or { Muted: true } => NudgeKind.None,
        _ when member.IsPausedAt(now) || member.Ledger[lesson] is not null || member.Excused.Contains(lesson) => NudgeKind.None,
        { Nudges: < BeforeAsking } => NudgeKind.Nudge,
        { Nudges: BeforeAsking } => NudgeKind.AskToPause,
        _ => NudgeKind.None,
    };
}
