using StudyBot.Cards;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Local;

/// <summary>Each kind of part at least once. A new kind gets a line here.</summary>
internal static class PartSamples
{
    private static readonly Text Styled = Text.Of("plain ", Span.Bold("bold"), " ", new("italic", SpanStyle.Italic), " ", new("code", SpanStyle.Code), " ", Span.Link("link", "https://a.example/?x=1&y=2"), "\nand <on>");

    public static IReadOnlyList<Part> All { get; } =
    [
        new Part.Heading(Text.Plain("Day 1 · Flour & water")),
        new Part.Paragraph(Styled),
        new Part.Callout("Doable", Styled),
        new Part.Bullets([Text.Plain("one"), Styled]),
        new Part.Facts([new("Streak", Text.Plain("4")), new("Open", Text.Plain("nothing"))]),
        new Part.Ranking("This week", [new(1, "Ana", 3, "3 in time"), new(2, "بن", 2, "1 in time"), new(2, "<b>Chloe</b>", 2, "1 in time")]),
        new Part.Note(Text.Plain("5 of 8 done.")),
        new Part.Buttons([new("Done", "done 1", Primary: true), new("It was \"day 5\"", "move 6 to 5", Cohort: new CohortId("local", "local", "study"))]),
        new Part.Form("setup", "Start",
        [
            new("name", "Name", FieldKind.Text, "a \"name\"", Hint: "Any will do."),
            new("start", "Start date", FieldKind.Date, "2026-11-24", Error: "That day is over."),
            new("time", "Lesson time", FieldKind.Time, "09:00", Hint: "24 hours.", Error: "That is no time."),
            new("plan", "Curriculum", FieldKind.Choice, "b", [new("a", "Plan A"), new("b", "Plan B")]),
            new("file", "Your own", FieldKind.File, Optional: true),
        ]),
    ];
}
