using StudyBot.Cards;
using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>What is more than one card takes: as several, or as one with what matters most.</summary>
internal static class Fitting
{
    /// <summary>As many pieces a card as it holds, in order.</summary>
    public static IReadOnlyList<IReadOnlyList<Shown>> Split(Card card, PartRenderer renderer)
    {
        var cards = new List<List<Shown>> { new() };
        var room = CardLimits.Body;
        foreach (var piece in renderer.Render(Pieces.Of(card)))
        {
            if (piece.Weight > room && cards[^1].Count > 0)
            {
                cards.Add([renderer.Render(Quietly(Say.GoesOn))]);
                room = CardLimits.Body - cards[^1][0].Weight;
            }

            cards[^1].Add(piece);
            room -= piece.Weight;
        }

        return cards;
    }

    /// <summary>Titles, what is set apart, buttons and fields stay before running text does.</summary>
    public static IReadOnlyList<Shown> Fit(Card card, PartRenderer renderer, int room)
    {
        var whole = renderer.Render(card.Parts);
        if (whole.Sum(shown => shown.Weight) <= room) return whole;
        var note = renderer.Render(Quietly(Say.Shortened()));
        return Choosing.Keep(renderer.Render(Pieces.Of(card)), shown => shown.Weight, shown => Matters(shown.Part), note, room - note.Weight);
    }

    private static bool Matters(Part part) => part is Part.Heading or Part.Callout or Part.Buttons or Part.Form;

    private static Part.Note Quietly(string sentence) => new(Text.Plain(sentence));
}
