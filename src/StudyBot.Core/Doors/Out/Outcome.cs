namespace StudyBot.Doors;

/// <summary>What became of a delivery as far as the schedule is concerned.</summary>
internal sealed record Outcome(OutcomeKind Kind, string? Reason = null)
{
    public static Outcome Done { get; } = new(OutcomeKind.Done);

    public static Outcome Before { get; } = new(OutcomeKind.Before);

    public static Outcome NotDue { get; } = new(OutcomeKind.NotDue);

    public static Outcome Later { get; } = new(OutcomeKind.Later);
}

internal enum OutcomeKind
{
    Done,

    /// <summary>It was settled before; or, where a person cannot be reached, given up.</summary>
    Before,

    /// <summary>It was due when its turn was waited for, and no longer is.</summary>
    NotDue,

    /// <summary>Somebody is at work on it, or it is not time for the next try.</summary>
    Later,

    Refused,
}
