namespace StudyBot.Cards;

/// <summary>A run of text as spans. Nobody writes markup: a renderer does, and escapes what people wrote.</summary>
public sealed record Text(IReadOnlyList<Span> Spans)
{
    public static Text Plain(string value) => new([new Span(value)]);

    public static Text Of(params Span[] spans) => new(spans);

    /// <summary>The words alone, as they would be read aloud.</summary>
    public override string ToString() => string.Concat(Spans.Select(s => s.Value));
}

/// <param name="Url">Absolute http or https; null where the span is no link.</param>
public sealed record Span(string Value, SpanStyle Style = SpanStyle.Plain, string? Url = null)
{
    public static implicit operator Span(string value) => new(value);

    public static Span Bold(string value) => new(value, SpanStyle.Bold);

    public static Span Link(string value, string url) => new(value, SpanStyle.Plain, url);
}

public enum SpanStyle
{
    Plain,
    Bold,
    Italic,
    Code,
}
