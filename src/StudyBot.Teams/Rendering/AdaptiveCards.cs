using System.Text.Encodings.Web;
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

    /// <summary>One card, or several where one would be too large; each after the first says that it goes on, and none of the words is lost.</summary>
    /// <param name="about">Which cohort buttons and forms speak of, where the conversation does not tell; null in the cohort's own channel.</param>
    public static IReadOnlyList<JsonObject> Render(Card card, CohortId? about = null)
    {
        var renderer = new PartRenderer(about);
        var whole = renderer.Render(card.Parts);
        return whole.Sum(shown => shown.Weight) <= CardLimits.Body ? [Make(whole)] : [.. Fitting.Split(card, renderer).Select(shown => Make(shown))];
    }

    /// <summary>One card; what is too much is left out with a note that says so, buttons last.</summary>
    public static JsonObject RenderOne(Card card, CohortId? about = null) => Make(Fitting.Fit(card, new(about), CardLimits.Body));

    /// <summary>The card that all see, and above it what this person alone sees.</summary>
    public static JsonObject RenderFor(Card shared, Card personal)
    {
        var renderer = new PartRenderer(null);
        var mine = Fitting.Fit(personal, renderer, CardLimits.Mine);
        return Make(Fitting.Fit(shared, renderer, CardLimits.Body - mine.Sum(shown => shown.Weight)), mine);
    }

    /// <summary>Asks Teams to fetch these people's own view of the card, each time it changes.</summary>
    public static JsonObject RefreshedFor(JsonObject card, IReadOnlyList<string> users)
    {
        if (users.Count > 0)
            card["refresh"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = RefreshVerb }, ["userIds"] = new JsonArray([.. users.Select(user => (JsonNode)user)]) };
        return card;
    }

    private static JsonObject Make(IReadOnlyList<Shown> all, IReadOnlyList<Shown>? mine = null)
    {
        JsonObject[] own = [.. (mine ?? []).SelectMany(shown => shown.Elements)];
        JsonObject[] body = [.. own.Length > 0 ? [PartRenderer.SetApart(own)] : (JsonObject[])[], .. all.SelectMany(shown => shown.Elements)];
        var words = Words.Clean(PlainText.Render(new Card([.. (mine ?? []).Concat(all).Select(shown => shown.Part)])));
        var isEmpty = body.Length == 0;
        return new()
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            // A client that is too old for the card reads this as Markdown.
            ["fallbackText"] = Cut(isEmpty ? Say.NothingToShow() : words, Markdown.Escape),
            ["speak"] = Cut(isEmpty ? Say.NothingToShow() : words, spoken => spoken),
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["body"] = new JsonArray(isEmpty ? [.. Runs.Of(Text.Plain(Say.NothingToShow()))] : body),
        };
    }

    private static string Cut(string words, Func<string, string> write)
    {
        for (var most = CardLimits.Spoken; ; most = most * 3 / 4)
        {
            var cut = write(Words.Cut(words, most));
            if (CardLimits.Written(cut) <= CardLimits.Spoken) return cut;
        }
    }
}
