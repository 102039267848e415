using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Simulation.Stories;

/// <summary>All that a seed decides before anything happens. What is left out of a story leaves the rest of it as it was, so that a failing one can be made shorter.</summary>
/// <param name="Instances">How many bots run on the one store.</param>
/// <param name="Shards">Into how many parts the due index is split.</param>
/// <param name="Planned">Whether people keep to the hour they had planned, or to so long after a lesson appeared: two runs of one story can be compared where they keep to the hour.</param>
/// <param name="Still">No call of the store takes time and all rounds are on the full minute, so that two runs differ in nothing but what went wrong.</param>
internal sealed record Story(
    int Seed,
    Instant Start,
    int Days,
    int Instances,
    IReadOnlyList<StoryCohort> Cohorts,
    IReadOnlyList<Deed> Deeds,
    IReadOnlyList<Order> Orders,
    IReadOnlyList<Fault> Faults,
    int Shards,
    bool Planned = false,
    bool Still = false)
{
    public Instant End => Start + Duration.FromDays(Days);
}

/// <param name="People">Their ids; the first leads.</param>
internal sealed record StoryCohort(int Index, CohortId Id, Schedule Schedule, string Plan, IReadOnlyList<string> People)
{
    public string Lead => People[0];
}

/// <summary>What a person does about a lesson.</summary>
/// <param name="After">So long after the lesson appeared, or after the hour at which it was planned to.</param>
/// <param name="Of">The deed whose message is edited, deleted or taken back.</param>
/// <param name="Arg">Which of several ways to say it.</param>
internal sealed record Deed(int Number, int Cohort, string Person, int Lesson, Duration After, Act Act, int Arg, int? Of = null);

internal enum Act
{
    Bare,
    InThread,
    Named,
    Mentioned,
    Direct,
    Button,
    React,
    Unreact,
    Before,
    Ahead,
    TooFar,
    Several,
    Link,
    Chatter,
    EditAway,
    EditToDone,
    EditToNumber,
    Delete,
    Undo,
    UndoThis,
    NotDone,
    Move,
    Join,
    Leave,
    LeaveChannel,
    Pause,
    Back,
    Hide,
    Show,
    Mute,
    Unmute,
    Remind,
    Ask,

    /// <summary>The last that is heard of somebody.</summary>
    ForgetMe,
}

/// <summary>What a lead says to the bot.</summary>
internal sealed record Order(int Number, int Cohort, Instant At, string Words);
