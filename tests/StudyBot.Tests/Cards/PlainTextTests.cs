using StudyBot.Cards;
using static StudyBot.Cards.Text;

namespace StudyBot.Tests.Cards;

public class PlainTextTests
{
    /// <summary>Every kind of part with what it reads as. A new kind gets a line here.</summary>
    private static readonly (Part Part, string Reads)[] Kinds =
    [
        (new Part.Heading(Plain("Day 6 · Folding")), "Day 6 · Folding"),
        (new Part.Paragraph(Of("Reply ", new Span("done", SpanStyle.Code), " once it is ", Span.Bold("done"), ".")), "Reply \"done\" once it is done."),
        (new Part.Callout("Doable", Plain("Fold it twice.")), "Doable: Fold it twice."),
        (new Part.Bullets([Of(Span.Link("Folding", "https://a.example/f"), " · Docs, 8 min"), Of(Span.Link("https://a.example/g", "https://a.example/g"))]),
            "- Folding (https://a.example/f) · Docs, 8 min\n- https://a.example/g"),
        (new Part.Facts([new("Streak", Plain("4")), new("Rank", Plain("2"))]), "Streak: 4\nRank: 2"),
        (new Part.Ranking("This week", [new(1, "Ana", 4, "3 in time"), new(2, "Bo", 1, "1 in time")]), "This week:\n1. Ana: 4 lessons, 3 in time\n2. Bo: 1 lesson, 1 in time"),
        (new Part.Note(Plain("5 of 8 done.")), "5 of 8 done."),
        (new Part.Buttons([new("Done", "done 6"), new("Not yet", "keep")]), "Buttons: Done; Not yet."),
        (new Part.Form("setup", "Start", [
            new("zone", "Time zone", FieldKind.Text, "Mars", Hint: "For example Europe/Berlin.", Error: "There is no such zone."),
            new("notes", "Notes", FieldKind.Choice, "on", [new("on", "Keep them"), new("off", "Leave them out")]),
            new("file", "A file", FieldKind.File)]),
            "Time zone: Mars. For example Europe/Berlin. There is no such zone.\nNotes: Keep them. Choices: Keep them; Leave them out.\nA file.\n[Start]"),
    ];

    public static TheoryData<int> Each => [.. Enumerable.Range(0, Kinds.Length)];

    [Theory]
    [MemberData(nameof(Each))]
    public void A_part_reads_aloud(int kind) => Assert.Equal(Kinds[kind].Reads, PlainText.Render(Card.Of(Kinds[kind].Part)));

    [Fact]
    public void Every_kind_of_part_is_known() =>
        Assert.Equal(typeof(Part).GetNestedTypes().Select(t => t.Name).Order(), Kinds.Select(k => k.Part.GetType().Name).Order());

    [Fact]
    public void Parts_are_set_apart_and_none_is_dropped() => Assert.Equal(
        string.Join("\n\n", Kinds.Select(k => k.Reads)),
        PlainText.Render(new Card([.. Kinds.Select(k => k.Part)])));
}
