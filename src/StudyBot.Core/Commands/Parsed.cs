namespace StudyBot.Commands;

/// <summary>What words to the bot read as.</summary>
public abstract record Parsed
{
    private Parsed() { }

    public sealed record Ok(Command Command) : Parsed;

    /// <param name="Word">What was not understood.</param>
    /// <param name="Nearest">The usage of the nearest command, such as <c>pause until DATE</c>; null where none is near.</param>
    /// <param name="Problem">What is wrong with an argument, in one sentence; null where the command itself is unknown.</param>
    public sealed record Unknown(string Word, string? Nearest, string? Problem) : Parsed;
}
