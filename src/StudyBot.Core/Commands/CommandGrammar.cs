using NodaTime;

namespace StudyBot.Commands;

/// <summary>Reads a command. No input throws.</summary>
public static class CommandGrammar
{
    /// <param name="today">The date in the cohort's zone, for dates such as <c>tomorrow</c> or <c>24 Dec</c>.</param>
    public static Parsed Read(string text, LocalDate today)
    {
        _ = today;
        return new Parsed.Unknown(text, null, null);
    }
}

public abstract record Parsed
{
    private Parsed() { }

    public sealed record Ok(Command Command) : Parsed;

    /// <param name="Word">What was not understood.</param>
    /// <param name="Nearest">The usage of the nearest command, such as <c>pause until DATE</c>; null where none is near.</param>
    /// <param name="Problem">What is wrong with an argument, in one sentence; null where the command itself is unknown.</param>
    public sealed record Unknown(string Word, string? Nearest, string? Problem) : Parsed;
}
