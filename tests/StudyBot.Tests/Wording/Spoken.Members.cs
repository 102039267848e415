using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Wording;
using static StudyBot.Tests.Wording.Sample;

namespace StudyBot.Tests.Wording;

/// <summary>What people decide about themselves.</summary>
public sealed partial record Spoken
{
    private static (string, Card)[] Members(string name) =>
    [
        (nameof(Say.Joined), Say.Joined(Plan.Title, 6, begun: true)),
        ("Joined. before the first lesson", Say.Joined(Plan.Title, null, begun: false)),
        ("Joined. the newest is over", Say.Joined(Plan.Title, null, begun: true)),
        ("Joined. the plan is over", Say.Joined(Plan.Title, null, begun: true, isLast: true)),
        (nameof(Say.Rejoined), Say.Rejoined(Plan.Title, 4, PostedSix, null, Now, Berlin)),
        ("Rejoined. done", Say.Rejoined(Plan.Title, 4, PostedSix, CheckInClass.OnTime, Now, Berlin)),
        ("Rejoined. before the first lesson", Say.Rejoined(Plan.Title, 0, null, null, Now, Berlin)),
        (nameof(Say.AlreadyJoined), Say.AlreadyJoined(Plan.Title)),
        (nameof(Say.NotJoined), Say.NotJoined(Plan.Title)),
        (nameof(Say.Left), Say.Left(Plan.Title)),
        (nameof(Say.Paused), Say.Paused(new(2026, 12, 1), [], null, Berlin)),
        ("Paused. a lesson is in its grace", Say.Paused(new(2026, 12, 1), [5], Now, Berlin)),
        (nameof(Say.PauseKept), Card.Of(Say.PauseKept(new(2026, 12, 1)))),
        (nameof(Say.PauseIsOver), Say.PauseIsOver(new(2026, 11, 20), new(2026, 11, 24))),
        (nameof(Say.Back), Say.Back()),
        (nameof(Say.PauseEnded), Card.Of(Say.PauseEnded())),
        (nameof(Say.NotPaused), Say.NotPaused()),
        (nameof(Say.CohortRests), Say.CohortRests(new(2026, 12, 1))),
        (nameof(Say.Muted), Say.Muted(Member(name))),
        (nameof(Say.Unmuted), Say.Unmuted(Member(name), Bakers.Schedule with { Nudge = new(18, 0) })),
        ("Muted. has left", Say.Muted(Member(name) with { Left = true })),
        ("Unmuted. no nudges", Say.Unmuted(Member(name), Bakers.Schedule with { Nudge = null })),
        ("Unmuted. no room for nudges", Say.Unmuted(Member(name), Bakers.Schedule with { Nudge = new(10, 0), Days = StudyDays.EveryDay })),
        ("Unmuted. has not joined", Say.Unmuted(Member(name) with { JoinedAt = null }, Bakers.Schedule with { Nudge = new(18, 0) })),
        ("Unmuted. has left", Say.Unmuted(Member(name) with { Left = true }, Bakers.Schedule)),
        (nameof(Say.WaysToBeQuiet), Say.WaysToBeQuiet(new(2026, 12, 1))),
        (nameof(Say.Welcome), Say.Welcome()),
        (nameof(Say.Hidden), Say.Hidden(Member(name))),
        (nameof(Say.Shown), Say.Shown(Member(name))),
        ("Hidden. has left", Say.Hidden(Member(name) with { Left = true })),
        ("Hidden. has not joined", Say.Hidden(Member(name) with { JoinedAt = null })),
        ("Shown. has not joined", Say.Shown(Member(name) with { JoinedAt = null })),
        ("Shown. has left", Say.Shown(Member(name) with { Left = true })),
        (nameof(Say.NoHurry), Say.NoHurry(PostedSix, Now, Berlin)),
        (nameof(Say.RemindAt), Say.RemindAt(6, Now, Berlin)),
        (nameof(Say.TooLateToRemind), Say.TooLateToRemind(new(8, 0))),
        (nameof(Say.NothingToRemind), Say.NothingToRemind(6)),
        ("NothingToRemind. before the first lesson", Say.NothingToRemind(null)),
    ];
}
