using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>Cards as messages: one, or several where one would be too large.</summary>
internal static class Messages
{
    private const int Summary = 200;

    public static IReadOnlyList<Message> Of(Card card, CohortId? about = null)
    {
        var shown = Shown(card);
        return [.. AdaptiveCards.Render(card, about).Select(part => Message.Of(part, shown))];
    }

    /// <param name="users">Who has a view of their own of it.</param>
    public static Message One(Card card, IReadOnlyList<string> users) => Message.Of(AdaptiveCards.RefreshedFor(AdaptiveCards.RenderOne(card), users), Shown(card));

    /// <summary>What a notification shows: the title, or the first words.</summary>
    private static string Shown(Card card)
    {
        var title = card.Parts.OfType<Part.Heading>().FirstOrDefault()?.Text.ToString() ?? PlainText.Render(card);
        var line = title.ReplaceLineEndings(" ").Trim();
        return line.Length == 0 ? Say.NothingToShow() : Words.Start(line, Summary);
    }
}
