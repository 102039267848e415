using System.Text.Json.Serialization;

namespace StudyBot.Slack;

/// <summary>What a rich_text block is made of: docs.slack.dev/reference/block-kit/blocks/rich-text-block.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Section), "rich_text_section")]
[JsonDerivedType(typeof(Quote), "rich_text_quote")]
[JsonDerivedType(typeof(Bullets), "rich_text_list")]
public abstract record RichTextPart
{
    private RichTextPart() { }

    public sealed record Section(IReadOnlyList<Inline> Elements) : RichTextPart;

    public sealed record Quote(IReadOnlyList<Inline> Elements) : RichTextPart;

    /// <param name="Elements">Sections, one an item.</param>
    public sealed record Bullets(IReadOnlyList<RichTextPart> Elements) : RichTextPart
    {
        public string Style => "bullet";
    }
}

/// <summary>A run of rich text. There is no mention, broadcast or channel among them: the bot writes none.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Words), "text")]
[JsonDerivedType(typeof(Link), "link")]
public abstract record Inline(string Text)
{
    public InlineStyle? Style { get; init; }

    public sealed record Words(string Text) : Inline(Text);

    /// <param name="Url">Absolute http or https.</param>
    public sealed record Link(string Text, string Url) : Inline(Text);
}

public sealed record InlineStyle(bool? Bold = null, bool? Italic = null, bool? Code = null);
