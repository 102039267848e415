using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

internal static class CardRules
{
    /// <summary>What is wrong with a card.</summary>
    public static IReadOnlyList<string> Wrong(JsonNode? card)
    {
        if (card is not JsonObject thing) return ["the card must be an object"];
        var wrong = new List<string>();
        if (thing["type"]?.ToString() != "AdaptiveCard") wrong.Add("type must be AdaptiveCard");
        if (thing["version"]?.ToString() is not ("1.0" or "1.1" or "1.2" or "1.3" or "1.4" or "1.5")) wrong.Add("version must be 1.5 at most");
        return wrong;
    }
}
