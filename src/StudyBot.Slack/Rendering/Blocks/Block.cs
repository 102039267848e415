using System.Text.Json.Serialization;

namespace StudyBot.Slack;

/// <summary>One block of a message or a view, as far as StudyBot uses them: docs.slack.dev/reference/block-kit/blocks.</summary>
/// <remarks>Every property that may hold one of several types is declared with their base: only then is <c>type</c> written.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Header), "header")]
[JsonDerivedType(typeof(RichText), "rich_text")]
[JsonDerivedType(typeof(Context), "context")]
[JsonDerivedType(typeof(Actions), "actions")]
[JsonDerivedType(typeof(Divider), "divider")]
[JsonDerivedType(typeof(Input), "input")]
public abstract record Block
{
    private Block() { }

    /// <summary>Given to the fields of a form alone, which are found by it; Slack makes the others up, new at each update as it asks for.</summary>
    public string? BlockId { get; init; }

    /// <param name="Text">Plain, at most <see cref="Limits.Header"/>.</param>
    public sealed record Header(TextObject Text) : Block;

    /// <summary>Text in which nothing is markup: what people wrote stands here.</summary>
    public sealed record RichText(IReadOnlyList<RichTextPart> Elements) : Block;

    /// <summary>Small print.</summary>
    public sealed record Context(IReadOnlyList<TextObject> Elements) : Block;

    public sealed record Actions(IReadOnlyList<Element> Elements) : Block;

    public sealed record Divider : Block;

    /// <param name="Hint">Stands below the field, in grey.</param>
    /// <param name="Optional">Null: it must be filled in.</param>
    public sealed record Input(TextObject Label, Element Element, TextObject? Hint = null, bool? Optional = null) : Block;
}
