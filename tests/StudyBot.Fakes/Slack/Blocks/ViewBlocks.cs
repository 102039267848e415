using System.Text.Json.Nodes;
using static StudyBot.Fakes.Rules;

namespace StudyBot.Fakes.Slack;

/// <summary><see href="https://docs.slack.dev/reference/views/modal-views">Modal views</see> and <see href="https://docs.slack.dev/reference/views/home-tab-views">Home tab views</see>: at most 100 blocks.</summary>
public static class ViewBlocks
{
    private static readonly Rule Title = Shape(new("type", OneOf("plain_text"), true), new("text", String(1, 24), true), new("emoji", Bool));

    private static readonly Rule Modal = All(
        Shape(new("type", Anything), new("title", Title, true), new("blocks", Each(BlockKit.InModal, 0, 100), true), new("close", Title), new("submit", Title), new("private_metadata", String(0, 3000)),
            new("callback_id", String(0, 255)), new("clear_on_close", Bool), new("notify_on_close", Bool), new("external_id", String(0, 255)), new("submit_disabled", Bool)),
        Whole(view => view["submit"] is not null || view["blocks"] is not JsonArray blocks || !blocks.Any(block => block?["type"]?.ToString() == "input"), "submit is required where there is an input block"),
        Whole(view => view["blocks"] is not JsonArray blocks || blocks.OfType<JsonObject>().SelectMany(SlackButton.Elements).Count(element => element["focus_on_load"]?.ToString() == "true") <= 1, "only one element may be focused on load"));

    private static readonly Rule Home = Shape(new("type", Anything), new("blocks", Each(BlockKit.InHome, 0, 100), true), new("private_metadata", String(0, 3000)), new("callback_id", String(0, 255)), new("external_id", String(0, 255)));

    /// <summary>What Slack would say against this view; empty where it would take it.</summary>
    public static IReadOnlyList<string> Wrong(JsonObject view)
    {
        var wrong = new List<string>();
        Typed(new Dictionary<string, Rule> { ["modal"] = Modal, ["home"] = Home })(view, "/view", wrong);
        if (view["blocks"] is JsonArray blocks) BlockIds.Check(blocks, "/view/blocks", wrong);
        return wrong;
    }

    internal static void Check(JsonObject view)
    {
        if (Wrong(view) is { Count: > 0 } wrong) throw SlackRefusal.Because("invalid_arguments", wrong);
    }
}
