using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>Each part of a card as elements; what has no words gives none.</summary>
/// <param name="about">Which cohort buttons and forms speak of, where the conversation does not tell.</param>
internal sealed class PartRenderer(CohortId? about)
{
    /// <summary>A text block reads these as Markdown.</summary>
    private static readonly SearchValues<char> Markup = SearchValues.Create("*_[]()`~#<>\\|&");

    /// <summary>Rank, name, lessons: shares of the width.</summary>
    private static readonly int[] Columns = [1, 4, 4];

    /// <param name="first">A heading that opens the card is its title.</param>
    public IEnumerable<JsonObject> Render(Part part, bool first) => part switch
    {
        Part.Heading p => Heading(p.Text, first),
        Part.Paragraph p => Runs.Of(p.Text),
        Part.Callout p => Callout(p),
        Part.Bullets p => p.Items.SelectMany(item => Tight(Runs.Of([new Span("• "), .. item.Spans]))),
        Part.Facts p => p.Items.SelectMany(fact => Tight(Runs.Of([Span.Bold(Words.OneLine(fact.Label)), ": ", .. fact.Value.Spans]))),
        Part.Ranking p => Ranking(p),
        Part.Note p => Runs.Of(p.Text, ("size", "Small"), ("isSubtle", true)),
        Part.Buttons p => Buttons(p.Items),
        Part.Form p => FormRenderer.Render(p, about),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "A part without a rendering."),
    };

    /// <summary>Only a text block can be a heading to a screen reader; one whose words would be read as Markdown is set in runs.</summary>
    private static IEnumerable<JsonObject> Heading(Text text, bool first)
    {
        var line = Words.OneLine(PlainText.Render(text));
        var size = first ? "Large" : "Medium";
        if (line.AsSpan().ContainsAny(Markup) || line.Length > CardLimits.Run || line.StartsWith('-') || line.StartsWith('+') || StartsNumbered(line)) return Runs.Of(text, ("size", size), ("weight", "Bolder"));
        return Words.Seen(line) ? [new JsonObject { ["type"] = "TextBlock", ["text"] = line, ["size"] = size, ["weight"] = "Bolder", ["wrap"] = true, ["style"] = "heading" }] : [];
    }

    private static bool StartsNumbered(string line) => line.TakeWhile(char.IsAsciiDigit).Count() is > 0 and var digits && digits < line.Length && line[digits] is '.' or ')';

    private static IEnumerable<JsonObject> Callout(Part.Callout callout)
    {
        JsonObject[] items = [.. Runs.Of([Span.Bold(Words.OneLine(callout.Label))]), .. Runs.Of(callout.Text)];
        return items.Length > 0 ? [Set(items)] : [];
    }

    /// <summary>Elements set apart from what is around them.</summary>
    public static JsonObject Set(IEnumerable<JsonObject> items) => new() { ["type"] = "Container", ["style"] = "emphasis", ["items"] = new JsonArray([.. items]) };

    private static IEnumerable<JsonObject> Ranking(Part.Ranking ranking)
    {
        foreach (var title in Runs.Of([Span.Bold(Words.OneLine(ranking.Title))])) yield return title;
        foreach (var rows in ranking.Rows.Chunk(CardLimits.Table)) yield return Table(rows);
    }

    private static JsonObject Table(IReadOnlyList<RankedRow> rows) => new()
    {
        ["type"] = "Table",
        ["columns"] = new JsonArray([.. Columns.Select(width => new JsonObject { ["width"] = width })]),
        ["showGridLines"] = false,
        ["rows"] = new JsonArray([
            Row([Span.Bold(Say.RankColumn), Span.Bold(Say.NameColumn), Span.Bold(Say.DoneColumn)]),
            .. rows.Select(row => Row([row.Rank.ToString(CultureInfo.InvariantCulture), Span.Bold(Words.Name(row.Name)), $"{Many.Of(row.Completed, "lesson")}, {Words.OneLine(row.Detail)}"])),
        ]),
    };

    private static JsonObject Row(IEnumerable<Span> cells) => new()
    {
        ["type"] = "TableRow",
        ["cells"] = new JsonArray([.. cells.Select(cell => new JsonObject { ["type"] = "TableCell", ["items"] = new JsonArray([.. Runs.Of([cell])]) })]),
    };

    /// <summary>One button of a card stands out.</summary>
    private IEnumerable<JsonObject> Buttons(IReadOnlyList<Button> buttons)
    {
        var primary = buttons.FirstOrDefault(button => button.Primary);
        return buttons.Chunk(CardLimits.Row).Select(row => Actions.Set(row.Select(button => Press(button, ReferenceEquals(button, primary)))));
    }

    private JsonObject Press(Button button, bool primary)
    {
        var label = Words.OneLine(button.Label) is var words && Words.Seen(words) ? words : Words.OneLine(button.Command) is var said && Words.Seen(said) ? said : Say.Unnamed;
        return Actions.Execute("say", Words.Cut(label, CardLimits.Label), CardAction.OfButton(Words.Cut(Words.Clean(button.Command), CardLimits.Command, ""), button.Cohort ?? about), primary, takesFields: false);
    }

    private static IEnumerable<JsonObject> Tight(IEnumerable<JsonObject> elements) => elements.Select(element =>
    {
        element["spacing"] = "Small";
        return element;
    });
}
