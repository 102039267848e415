using StudyBot.Cohorts;

namespace StudyBot.Cards;

/// <summary>What the bot says, in no platform's words. Renderers escape it, fit it and never drop a part silently.</summary>
public sealed record Card(IReadOnlyList<Part> Parts)
{
    public static Card Of(params Part[] parts) => new(parts);

    /// <summary>A card of one sentence.</summary>
    public static Card Line(string sentence) => Of(new Part.Paragraph(Text.Plain(sentence)));
}

/// <summary>One block of a card.</summary>
public abstract record Part
{
    private Part() { }

    /// <summary>A title. The first one names the card; it is what a notification shows.</summary>
    public sealed record Heading(Text Text) : Part;

    public sealed record Paragraph(Text Text) : Part;

    /// <summary>Text set apart under a short label: the doable of a lesson.</summary>
    public sealed record Callout(string Label, Text Text) : Part;

    public sealed record Bullets(IReadOnlyList<Text> Items) : Part;

    /// <summary>Pairs of a label and a value, in order.</summary>
    public sealed record Facts(IReadOnlyList<Fact> Items) : Part;

    /// <summary>A table of people by rank; ties share a rank (1, 2, 2, 4).</summary>
    public sealed record Ranking(string Title, IReadOnlyList<RankedRow> Rows) : Part;

    /// <summary>Quiet small print.</summary>
    public sealed record Note(Text Text) : Part;

    public sealed record Buttons(IReadOnlyList<Button> Items) : Part;

    /// <summary>Fields to fill in; submitting is an <c>Incoming</c> with the form's name and the values.</summary>
    public sealed record Form(string Name, string SubmitLabel, IReadOnlyList<Field> Fields) : Part;
}

public sealed record Fact(string Label, Text Value);

/// <param name="Name">The person's display name, shown and never mentioned.</param>
/// <param name="Detail">What stands behind the number, for example <c>9 on time</c>.</param>
public sealed record RankedRow(int Rank, string Name, int Completed, string Detail);

/// <summary>A button says a command: pressing it is an <c>Incoming</c> with that text.</summary>
/// <param name="Cohort">Which cohort it speaks of; null: the one the card came from. A platform keeps it with the button wherever the channel does not tell.</param>
public sealed record Button(string Label, string Command, bool Primary = false, CohortId? Cohort = null);

public enum FieldKind
{
    Text,
    Date,
    Time,
    Choice,
    File,
}

/// <param name="Value">What stands in the field at first: text, <c>yyyy-MM-dd</c> or <c>HH:mm</c>.</param>
/// <param name="Error">What is wrong with the value that was sent, in one sentence; null where nothing is.</param>
public sealed record Field(
    string Name,
    string Label,
    FieldKind Kind,
    string? Value = null,
    IReadOnlyList<Choice>? Choices = null,
    string? Hint = null,
    string? Error = null,
    bool Optional = false);

public sealed record Choice(string Value, string Label);
