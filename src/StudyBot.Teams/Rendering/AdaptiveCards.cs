using System.Text.Json;
using System.Text.Json.Nodes;
using StudyBot.Cards;
using StudyBot.Cohorts;
namespace StudyBot.Teams;
public static class AdaptiveCards
{
    public static IReadOnlyList<JsonObject> Render(Card card, CohortId? about = null) => [RenderOne(card, about)];
    public static JsonObject RenderFor(Card shared, Card personal, CohortId? about = null) => RenderOne(new Card([.. personal.Parts, .. shared.Parts]), about);
    public static JsonObject RenderOne(Card card, CohortId? about = null) => new() { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["speak"] = PlainText.Render(card), ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = PlainText.Render(card) + about }) };
}
public sealed record CardAction(string? Say, string? Form, CohortId? In, string? Thread, IReadOnlyDictionary<string, string> Values) { public static CardAction? Read(JsonElement data) => null; }
