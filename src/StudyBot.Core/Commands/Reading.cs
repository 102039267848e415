namespace StudyBot.Commands;

/// <summary>How a text reads as a reply.</summary>
public abstract record Reading
{
    private Reading() { }

    /// <param name="Days">The lessons named, ascending and each once; empty: the one that is meant by place and time.</param>
    /// <param name="Note">What follows the done-word and the days, without links; null where nothing does.</param>
    /// <param name="Links">Absolute http or https, tracking parameters dropped.</param>
    public sealed record CheckIn(IReadOnlyList<int> Days, string? Note, IReadOnlyList<string> Links) : Reading;

    /// <summary><c>not done [N]</c>: withdraws with a number or in a lesson's thread; elsewhere it is nothing.</summary>
    public sealed record NotDone(int? Lesson) : Reading;

    /// <summary>Nearly a check-in (<c>done-ish</c>): asked about once, privately, and only in a thread.</summary>
    public sealed record Almost(IReadOnlyList<int> Days) : Reading;

    /// <summary>More than 7 lessons at once: refused whole.</summary>
    public sealed record TooMany(int Count) : Reading;

    public sealed record Nothing : Reading;
}
