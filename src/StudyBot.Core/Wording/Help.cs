using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Commands;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>What the commands are for, each named at the first of its group in the catalog.</summary>
    private static readonly Dictionary<string, string> Groups = new(StringComparer.Ordinal)
    {
        ["done"] = "Checking in",
        ["today"] = "Lessons",
        ["me"] = "Where you stand",
        ["join"] = "Taking part",
        ["remind me"] = "Reminders and nudges",
        ["hide me"] = "Your name and your data",
        ["keep"] = "More",
        ["setup"] = "For leads",
    };

    /// <summary><c>help</c>: all that can be said here; to leads also what they alone may say.</summary>
    /// <param name="cohort">The one it is asked in; where there is none, what holds in any is said.</param>
    public static Card Help(bool isLead, Cohort? cohort = null)
    {
        var parts = new List<Part>
        {
            Headed("What you can say"),
            Sentence([
                .. cohort is { ShowButtonsFirst: false } ? (Span[])["Reply ", Typed("done"), " to a lesson"] : ["Press Done on a lesson, or say ", Typed("@StudyBot done")],
                $", with a link{(cohort is { NotesAllowed: true } ? " or a note" : "")} if you like. Say everything else to me: mention me, or send me a direct message.",
            ]),
        };
        foreach (var entry in CommandCatalog.All.Where(e => isLead || !e.ForLeads))
        {
            if (Groups.TryGetValue(entry.Words, out var group) || parts[^1] is not Part.Bullets)
            {
                parts.Add(Sentence(Span.Bold($"{group ?? "More"}:")));
                parts.Add(new Part.Bullets([]));
            }

            var items = ((Part.Bullets)parts[^1]).Items;
            parts[^1] = new Part.Bullets([.. items, Text.Of(Typed(entry.Usage), $": {entry.Summary}")]);
        }

        return new(parts);
    }

    /// <summary>What was not understood, and the nearest command.</summary>
    public static Card Unknown(Parsed.Unknown unknown) => unknown switch
    {
        { Problem: { } problem, Nearest: { } nearest } => Tell(Typed(Harmless(unknown.Word)), $": {problem} Say it like this: ", Typed(nearest), "."),
        { Problem: { } problem } => Tell(Typed(Harmless(unknown.Word)), $": {problem} ", Typed("help"), " lists what I know."),
        { Nearest: { } nearest } when nearest == CommandGrammar.Done.Usage => Tell("I was not sure. Say ", Typed(nearest), " to count it; ", Typed("me"), " shows what you have."),
        { Nearest: { } nearest } => Tell("I do not know ", Typed(Harmless(unknown.Word)), ". Did you mean ", Typed(nearest), "?"),
        _ when string.IsNullOrWhiteSpace(unknown.Word) => Tell("I am here. ", Typed("help"), " lists what I know."),
        _ => Tell("I do not know ", Typed(Harmless(unknown.Word)), ". ", Typed("help"), " lists what I know."),
    };
}
