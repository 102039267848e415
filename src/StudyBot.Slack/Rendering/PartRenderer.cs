using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>Each part of a card as blocks, each within Slack's limits for one block; what has no words gives none. One renderer serves one message or view, in which its buttons are told apart.</summary>
internal sealed class PartRenderer(CohortId? about = null)
{
    /// <summary>A longer table is plain: each change of style takes room that another row could have.</summary>
    private const int LongTable = 50;

    private int _buttons;

    /// <param name="first">A heading that opens the card is a header.</param>
    public IEnumerable<Block> Render(Part part, bool first = false) => part switch
    {
        Part.Heading p => Heading(p.Text, first),
        Part.Paragraph p => Sections(Inlines.Of(p.Text)),
        Part.Callout p => Callout(p),
        Part.Bullets p => Bullets(p),
        Part.Facts p => Sections(Lines(p.Items.Select(Fact))),
        Part.Ranking p => Sections(Lines([[Inlines.Bold(Words.OneLine(p.Title))], .. p.Rows.Select(r => Row(r, bold: p.Rows.Count <= LongTable))])),
        Part.Note p => SmallPrint.Of(p.Text),
        Part.Buttons p => Presses(p.Items),
        // The fields need a modal, and a modal needs a press.
        Part.Form p => Presses([new(Say.OpenForm, p.Name, Primary: true)]),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "A part without a rendering."),
    };

    /// <summary>A header takes no more than one line of plain text; a longer heading is shown whole, in bold.</summary>
    private static IEnumerable<Block> Heading(Text text, bool first)
    {
        var line = Words.OneLine(PlainText.Render(text));
        if (!first || line.Length > Limits.Header) return Sections(Inlines.Of(text).Select(Inlines.Bold));
        return Words.Seen(line) ? [new Block.Header(new TextObject.Plain(line))] : [];
    }

    private static IEnumerable<Block> Callout(Part.Callout callout)
    {
        var label = Words.OneLine(callout.Label);
        Inline[] opening = Words.Seen(label) ? [Inlines.Bold($"{label}\n")] : [];
        return Inlines.Pieces([.. opening, .. Inlines.Of(callout.Text)]).Select(p => Rich(new RichTextPart.Quote(p)));
    }

    /// <summary>As many items a block as it holds; an item that is longer than a block goes on as the next one.</summary>
    private static IEnumerable<Block> Bullets(Part.Bullets bullets)
    {
        var items = new List<RichTextPart>();
        var weight = 0;
        foreach (var item in bullets.Items.SelectMany(i => Inlines.Pieces(Inlines.Of(i))))
        {
            var more = Fitting.Weight(item);
            if (items.Count > 0 && weight + more > Limits.Text)
            {
                yield return Rich(new RichTextPart.Bullets(items));
                (items, weight) = ([], 0);
            }

            items.Add(new RichTextPart.Section(item));
            weight += more;
        }

        if (items.Count > 0) yield return Rich(new RichTextPart.Bullets(items));
    }

    private static IEnumerable<Inline> Fact(Fact fact) => [Inlines.Bold($"{Words.OneLine(fact.Label)}:"), Inlines.Plain(" "), .. Inlines.Of(fact.Value)];

    private static IEnumerable<Inline> Row(RankedRow row, bool bold) =>
        [Inlines.Plain($"{row.Rank}. "), bold ? Inlines.Bold(Words.Name(row.Name)) : Inlines.Plain(Words.Name(row.Name)), Inlines.Plain($" · {Many.Of(row.Completed, "lesson")} · {Words.OneLine(row.Detail)}")];

    /// <summary>One button of a set is primary (button-element: use it once within a set).</summary>
    private IEnumerable<Block> Presses(IReadOnlyList<Button> buttons)
    {
        var primary = buttons.FirstOrDefault(b => b.Primary);
        return buttons.Chunk(Limits.Actions).Select(set => new Block.Actions([.. set.Select(b => Press(b, ReferenceEquals(b, primary)))]));
    }

    private Element.Press Press(Button button, bool primary)
    {
        var label = Words.FirstSeen(button.Label, button.Command, Say.Unnamed);
        return new($"say-{++_buttons}", new TextObject.Plain(Words.Cut(label, Limits.ButtonLabel)), new ButtonValue(button.Command, (button.Cohort ?? about)?.ToString()).Write(), primary ? "primary" : null);
    }

    private static IEnumerable<Block> Sections(IEnumerable<Inline> inlines) => Inlines.Pieces(inlines).Select(p => Rich(new RichTextPart.Section(p)));

    private static IEnumerable<Inline> Lines(IEnumerable<IEnumerable<Inline>> lines) =>
        lines.Where(Inlines.Seen).SelectMany((line, i) => i == 0 ? line : line.Prepend(Inlines.Plain("\n")));

    private static Block.RichText Rich(RichTextPart part) => new([part]);
}
