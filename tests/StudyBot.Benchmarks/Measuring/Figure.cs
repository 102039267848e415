namespace StudyBot.Benchmarks;

/// <summary>What was seen, and what it has to be. No bound is ever a time: machines differ.</summary>
/// <param name="Must">Null: printed only.</param>
public sealed record Figure(string Name, Sample Seen, Bound? Must = null, Bound? Aim = null)
{
    public Verdict Verdict =>
        Must is null && Aim is null ? Verdict.Printed :
        Must is { } must && !must.Holds(Seen) ? Verdict.Missed :
        Aim is { } aim && !aim.Holds(Seen) ? Verdict.Must : Verdict.Aim;
}

public enum Verdict
{
    /// <summary>Nothing was asked of it.</summary>
    Printed,

    Missed,

    /// <summary>The must is met, the aim is not.</summary>
    Must,

    /// <summary>All that was asked is met.</summary>
    Aim,
}
