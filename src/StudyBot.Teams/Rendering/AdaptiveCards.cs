using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>Cards as Teams shows them: Adaptive Cards 1.5. Whatever stands in a card, the result is one that Teams takes (<see cref="CardLimits"/>), and nothing in it mentions anybody.</summary>
public static class AdaptiveCards
{
    /// <summary>As it is sent; letters of other scripts are not written as six each.</summary>
    internal static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>By which a card asks for one person's view of it.</summary>
    public const string RefreshVerb = "refresh";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = Encoder };

    /// <summary>One card, or several where one would be too large; each after the first says that it goes on.</summary>
    /// <param name="about">Which cohort buttons and forms speak of, where the conversation does not tell; null in the cohort's own channel.</param>
    public static IReadOnlyList<JsonObject> Render(Card card, CohortId? about = null)
    {
        var cards = new List<List<JsonObject>> { new() };
        var room = CardLimits.Body;
        foreach (var element in Elements(card, about))
        {
            var weight = Weight(element);
            if (weight > room && cards[^1].Count > 0)
            {
                cards.Add([.. Runs.Of([new Span(Say.GoesOn)], ("size", "Small"), ("isSubtle", true))]);
                room = CardLimits.Body - Weight(cards[^1][0]);
            }

            cards[^1].Add(element);
            room -= weight;
        }

        return cards is [{ Count: 0 }] ? [Make(Runs.Of([new Span(Say.NothingToShow())]), card)] : [.. cards.Select((elements, i) => Make(elements, i == 0 ? card : Card.Line(Say.GoesOn)))];
    }

    /// <summary>One card; what is too much is left out with a note that says so, buttons last.</summary>
    public static JsonObject RenderOne(Card card, CohortId? about = null) => One(Elements(card, about), card);

    /// <summary>The card that all see, and above it what this person alone sees.</summary>
    public static JsonObject RenderFor(Card shared, Card personal, CohortId? about = null) =>
        One([PartRenderer.Set(Elements(personal, about)), .. Elements(shared, about)], new Card([.. personal.Parts, .. shared.Parts]));

    /// <summary>Asks Teams to fetch these people's own view of the card, each time it changes.</summary>
    public static JsonObject RefreshedFor(JsonObject card, IReadOnlyList<string> users)
    {
        if (users.Count > 0)
            card["refresh"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = RefreshVerb }, ["userIds"] = new JsonArray([.. users.Select(user => (JsonNode)user)]) };
        return card;
    }

    private static JsonObject One(IReadOnlyList<JsonObject> elements, Card card)
    {
        if (elements.Count == 0) return Make(Runs.Of([new Span(Say.NothingToShow())]), card);
        var weights = elements.Select(Weight).ToArray();
        if (weights.Sum() <= CardLimits.Body) return Make(elements, card);
        JsonObject[] note = [.. Runs.Of([new Span(Say.Shortened())], ("size", "Small"), ("isSubtle", true))];
        var room = CardLimits.Body - note.Sum(Weight);
        var kept = new bool[elements.Count];
        foreach (var matters in (bool[])[true, false])
        {
            for (var i = 0; i < elements.Count; i++)
            {
                if (kept[i] || Matters(elements[i]) != matters) continue;
                if (weights[i] > room)
                {
                    // Later text without what came before it would say something else.
                    if (!matters) break;
                    continue;
                }

                kept[i] = true;
                room -= weights[i];
            }
        }

        var gap = Array.IndexOf(kept, false);
        return Make([.. elements.Take(gap), .. note, .. elements.Where((_, i) => i > gap && kept[i])], card);
    }

    private static bool Matters(JsonObject element) => element["type"]!.GetValue<string>() is "ActionSet" or "TextBlock" || element.ContainsKey("id");

    private static IReadOnlyList<JsonObject> Elements(Card card, CohortId? about)
    {
        var renderer = new PartRenderer(about);
        return [.. card.Parts.SelectMany((part, i) => renderer.Render(part, first: i == 0))];
    }

    private static JsonObject Make(IEnumerable<JsonObject> body, Card card)
    {
        var words = Spoken(PlainText.Render(card) is { Length: > 0 } plain ? plain : Say.NothingToShow());
        return new()
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = words,
            ["speak"] = words,
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["body"] = new JsonArray([.. body]),
        };
    }

    private static string Spoken(string words)
    {
        words = Words.Clean(words);
        for (var most = CardLimits.Spoken; ; most = most * 3 / 4)
        {
            var cut = Words.Cut(words, most);
            if (JsonEncodedText.Encode(cut, Encoder).EncodedUtf8Bytes.Length <= CardLimits.Spoken) return cut;
        }
    }

    private static int Weight(JsonObject element) => JsonSerializer.SerializeToUtf8Bytes(element, Compact).Length + 1;
}
