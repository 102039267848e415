using System.Globalization;
using System.Text;
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

    /// <summary>Buttons to whoever listens: what there is to press. What they say is no advice, since a channel hears most of it only with a mention.</summary>
    internal static string Choices(IReadOnlyList<Button> buttons) => $"{(buttons.Count == 1 ? "Button" : "Buttons")}: {string.Join("; ", buttons.Select(b => b.Label))}.";

    /// <summary>The parts without those that a lesson or a person does not have.</summary>
    private static Card CardOf(params IEnumerable<Part?> parts) => new([.. parts.OfType<Part>()]);

    /// <summary>A person's name.</summary>
    private static string Called(string name) => Harmless(name) is { Length: > 0 } seen ? seen : "Somebody";

    /// <summary>What somebody wrote, inside a sentence of ours: on one line, without the marks that would turn the sentence around or are not seen in it.</summary>
    private static string Harmless(string words)
    {
        var line = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes().Where(r => !Cards.Words.TurnsLine(r.Value) && !IsUnseen(r.Value)))
            line.Append(BreaksLine(rune) ? " " : rune.ToString());
        return line.ToString().Trim();
    }

    private static bool BreaksLine(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Marks of direction without a width, and spaces without one.</summary>
    private static bool IsUnseen(int code) => code is 0x061C or 0x200B or 0x200E or 0x200F or 0xFEFF;
}
