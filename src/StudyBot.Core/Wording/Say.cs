using StudyBot.Cards;

namespace StudyBot.Wording;

/// <summary>Every sentence the bot says, one file a theme: warm, short, specific, and never about what somebody did not do.
/// What people wrote (names, notes, titles) goes into plain spans; renderers escape them.</summary>
public static partial class Say
{
    /// <summary>A card of one paragraph.</summary>
    private static Card Tell(params Span[] spans) => Card.Of(Sentence(spans));

    private static Part.Paragraph Sentence(params Span[] spans) => new(new Text(spans));

    private static Part.Note Quietly(params Span[] spans) => new(new Text(spans));

    private static Part.Heading Headed(string text) => new(Text.Plain(text));

    private static Part.Buttons Choose(params Button[] buttons) => new(buttons);

    /// <summary>Words to be typed as they stand.</summary>
    private static Span Typed(string words) => new(words, SpanStyle.Code);

    private static Button DoneButton(int lesson) => new("Done", $"done {lesson}", Primary: true);

    /// <summary>Buttons where there are none to press: what to reply instead.</summary>
    internal static string Choices(IReadOnlyList<Button> buttons) =>
        $"Reply {Many.Or(buttons.Select(b => b.Label.Equals(b.Command, StringComparison.OrdinalIgnoreCase) ? $"\"{b.Command}\"" : $"\"{b.Command}\" ({b.Label})"))}.";

    /// <summary>The parts without those that a lesson or a person does not have.</summary>
    private static Card CardOf(params IEnumerable<Part?> parts) => new([.. parts.OfType<Part>()]);

    /// <summary>A person's name on one line: control and direction marks would let it rewrite the sentence around it.</summary>
    private static string Called(string name)
    {
        var kept = name.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.Format);
        var clean = string.Concat(kept).Trim();
        return clean.Length == 0 ? "Somebody" : clean;
    }
}
