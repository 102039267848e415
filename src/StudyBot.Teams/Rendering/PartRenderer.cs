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
    /// <summary>A text block reads these as Markdown, and fills in what stands in braces.</summary>
    private static readonly SearchValues<char> Markup = SearchValues.Create("*_[]`~#<>\\|&{");

    /// <summary>Rank, name, lessons: shares of the width.</summary>
    private static readonly int[] Columns = [2, 5, 6];

    public IReadOnlyList<Shown> Render(IEnumerable<Part> parts) => [.. parts.Select((part, i) => Render(part, first: i == 0))];

    /// <param name="first">A heading that opens the card is its title.</param>
    public Shown Render(Part part, bool first = false) => new(part, [.. Elements(part, first)]);

    /// <summary>Elements set apart from what is around them.</summary>
    public static JsonObject SetApart(IEnumerable<JsonObject> items) => new() { ["type"] = "Container", ["style"] = "emphasis", ["items"] = new JsonArray([.. items]) };

    private IEnumerable<JsonObject> Elements(Part part, bool first) => part switch
    {
        Part.Heading p => Heading(p.Text, first),
        Part.Paragraph p => Runs.Of(p.Text),
        Part.Callout p => Callout(p),
        Part.Bullets p => p.Items.Select(item => Runs.Of(item).ToArray()).Where(lines => lines.Length > 0).Select(Bullet),
        Part.Facts p => p.Items.SelectMany(Fact),
        Part.Ranking p => Ranking(p),
        Part.Note p => Runs.Of(p.Text, ("size", "Small"), ("isSubtle", true)),
        Part.Buttons p => Buttons(p.Items),
        Part.Form p => FormRenderer.Render(p, about),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "A part without a rendering."),
    };

    /// <summary>Only a text block can be a heading to a screen reader; one whose words would be read as Markdown is set in runs.</summary>
    private static IEnumerable<JsonObject> Heading(Text text, bool first)
    {
        var line = Words.OneLine(text.ToString());
        var size = first ? "Large" : "Medium";
        if (line.AsSpan().ContainsAny(Markup) || Markdown.OpensBlock().IsMatch(line) || text.Spans.Any(span => span.Url is not null)) return Runs.Of(text, ("size", size), ("weight", "Bolder"));
        return Words.Seen(line) ? [new JsonObject { ["type"] = "TextBlock", ["text"] = line, ["size"] = size, ["weight"] = "Bolder", ["wrap"] = true, ["style"] = "heading" }] : [];
    }

    private static IEnumerable<JsonObject> Callout(Part.Callout callout)
    {
        JsonObject[] items = [.. Bold(Words.OneLine(callout.Label)), .. Runs.Of(callout.Text)];
        return items.Length > 0 ? [SetApart(items)] : [];
    }

    /// <summary>Two columns, so that a long item stays beside its mark.</summary>
    private static JsonObject Bullet(IEnumerable<JsonObject> lines) => new()
    {
        ["type"] = "ColumnSet",
        ["spacing"] = "Small",
        ["columns"] = new JsonArray(
            new JsonObject { ["type"] = "Column", ["width"] = "auto", ["items"] = new JsonArray([.. Plain("•")]) },
            new JsonObject { ["type"] = "Column", ["width"] = "stretch", ["spacing"] = "Small", ["items"] = new JsonArray([.. lines]) }),
    };

    private static IEnumerable<JsonObject> Fact(Fact fact, int position)
    {
        foreach (var (line, i) in Runs.Of(new([Span.Bold(Words.OneLine(fact.Label)), ": ", .. fact.Value.Spans])).Select((line, i) => (line, i)))
        {
            if (i == 0 && position > 0) line["spacing"] = "Small";
            yield return line;
        }
    }

    private static IEnumerable<JsonObject> Ranking(Part.Ranking ranking) =>
    [
        .. Bold(Words.OneLine(ranking.Title)),
        .. ranking.Rows.Count > 0 ? [Table(ranking.Rows)] : (JsonObject[])[],
    ];

    /// <summary>Its first row is read as the heads of the columns, which is what clients do unless told otherwise.</summary>
    private static JsonObject Table(IReadOnlyList<RankedRow> rows) => new()
    {
        ["type"] = "Table",
        ["columns"] = new JsonArray([.. Columns.Select(width => new JsonObject { ["width"] = width })]),
        ["showGridLines"] = false,
        ["rows"] = new JsonArray([
            Row(Bold(Say.RankColumn), Bold(Say.NameColumn), Bold(Say.DoneColumn)),
            .. rows.Select(row => Row(Plain(row.Rank.ToString(CultureInfo.InvariantCulture)), Name(row.Name), Plain($"{Many.Of(row.Completed, "lesson")}, {Words.OneLine(row.Detail)}"))),
        ]),
    };

    private static JsonObject Row(params IEnumerable<JsonObject>[] cells) => new()
    {
        ["type"] = "TableRow",
        ["cells"] = new JsonArray([.. cells.Select(items => new JsonObject { ["type"] = "TableCell", ["items"] = new JsonArray([.. items]) })]),
    };

    private static IEnumerable<JsonObject> Name(string name) => Words.Seen(Words.OneLine(name)) ? [Runs.Name(name)] : Bold(Say.Unnamed);

    private static IEnumerable<JsonObject> Bold(string words) => Runs.Of(Text.Of(Span.Bold(words)));

    private static IEnumerable<JsonObject> Plain(string words) => Runs.Of(Text.Plain(words));

    /// <summary>One button of a part stands out.</summary>
    private IEnumerable<JsonObject> Buttons(IReadOnlyList<Button> buttons)
    {
        var primary = buttons.FirstOrDefault(button => button.Primary);
        return ButtonRows.Of([.. buttons.Select(button => Press(button, ReferenceEquals(button, primary)))]).Select(Actions.Set);
    }

    private JsonObject Press(Button button, bool primary)
    {
        var label = Words.FirstSeen(button.Label, button.Command, Say.Unnamed);
        return Actions.Execute("say", Words.Cut(label, CardLimits.ButtonLabel), CardAction.OfButton(button.Command, button.Cohort ?? about), primary, takesFields: false);
    }
}
