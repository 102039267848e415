using System.Text.RegularExpressions;
using StudyBot.Cards;

namespace StudyBot.Simulation.Judging;

/// <summary>What a card says in names, numbers and links; how it puts them is no promise.</summary>
internal static partial class Figures
{
    public static string In(Text text) => In(text.ToString());

    public static string In(string words) => string.Join(' ', Figure().Matches(words).Select(match => match.Value));

    public static string First(string words) => Figure().Match(words).Value;

    /// <summary>How many have done it, as a lesson's card tells it below the lesson.</summary>
    public static string Totals(Card card) => In(card.Parts.OfType<Part.Note>().Last().Text);

    [GeneratedRegex(@"https?://\S+|\b[A-Z]\d+|\d+")]
    private static partial Regex Figure();
}
