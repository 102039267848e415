using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// What a modal becomes when its submission is answered: closed, corrected, replaced, covered or cleared.
/// <see href="https://docs.slack.dev/surfaces/modals">Modals</see>: "Updating modal views" and "Displaying errors in views".
/// </summary>
internal static class ViewAnswer
{
    /// <summary>What Slack itself shows when the app did not answer, or answered what it could not read.</summary>
    private static readonly IReadOnlyDictionary<string, string> Trouble = new Dictionary<string, string> { [""] = "We had some trouble connecting. Try again?" };

    public static void Apply(SlackView view, SlackDelivery delivery)
    {
        view.Errors = new Dictionary<string, string>();
        if (!delivery.Acknowledged)
        {
            view.Errors = Trouble;
            return;
        }

        var answer = delivery.AnswerJson;
        if (answer is null && delivery.Answer.Trim().Length > 0)
        {
            view.Errors = Trouble;
            return;
        }

        try
        {
            switch (answer?["response_action"]?.ToString())
            {
                case null:
                    view.Closed = true;
                    break;
                case "errors":
                    view.Errors = Errors(view, answer["errors"]);
                    break;
                case "update":
                    ViewMethods.Replace(view, ViewMethods.Checked(view.Team, answer["view"]?.DeepClone(), "modal", view));
                    break;
                case "push":
                    var depth = 1;
                    for (var below = view.Below; below is not null; below = below.Below) depth++;
                    if (depth == 3) throw new SlackRefusal("push_limit_reached");
                    ViewMethods.Show(view.Team, view.User, ViewMethods.Checked(view.Team, answer["view"]?.DeepClone(), "modal", null), view);
                    break;
                case "clear":
                    for (var one = view; one is not null; one = one.Below) one.Closed = true;
                    break;
                default:
                    view.Errors = Trouble;
                    break;
            }
        }
        catch (SlackRefusal refusal)
        {
            view.Errors = new Dictionary<string, string> { [""] = $"We had some trouble connecting. Try again? ({refusal.ToJson().ToJsonString()})" };
        }
    }

    /// <summary>Errors stand at input blocks; one for a block that is none makes the whole answer unreadable.</summary>
    private static IReadOnlyDictionary<string, string> Errors(SlackView view, JsonNode? given)
    {
        var inputs = view.Blocks.Where(block => block!["type"]!.ToString() == "input").Select(block => block!["block_id"]!.ToString()).ToHashSet();
        if (given is not JsonObject { Count: > 0 } errors || errors.Any(error => !inputs.Contains(error.Key) || error.Value is not JsonValue value || !value.TryGetValue<string>(out var text) || text.Length == 0)) return Trouble;
        return errors.ToDictionary(error => error.Key, error => error.Value!.ToString());
    }
}
