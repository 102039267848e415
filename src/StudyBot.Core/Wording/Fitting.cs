namespace StudyBot.Wording;

/// <summary>What a renderer says of its own: where a card is more than a platform takes, and around a form.</summary>
public static partial class Say
{
    /// <summary>A button where a form cannot stand by itself.</summary>
    public const string OpenForm = "Fill in the form";

    public const string Submit = "Send";

    public const string Cancel = "Cancel";

    /// <summary>In place of a label without words.</summary>
    public const string Unnamed = "Without a name";

    public static string Shortened() => "The rest does not fit into one message.";

    /// <summary>What one message could not hold.</summary>
    public const string GoesOn = "It goes on:";

    /// <summary>Behind the label of a field that may stay empty.</summary>
    public const string Optional = "(optional)";

    public const string FieldNeeded = "Please fill this in.";

    /// <summary>Where a platform's form takes no file.</summary>
    public const string PasteFile = "Paste the file's text here.";

    /// <summary>What was pasted into a form that was sent back is too long to stand in it again.</summary>
    public static string PasteAgain() => "Your text is too long to show here again. Please paste it once more.";

    // Over a table of people.
    public const string RankColumn = "Rank";
    public const string NameColumn = "Name";
    public const string DoneColumn = "Done";
    public const string DetailColumn = "Detail";

    public static string NothingToShow() => "There is nothing to show here.";
}
