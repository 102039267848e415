using System.Globalization;
using StudyBot.Cards;
using StudyBot.Curricula;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary><c>Do exercise 3 of Bread by Numbers, twice · Docs, 8 min</c>: the author's words stay where they wrote them.</summary>
    private static Text Link(Resource resource)
    {
        var about = string.Join(", ", new[] { resource.Kind, resource.Minutes is { } minutes ? $"{minutes} min" : null }.OfType<string>());
        var link = Span.Link(string.IsNullOrWhiteSpace(resource.Title) ? resource.Url : resource.Title, resource.Url);
        var before = resource.Before is { Length: > 0 } words ? Opens(words[^1]) ? words : $"{words} " : "";
        var after = resource.After is { Length: > 0 } more ? Goes(more[0]) ? $" {more}" : more : "";
        return new([.. new Span[] { before, link, after + (about.Length == 0 ? "" : $" · {about}") }.Where(span => span.Value.Length > 0)]);
    }

    private static bool Opens(char last) => char.GetUnicodeCategory(last) is UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation;

    /// <summary>A comma stands right behind what comes before it, a word or a dash does not.</summary>
    private static bool Goes(char first) => !char.IsPunctuation(first) || char.GetUnicodeCategory(first) is UnicodeCategory.DashPunctuation || Opens(first);
}
