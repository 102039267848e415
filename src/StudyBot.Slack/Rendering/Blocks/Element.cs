using System.Text.Json.Serialization;

namespace StudyBot.Slack;

/// <summary>What can be pressed or filled in: docs.slack.dev/reference/block-kit/block-elements.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Press), "button")]
[JsonDerivedType(typeof(Line), "plain_text_input")]
[JsonDerivedType(typeof(Date), "datepicker")]
[JsonDerivedType(typeof(Time), "timepicker")]
[JsonDerivedType(typeof(Select), "static_select")]
[JsonDerivedType(typeof(Upload), "file_input")]
public abstract record Element(string ActionId)
{
    /// <param name="Value">A <see cref="ButtonValue"/>.</param>
    /// <param name="Style"><c>primary</c> for one button of a set; null for the others.</param>
    public sealed record Press(string ActionId, TextObject Text, string Value, string? Style = null) : Element(ActionId);

    public sealed record Line(string ActionId, string? InitialValue) : Element(ActionId);

    /// <param name="InitialDate"><c>yyyy-MM-dd</c>.</param>
    public sealed record Date(string ActionId, string? InitialDate) : Element(ActionId);

    /// <param name="InitialTime"><c>HH:mm</c>.</param>
    public sealed record Time(string ActionId, string? InitialTime) : Element(ActionId);

    public sealed record Select(string ActionId, IReadOnlyList<Option> Options, Option? InitialOption) : Element(ActionId);

    public sealed record Upload(string ActionId, IReadOnlyList<string> Filetypes, int MaxFiles) : Element(ActionId);
}

public sealed record Option(TextObject Text, string Value);
