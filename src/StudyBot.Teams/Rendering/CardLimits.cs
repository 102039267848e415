namespace StudyBot.Teams;

/// <summary>What Teams takes, in characters of the JSON that is sent unless said otherwise. Source: "Format your bot messages": Teams counts a message in UTF-16,
/// two bytes a character, with all that is in it; it takes 80 KB, which are 40,960 of these, and refuses a good deal more.</summary>
internal static class CardLimits
{
    /// <summary>A card's elements. The rest is for the words beside the card, 60 people who have a view of their own, and the envelope.</summary>
    public const int Body = 24_000;

    /// <summary>What one person alone sees above what all see.</summary>
    public const int Mine = 18_000;

    /// <summary>Each of the two texts that stand in for a card.</summary>
    public const int Spoken = 4_000;

    /// <summary>Part of a part, where all of it is too large for a card.</summary>
    public const int Piece = 12_000;

    /// <summary>Buttons of one row; Teams hides more behind a menu. A count.</summary>
    public const int Row = 6;

    /// <summary>What a row of buttons may be wide on a phone, in pixels; what is wider is cut off in the middle of its words.</summary>
    public const int RowWidth = 300;

    /// <summary>Characters of a button's label.</summary>
    public const int ButtonLabel = 80;

    /// <summary>Characters of a command that a button says; nobody types more.</summary>
    public const int Command = 2_000;

    /// <summary>Characters of a link; a longer one is shown as text.</summary>
    public const int Url = 2_000;

    /// <summary>Characters of what stands around a field: its label, its hint, what is wrong with it.</summary>
    public const int Caption = 200;

    /// <summary>Characters of a line to type in, and of a choice.</summary>
    public const int Line = 200;

    /// <summary>Choices of one field, a count.</summary>
    public const int Choices = 100;

    /// <summary>All choices of one field.</summary>
    public const int Menu = 6_000;

    /// <summary>What was pasted is shown again up to here.</summary>
    public const int Pasted = 8_000;

    /// <summary>How long words become in JSON.</summary>
    public static int Written(string words) => AdaptiveCards.Encoder.Encode(words).Length;
}
