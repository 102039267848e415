using StudyBot.Cards;
using StudyBot.Commands;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary><c>help</c>: what can be said here, and by leads more.</summary>
    public static Card Help(bool isLead) => CardOf(
        Headed("What you can say"),
        Sentence("Reply ", Typed("done"), " to a lesson once it is done. After a mention of me, or in a direct message, also these:"),
        new Part.Bullets([
            Text.Of(Typed("today"), ", ", Typed("next"), ", ", Typed("week"), ": the lessons"),
            Text.Of(Typed("me"), ", ", Typed("why"), ", ", Typed("open"), ", ", Typed("leaderboard"), ": where you stand"),
        ]),
        isLead ? Sentence("As a lead: ", Typed("setup"), " and ", Typed("status"), ".") : null);

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
