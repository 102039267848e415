using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using StudyBot.Fakes.Slack;
using StudyBot.Slack;

namespace StudyBot.Tests.Slack.Fake;

/// <summary>Two who wrote Slack's rules down without each other: what StudyBot renders, the fake takes.</summary>
public class RenderedTests
{
    [Fact]
    public void Any_message_is_taken() => AnyCards.All.Sample(
        card =>
        {
            var blocks = Json(BlockKit.Message(card).Blocks).AsArray();
            Assert.Empty(MessageBlocks.Wrong(blocks));
            Assert.False(MessageBlocks.TooLong(blocks));
        },
        iter: 200);

    [Fact]
    public void Any_modal_is_taken() => AnyCards.WithForm.Sample(card => Assert.Empty(ViewBlocks.Wrong(Json(BlockKit.Modal(card, "C1")).AsObject())), iter: 200);

    [Fact]
    public void Any_home_is_taken() => AnyCards.All.Array[0, 6].Sample(cards => Assert.Empty(ViewBlocks.Wrong(Json(BlockKit.Home(cards)).AsObject())), iter: 60);

    private static JsonNode Json(IReadOnlyList<Block> blocks) => JsonSerializer.SerializeToNode(blocks, BlockJson.Default.IReadOnlyListBlock)!;

    private static JsonNode Json(View view) => JsonSerializer.SerializeToNode(view, BlockJson.Default.View)!;
}
