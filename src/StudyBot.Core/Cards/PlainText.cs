using System.Globalization;
using StudyBot.Wording;

namespace StudyBot.Cards;

/// <summary>A card as plain text: readable aloud, complete, with no markup. Parts are set apart by an empty line.</summary>
public static class PlainText
{
    public static string Render(Card card) => string.Join("\n\n", card.Parts.Select(Part).Where(p => p.Length > 0));

    /// <summary>Links as <c>title (url)</c>; words to be typed in quotation marks.</summary>
    public static string Render(Text text) => string.Concat(text.Spans.Select(Span));

    public static string Render(RankedRow row) =>
        $"{row.Rank.ToString(CultureInfo.InvariantCulture)}. {row.Name}: {Many.Of(row.Completed, "lesson")}, {row.Detail}";

    private static string Part(Part part) => part switch
    {
        Part.Heading p => Render(p.Text),
        Part.Paragraph p => Render(p.Text),
        Part.Callout p => $"{p.Label}: {Render(p.Text)}",
        Part.Bullets p => Lines(p.Items.Select(i => $"- {Render(i)}")),
        Part.Facts p => Lines(p.Items.Select(f => $"{f.Label}: {Render(f.Value)}")),
        Part.Ranking p => Lines([$"{p.Title}:", .. p.Rows.Select(Render)]),
        Part.Note p => Render(p.Text),
        Part.Buttons p => Say.Choices(p.Items),
        Part.Form p => Lines([.. p.Fields.Select(Field), $"[{p.SubmitLabel}]"]),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "A part without words."),
    };

    private static string Span(Span span) => span switch
    {
        { Url: { } url } when url == span.Value => url,
        { Url: { } url } => $"{span.Value} ({url})",
        { Style: SpanStyle.Code } => $"\"{span.Value}\"",
        _ => span.Value,
    };

    private static string Field(Field field)
    {
        var chosen = field.Choices?.FirstOrDefault(c => c.Value == field.Value)?.Label ?? field.Value;
        var about = new[]
        {
            string.IsNullOrEmpty(chosen) ? field.Label : $"{field.Label}: {chosen}",
            field.Choices is { Count: > 1 } choices ? $"Choices: {string.Join("; ", choices.Select(c => c.Label))}" : null,
            field.Hint?.TrimEnd('.'),
            field.Error?.TrimEnd('.'),
        };
        return string.Join(". ", about.OfType<string>()) + ".";
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
