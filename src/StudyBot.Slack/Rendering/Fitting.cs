using StudyBot.Cards;
using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>Blocks as one message or view: all of them where they fit, otherwise what matters most and a note that says so.</summary>
internal static class Fitting
{
    private const int BlockWeight = 100;
    private const int InlineWeight = 20;

    private static readonly Block Note = new Block.Context([new TextObject.Plain(Say.Shortened())]);

    /// <summary>Titles, what is set apart, buttons and fields stay before running text does.</summary>
    public static IReadOnlyList<Block> Fit(IReadOnlyList<Block> blocks, int most, int weight)
    {
        if (blocks.Count <= most && blocks.Sum(Weight) <= weight) return blocks;
        return Choosing.Keep(blocks, Weight, Matters, Note, weight - Weight(Note), most - 1);
    }

    /// <summary>Characters, and something for every block and run.</summary>
    public static int Weight(IEnumerable<Inline> inlines) => inlines.Sum(i => i.Text.Length + (i is Inline.Link link ? link.Url.Length : 0) + InlineWeight);

    private static int Weight(Block block) => BlockWeight + block switch
    {
        Block.Header b => Weight(b.Text),
        Block.RichText b => b.Elements.Sum(Weight),
        Block.Context b => b.Elements.Sum(Weight),
        Block.Actions b => b.Elements.Sum(Weight),
        Block.Input b => Weight(b.Label) + Weight(b.Hint) + Weight(b.Element),
        _ => 0,
    };

    private static int Weight(RichTextPart part) => part switch
    {
        RichTextPart.Section p => Weight(p.Elements),
        RichTextPart.Quote p => Weight(p.Elements),
        RichTextPart.Bullets p => p.Elements.Sum(Weight),
        _ => 0,
    };

    private static int Weight(Element element) => InlineWeight + element switch
    {
        Element.Press e => Weight(e.Text) + e.Value.Length,
        Element.Line e => e.InitialValue?.Length ?? 0,
        Element.Select e => e.Options.Sum(o => Weight(o.Text) + o.Value.Length),
        _ => 0,
    };

    private static int Weight(TextObject? text) => text switch
    {
        TextObject.Plain t => t.Text.Length,
        TextObject.Mrkdwn t => t.Text.Length,
        _ => 0,
    };

    private static bool Matters(Block block) => block is Block.Header or Block.Actions or Block.Input or Block.RichText { Elements: [RichTextPart.Quote] };
}
