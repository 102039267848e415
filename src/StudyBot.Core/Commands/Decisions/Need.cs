namespace StudyBot.Commands.Decisions;

/// <summary>What a door gathers before a decision, beyond the cohort and the person's own row.</summary>
[Flags]
public enum Need
{
    Nothing = 0,

    /// <summary>The text of the plan.</summary>
    Plan = 1,

    Members = 2,

    /// <summary>The check-ins of the running week, for their links.</summary>
    WeekCheckIns = 4,

    /// <summary>All of the person's own check-ins.</summary>
    OwnCheckIns = 8,

    /// <summary>The names and versions of curricula.</summary>
    Curricula = 16,

    Reminder = 32,

    LastDelivery = 64,

    /// <summary>Everything kept about the person, in every cohort, as files.</summary>
    Files = 128,

    /// <summary>What the messages behind the check-ins say.</summary>
    Statements = 256,

    /// <summary>The cohorts that have no lead but the person.</summary>
    LedAlone = 512,
}

public static class Needs
{
    public static Need Of(Command command) => command switch
    {
        Command.Today or Command.ShowLesson or Command.Next or Command.Open or Command.Week => Need.Plan,
        Command.Me or Command.Leaderboard or Command.Lead or Command.Excuse => Need.Members,
        Command.Links => Need.Members | Need.WeekCheckIns,
        Command.SummaryNow => Need.Plan | Need.Members | Need.WeekCheckIns,
        Command.Status => Need.Members | Need.LastDelivery,
        Command.Undo { Lesson: null } => Need.OwnCheckIns,
        Command.Move => Need.Statements,
        Command.UseCurriculum => Need.Curricula,
        Command.Remind => Need.Reminder,
        Command.MyData => Need.Files,
        Command.ForgetMe { Sure: false } => Need.LedAlone,
        _ => Need.Nothing,
    };

    /// <summary>The lessons whose check-ins a command is about, of those the person has completed.</summary>
    public static IReadOnlyList<int> Lessons(Command command, Scene scene) => command switch
    {
        Command.Undo { Lesson: { } lesson } => [lesson],
        Command.Undo when scene.ThreadLesson is { } lesson => [lesson],
        Command.Move move => [move.From, move.To],
        Command.Done done => Statements.Meaning(scene, done.CheckIn, null).Lessons,
        _ => [],
    };
}
