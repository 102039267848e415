using StudyBot.Cards;

namespace StudyBot.Curricula;

/// <summary>
/// How much of one message a card takes, in the measure of the platform that takes least: Slack's, which counts every block and every run of text
/// besides the characters, and what stands behind a link. The core knows no platform, so this is its own count; a test holds it to Slack's.
/// </summary>
internal sealed record MessageSize(int Blocks, int Weight)
{
    /// <summary>Slack takes 50 blocks and a weight of 10,000 (its renderer's Limits). A little less, for totals and dates that are not known yet, and for where long text breaks.</summary>
    private const int MostBlocks = 48;
    private const int MostWeight = 9_600;

    private const int Block = 100;
    private const int Run = 20;
    private const int BlockLength = 3_000;
    private const int LongestHeading = 150;
    private const int LongestUrl = 2_000;

    public bool Fits => Blocks <= MostBlocks && Weight <= MostWeight;

    public static MessageSize Of(Card card) => card.Parts.Select(Of).Aggregate((sum, part) => new(sum.Blocks + part.Blocks, sum.Weight + part.Weight));

    private static MessageSize Of(Part part) => part switch
    {
        Part.Heading p when p.Text.ToString().Length <= LongestHeading => new(1, Block + p.Text.ToString().Length),
        Part.Heading p => Running(Of(p.Text)),
        Part.Paragraph p => Running(Of(p.Text)),
        Part.Callout p => Running(Run + p.Label.Length + 1 + Of(p.Text)),
        Part.Bullets p => Listed(p.Items),
        Part.Note p => Running(p.Text.Spans.Sum(span => span.Value.Length + 2)),
        Part.Buttons p => new(1, Block + p.Items.Sum(button => (2 * Run) + button.Label.Length + button.Command.Length)),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "No part of a lesson."),
    };

    /// <summary>Text that is longer than a block goes on in the next.</summary>
    private static MessageSize Running(int weight)
    {
        var blocks = 1 + (weight / BlockLength);
        return new(blocks, weight + (blocks * Block) + ((blocks - 1) * Run));
    }

    /// <summary>As many items a block as it holds.</summary>
    private static MessageSize Listed(IReadOnlyList<Text> items)
    {
        var (blocks, total, room) = (0, 0, 0);
        foreach (var weight in items.Select(Of))
        {
            if (weight > room) (blocks, room) = (blocks + 1 + (weight / BlockLength), BlockLength);
            room -= weight;
            total += weight;
        }

        return new(blocks, total + (blocks * Block));
    }

    private static int Of(Text text) => text.Spans.Sum(span => Run + span.Value.Length + Address(span.Url));

    /// <summary>What is too long stays text.</summary>
    private static int Address(string? url) => WebAddress.Of(url, LongestUrl)?.Length ?? 0;
}
