using CsCheck;
using StudyBot.Cards;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Slack;

/// <summary>Random cards of everything a card can hold, with words that are empty, huge or mean harm.</summary>
internal static class AnyCards
{
    private static readonly Gen<string> Harm = Gen.OneOf<string>(
        "<!channel>", "<!here|here>", "<@U1>", "<#C1|x>", "<https://evil.example|x>", "&lt;!channel&gt;", "&amp;", "&", "*bold*", "_it_", "~no~", "`code`", "```", "> quote", "@channel",
        "", " ", "\n", "\t", "\u200B", "\u200D", "\uFEFF", "\u202Eevil", "\u2066isolated", "\u0000", "\u0007", "\uD800", "\uDC00", "👩‍👩‍👧", "é", "שלום", "مرحبا", "日本語", "{\"say\":1}", "\\", "\"", "a\r\nb");

    private static readonly Gen<string> Huge = Gen.Select(Gen.OneOf<string>("x", "word ", "line\n", "<!channel>", "&", "👩‍👩‍👧", "日"), Gen.Int[1, 2_500], (word, times) => string.Concat(Enumerable.Repeat(word, times)));

    public static readonly Gen<string> Words = Gen.Frequency((20, Harm), (20, Gen.OneOf<string>("done", "Day 6", "Ana", "https://a.example")), (8, Harm.Array[0, 6].Select(string.Concat)), (4, Gen.String[0, 40]), (1, Huge));

    private static readonly Gen<string?> Url = Gen.OneOf<string?>(
        null, "https://a.example/x", "http://a.example/?a=1&b=<2>|3", "javascript:alert(1)", "ftp://a.example", "", "/local", "https://a.example/\"><!channel>", $"https://a.example/{new string('y', 1_990)}", $"https://a.example/{new string('z', 9_000)}", "https://ü.example/ß");

    private static readonly Gen<Span> Spans = Gen.Select(Words, Gen.Enum<SpanStyle>(), Url, Gen.Int[1, 4], (words, style, url, which) => new Span(words, style, which == 1 ? url : null));

    private static readonly Gen<Text> Texts = Spans.Array[0, 6].Select(spans => new Text(spans));

    private static readonly Gen<Button> Buttons = Gen.Select(Words, Words, Gen.Bool, Gen.Bool, (label, command, primary, elsewhere) =>
        new Button(label, command, primary, elsewhere ? new CohortId("slack", "T1", "C1") : null));

    private static readonly Gen<Choice> Choices = Gen.Select(Words, Words, (value, label) => new Choice(value, label));

    private static readonly Gen<Field> Fields = Gen.Select(Words, Gen.Enum<FieldKind>(), Words, Choices.Array[0, 8], Words, Words, Gen.Int[0, 31], (label, kind, value, choices, hint, error, which) =>
        new Field("", label, kind, (which & 1) > 0 ? value : (which & 2) > 0 ? choices.LastOrDefault()?.Value : null, (which & 4) > 0 ? choices : null, (which & 8) > 0 ? hint : null, (which & 16) > 0 ? error : null, (which & 3) > 1));

    public static readonly Gen<Part> Forms = Gen.Select(Words, Fields.Array[1, 12], (submit, fields) =>
        (Part)new Part.Form("setup", submit, [.. fields.Select((f, i) => f with { Name = $"field-{i}" })]));

    private static readonly Gen<Part> Parts = Gen.Frequency(
        (3, Texts.Select(t => (Part)new Part.Heading(t))),
        (3, Texts.Select(t => (Part)new Part.Paragraph(t))),
        (3, Gen.Select(Words, Texts, (label, t) => (Part)new Part.Callout(label, t))),
        (3, Texts.Array[0, 12].Select(items => (Part)new Part.Bullets(items))),
        (3, Gen.Select(Words, Texts, (label, value) => new Fact(label, value)).Array[0, 12].Select(items => (Part)new Part.Facts(items))),
        (3, Gen.Select(Words, Gen.Select(Gen.Int[1, 999], Words, Gen.Int[0, 99], Words, (rank, name, count, detail) => new RankedRow(rank, name, count, detail)).Array[0, 40], (title, rows) => (Part)new Part.Ranking(title, rows))),
        (3, Texts.Select(t => (Part)new Part.Note(t))),
        (3, Buttons.Array[0, 60].Select(items => (Part)new Part.Buttons(items))),
        (1, Forms));

    public static readonly Gen<Card> All = Gen.Frequency((15, Parts.Array[0, 8]), (1, Parts.Array[40, 80])).Select(parts => new Card(parts));

    public static readonly Gen<Card> WithForm = Gen.Select(Parts.Array[0, 8], Forms, Parts.Array[0, 8], (before, form, after) => new Card([.. before, form, .. after]));
}
