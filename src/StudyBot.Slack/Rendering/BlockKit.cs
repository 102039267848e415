using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>Cards as Slack shows them. Whatever stands in a card, the result is one that Slack takes (<see cref="Limits"/>), and nothing in it mentions anybody.</summary>
public static class BlockKit
{
    /// <summary>Always one message: long text goes on in further blocks; what is still too much is left out with a note that says so.</summary>
    /// <param name="about">The cohort that its buttons speak of, where the channel does not tell: in a direct message.</param>
    public static SlackMessage Message(Card card, CohortId? about = null)
    {
        var blocks = Blocks(card, new(about));
        return new(blocks.Count > 0 ? Fallback(card) : Say.NothingToShow(), Fitting.Fit(blocks.Count > 0 ? blocks : Nothing, Limits.MessageBlocks, Limits.MessageWeight));
    }

    /// <summary>A card with a form as a modal. What is wrong with a field stands below it.</summary>
    /// <param name="metadata">Comes back with the submission; at most <see cref="Limits.PrivateMetadata"/> characters.</param>
    public static View Modal(Card card, string metadata)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(metadata.Length, Limits.PrivateMetadata, nameof(metadata));
        var renderer = new PartRenderer();
        var form = card.Parts.OfType<Part.Form>().FirstOrDefault();
        var heading = card.Parts is [Part.Heading first, ..] ? Words.OneLine(PlainText.Render(first.Text)) : "";
        var isTitle = Words.Seen(heading) && heading.Length <= Limits.ViewTitle;
        var blocks = card.Parts.Skip(isTitle ? 1 : 0).SelectMany((p, i) => ReferenceEquals(p, form) ? FormRenderer.Render(form) : renderer.Render(p, first: i == 0)).ToArray();
        return new(
            "modal",
            Fitting.Fit(blocks.Length > 0 ? blocks : Nothing, Limits.ViewBlocks, Limits.ViewWeight),
            Title(Words.Seen(heading) ? heading : "StudyBot"),
            form is null ? null : Title(Words.FirstSeen(form.SubmitLabel, Say.Submit)),
            Title(Say.Cancel),
            form?.Name,
            metadata.Length > 0 ? metadata : null);
    }

    /// <summary>The form's errors by field, for <c>response_action: errors</c>; empty where there is none.</summary>
    public static IReadOnlyDictionary<string, string> Errors(Card card) =>
        (card.Parts.OfType<Part.Form>().FirstOrDefault()?.Fields ?? [])
            .Where(f => f.Error is not null)
            .ToDictionary(f => f.Name, f => Words.Cut(Words.FirstSeen(f.Error!, Say.Unnamed), Limits.Label));

    /// <summary>App Home: the cards one below the other.</summary>
    public static View Home(IReadOnlyList<Card> cards)
    {
        var renderer = new PartRenderer();
        var blocks = cards.Select(c => Blocks(c, renderer)).Where(b => b.Count > 0).SelectMany((b, i) => i == 0 ? b : b.Prepend(new Block.Divider())).ToArray();
        return new("home", Fitting.Fit(blocks.Length > 0 ? blocks : Nothing, Limits.ViewBlocks, Limits.ViewWeight));
    }

    private static IReadOnlyList<Block> Nothing => [new Block.Context([new TextObject.Plain(Say.NothingToShow())])];

    private static TextObject.Plain Title(string words) => new(Words.Cut(words, Limits.ViewTitle));

    private static List<Block> Blocks(Card card, PartRenderer renderer) => [.. card.Parts.SelectMany((p, i) => renderer.Render(p, first: i == 0))];

    private static string Fallback(Card card)
    {
        var words = Words.Clean(PlainText.Render(card));
        for (var most = Limits.Fallback; ; most = most * 3 / 4)
        {
            if (Escape(Words.Cut(words, most)) is { Length: <= Limits.Fallback } text) return text;
        }
    }

    /// <summary>For <c>text</c> of a message, which Slack reads for mentions and links: docs.slack.dev/messaging/formatting-message-text.</summary>
    public static string Escape(string words) => words.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
