namespace StudyBot.Commands;

public enum AsideKind
{
    /// <summary><c>stop</c>: somebody wants to hear less.</summary>
    Stop,

    Thanks,

    /// <summary><c>ok</c>: it asks for nothing.</summary>
    Nod,

    /// <summary><c>not done yet</c>, of no lesson: the answer to a nudge, say.</summary>
    NotYet,

    /// <summary><c>resume</c>: a pause is to end, their own or, said by a lead, the cohort's.</summary>
    Resume,
}

/// <summary>What words to the bot read as.</summary>
public abstract record Parsed
{
    private Parsed() { }

    public sealed record Ok(Command Command) : Parsed;

    /// <param name="Word">What was not understood.</param>
    /// <param name="Nearest">The usage of the nearest command, such as <c>pause until DATE</c>; null where none is near.</param>
    /// <param name="Problem">What is wrong with an argument, in one sentence; null where the command itself is unknown.</param>
    public sealed record Unknown(string Word, string? Nearest, string? Problem) : Parsed
    {
        /// <summary>The lessons named by what is nearly a check-in, such as <c>I'm done</c>; null where it is none.</summary>
        public IReadOnlyList<int>? Nearly { get; init; }

        /// <summary>Whether the nearest command is one that only leads may say.</summary>
        public bool ForLeads { get; init; }

        /// <summary>The usage of the nearest command that everybody may say; null where none is near.</summary>
        public string? NearestForAll { get; init; }
    }

    /// <summary>A check-in of more than 7 lessons at once: refused whole.</summary>
    public sealed record TooMany(int Count) : Parsed;

    /// <summary>What people say to a bot that is no command, and is not left without a fitting answer.</summary>
    public sealed record Aside(AsideKind Kind) : Parsed;
}
