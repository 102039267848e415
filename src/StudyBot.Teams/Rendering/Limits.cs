namespace StudyBot.Teams;

/// <summary>What Teams takes, in bytes of UTF-8 unless said otherwise.</summary>
internal static class CardLimits
{
    /// <summary>A card's elements. Source: "Format your bot messages": a message stays below 80 KB; the rest is for the words beside the card and the envelope.</summary>
    public const int Body = 56_000;

    /// <summary>Each of the two texts that stand in for a card.</summary>
    public const int Spoken = 6_000;

    /// <summary>Characters of one run; longer text goes on in the next element.</summary>
    public const int Run = 4_000;

    /// <summary>Buttons of one row; Teams hides more behind a menu. A count.</summary>
    public const int Row = 6;

    /// <summary>Rows of one table, a count: a longer one goes on as the next.</summary>
    public const int Table = 50;

    /// <summary>Characters of a button's label.</summary>
    public const int Label = 80;

    /// <summary>Characters of a command that a button says; nobody types more.</summary>
    public const int Command = 4_000;

    /// <summary>Characters of a link; a longer one is shown as text.</summary>
    public const int Url = 2_000;
}
