using StudyBot.Cards;
using StudyBot.Commands;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>What was not understood, and the nearest command.</summary>
    public static Card Unknown(Parsed.Unknown unknown) => unknown switch
    {
        { Problem: { } problem, Nearest: { } nearest } => Tell($"{problem} Say it like this: ", Typed(nearest), "."),
        { Problem: { } problem } => Tell($"{problem} ", Typed("help"), " lists what I know."),
        { Nearest: { } nearest } => Tell("I do not know ", Typed(OneLine(unknown.Word)), ". Did you mean ", Typed(nearest), "?"),
        _ when string.IsNullOrWhiteSpace(unknown.Word) => Tell("I am here. ", Typed("help"), " lists what I know."),
        _ => Tell("I do not know ", Typed(OneLine(unknown.Word)), ". ", Typed("help"), " lists what I know."),
    };
}
