using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>The blocks of one message: at most 50. <see href="https://docs.slack.dev/reference/block-kit/blocks">Blocks</see>.</summary>
public static class MessageBlocks
{
    public const int Most = 50;

    /// <summary>The characters that all texts of a message have together. Not on a page of Slack's; seen and reported in
    /// <see href="https://github.com/slackapi/bolt-js/issues/2509">bolt-js#2509</see>, where a little more or less passed.</summary>
    public const int Characters = 13_200;

    /// <summary>What Slack would say against these blocks; empty where it would take them. For whoever renders, without a server.</summary>
    public static IReadOnlyList<string> Wrong(JsonArray blocks)
    {
        var wrong = new List<string>();
        Rules.Each(BlockKit.InMessage, 0, Most)(blocks, "/blocks", wrong);
        BlockIds.Check(blocks, "/blocks", wrong);
        // "You can only have one table per message": https://docs.slack.dev/reference/block-kit/blocks/table-block
        if (blocks.Count(block => block?["type"]?.ToString() == "table") > 1) wrong.Add("only_one_table_allowed [json-pointer:/blocks]");
        // "cumulative limit for all markdown blocks in a single payload": https://docs.slack.dev/reference/block-kit/blocks/markdown-block
        var markdown = blocks.Where(block => block?["type"]?.ToString() == "markdown").ToList();
        if (markdown.Count > 1 && markdown.Sum(block => block!["text"]?.ToString().Length ?? 0) > 12_000) wrong.Add("markdown blocks hold more than 12000 characters [json-pointer:/blocks]");
        return wrong;
    }

    /// <summary>Whether the texts are too long together, though each may pass.</summary>
    public static bool TooLong(JsonArray blocks) => BlockText.Lines(blocks).Sum(line => line.Length) > Characters;

    internal static void Check(JsonArray blocks)
    {
        if (Wrong(blocks) is { Count: > 0 } wrong) throw SlackRefusal.Because("invalid_blocks", wrong);
        if (TooLong(blocks)) throw new SlackRefusal("msg_blocks_too_long");
    }
}
