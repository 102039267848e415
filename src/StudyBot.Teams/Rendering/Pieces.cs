using StudyBot.Cards;

namespace StudyBot.Teams;

/// <summary>A card's parts, none of them too large for a card of its own (<see cref="CardLimits.Piece"/>): a long one goes on as the next, under its label or title again.</summary>
internal static class Pieces
{
    /// <summary>About what the JSON around a run, a line, a list's item and a table's row takes.</summary>
    private const int Run = 150;
    private const int Row = 500;

    /// <summary>The most that a letter takes, with its share of a place to break at inside a long word.</summary>
    private const int Letter = 2;

    /// <summary>The most that any other character takes: many are written as <c>\u003C</c>, after a backslash where they would be Markdown.</summary>
    private const int Sign = 8;

    public static IEnumerable<Part> Of(Card card) => card.Parts.SelectMany(Of);

    private static IEnumerable<Part> Of(Part part) => part switch
    {
        Part.Heading p => Split(p.Text).Select(text => new Part.Heading(text)),
        Part.Paragraph p => Split(p.Text).Select(text => new Part.Paragraph(text)),
        Part.Note p => Split(p.Text).Select(text => new Part.Note(text)),
        Part.Callout p => Titled(p.Label, label => Split(p.Text).DefaultIfEmpty(p.Text).Select(text => new Part.Callout(label, text))),
        Part.Bullets p => Groups(p.Items.SelectMany(Split), Weight).Select(items => new Part.Bullets(items)),
        Part.Facts p => Facts(p.Items),
        Part.Ranking p => Titled(p.Title, title => Ranking(title, p.Rows)),
        // The command stands in a button and in what stands in for it.
        Part.Buttons p => p.Items.Chunk(CardLimits.Row).SelectMany(row => Groups(row, button => Row + 2 * Weight(button.Command))).Select(items => new Part.Buttons(items)),
        // Fields go with what sends them; their own limits keep a form small.
        _ => [part],
    };

    /// <summary>What cannot be a label for its length becomes text.</summary>
    private static IEnumerable<Part> Titled(string title, Func<string, IEnumerable<Part>> under) =>
        Weight(title) <= CardLimits.Piece / 4 ? under(title) : [.. Split(Text.Of(Span.Bold(title))).Select(text => new Part.Paragraph(text)), .. under("")];

    private static IEnumerable<Part> Facts(IReadOnlyList<Fact> facts) => Grouped(
        facts, fact => Run + Weight(fact.Label) + Weight(fact.Value), items => new Part.Facts(items), fact => Text.Of([Span.Bold(fact.Label), ": ", .. fact.Value.Spans]));

    private static IEnumerable<Part> Ranking(string title, IReadOnlyList<RankedRow> rows) => rows.Count == 0 ? [new Part.Ranking(title, rows)] : Grouped(
        rows, row => Row + Weight(row.Name) + Weight(row.Detail), group => new Part.Ranking(title, group),
        row => Text.Plain(PlainText.Render(row)));

    /// <summary>Groups of what fits into one, in order; what would fill more than a piece alone becomes text.</summary>
    private static IEnumerable<Part> Grouped<T>(IReadOnlyList<T> items, Func<T, int> weight, Func<IReadOnlyList<T>, Part> together, Func<T, Text> alone)
    {
        for (var i = 0; i < items.Count;)
        {
            var fitting = items.Skip(i).TakeWhile(item => weight(item) <= CardLimits.Piece).ToArray();
            foreach (var group in Groups(fitting, weight)) yield return together(group);
            i += fitting.Length;
            if (i == items.Count) yield break;
            foreach (var text in Split(alone(items[i]))) yield return new Part.Paragraph(text);
            i++;
        }
    }

    private static IEnumerable<IReadOnlyList<T>> Groups<T>(IEnumerable<T> items, Func<T, int> weight)
    {
        var group = new List<T>();
        var room = CardLimits.Piece;
        foreach (var item in items)
        {
            var more = weight(item);
            if (more > room && group.Count > 0)
            {
                yield return group;
                (group, room) = ([], CardLimits.Piece);
            }

            group.Add(item);
            room -= more;
        }

        if (group.Count > 0) yield return group;
    }

    private static IEnumerable<Text> Split(Text text)
    {
        var piece = new List<Span>();
        var room = CardLimits.Piece;
        foreach (var span in text.Spans)
        {
            for (var rest = span.Value; rest.Length > 0;)
            {
                var around = Run + Weight(span.Url ?? "");
                var end = Held(rest, room - around);
                if (end < rest.Length && piece.Count > 0 && room < CardLimits.Piece / 2)
                {
                    yield return new(piece);
                    (piece, room) = ([], CardLimits.Piece);
                    continue;
                }

                end = end < rest.Length ? Words.Break(rest, Math.Max(1, end)) : end;
                piece.Add(span with { Value = rest[..end] });
                room -= around + Weight(rest[..end]);
                rest = rest[end..];
            }
        }

        if (piece.Count > 0) yield return new(piece);
    }

    /// <summary>How many of the characters the room holds.</summary>
    private static int Held(string words, int room)
    {
        var end = 0;
        while (end < words.Length && (room -= Weight(words[end])) >= 0) end++;
        return end;
    }

    private static int Weight(Text text) => Run + text.Spans.Sum(span => Run + Weight(span.Value) + Weight(span.Url ?? ""));

    private static int Weight(string words) => words.Sum(Weight);

    private static int Weight(char character) => character == '\n' ? Run : character == ' ' || char.IsLetterOrDigit(character) ? Letter : Sign;
}
