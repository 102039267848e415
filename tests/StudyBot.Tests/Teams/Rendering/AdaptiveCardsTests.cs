using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Teams;
using StudyBot.Tests.Cards;
using StudyBot.Tests.Local;
using StudyBot.Tests.Slack;
using StudyBot.Tests.Wording;
using StudyBot.Wording;

namespace StudyBot.Tests.Teams;

/// <summary>The snapshots show each kind of part and the cards people see most; the rules hold for everything, whoever wrote it.</summary>
public partial class AdaptiveCardsTests
{
    private static readonly CohortId Bakers = new("teams", "tenant-1", "19:bakers@thread.tacv2");

    [Theory]
    [MemberData(nameof(CardCases.Parts), MemberType = typeof(CardCases))]
    public void Every_part_has_its_elements(string part)
    {
        var parts = PartSamples.All.Where(sample => sample.GetType().Name == part).ToArray();

        Assert.NotEmpty(parts);
        Snapshots.Match($"{part}.json", Pretty(Assert.Single(AdaptiveCards.Render(new Card(parts)))));
    }

    [Theory]
    [InlineData(nameof(Say.Lesson))]
    [InlineData(nameof(Say.Nudge))]
    [InlineData(nameof(Say.Leaderboard))]
    [InlineData(nameof(Say.Summary))]
    [InlineData(nameof(Say.Finish))]
    [InlineData(nameof(Say.Greeting))]
    [InlineData(nameof(Say.Settings))]
    [InlineData("SetUpForm. with errors")]
    [InlineData("Me")]
    public void Whole_cards_read_well(string name) => Snapshots.Match($"{name}.json", Pretty(Assert.Single(AdaptiveCards.Render(Find(name), Bakers))));

    [Fact]
    public void Whoever_pressed_sees_their_answer_above_what_all_see() =>
        Snapshots.Match("Pressed.json", Pretty(AdaptiveCards.RenderFor(Find(nameof(Say.Nudge)), Find(nameof(Say.WasItTheOneBefore)))));

    [Theory]
    [MemberData(nameof(CardCases.Themes), MemberType = typeof(CardCases))]
    public void Whatever_is_said_is_one_card_that_Teams_takes_and_speaks_in_full(string theme) => Assert.All(Spoken.All("Ana").Where(s => s.Theme == theme), spoken =>
    {
        var card = Assert.Single(AdaptiveCards.Render(spoken.Card));
        Valid(card);
        Assert.Equal(PlainText.Render(spoken.Card), card["speak"]!.GetValue<string>());
        if (spoken.Name != nameof(Say.Shortened)) Assert.DoesNotContain(Say.Shortened(), CardRules.Seen(card));
    });

    [Theory]
    [MemberData(nameof(CardCases.Days), MemberType = typeof(CardCases))]
    public void Every_lesson_is_one_card_with_all_of_its_links(int day)
    {
        var lesson = CardCases.Plan.Find(day)!;

        var card = Assert.Single(AdaptiveCards.Render(Say.Lesson(CardCases.Plan, lesson, new(5, 8))));

        Valid(card);
        var sent = string.Join('\n', All(card).Where(element => Is(element, "TextBlock")).Select(element => element["text"]!.GetValue<string>()));
        Assert.All(lesson.Resources, resource => Assert.Contains("](http", sent));
        Assert.Equal(lesson.Resources.Count, lesson.Resources.Count(resource => CardRules.Seen(card).Contains(resource.Title)));
    }

    [Fact]
    public void Any_card_is_one_that_Teams_takes() => AnyCards.All.Where(OneForm).Sample(card =>
    {
        Assert.All(AdaptiveCards.Render(card, Bakers), Valid);
        Valid(AdaptiveCards.RenderOne(card));
    }, iter: 80);

    [Fact]
    public void Any_two_cards_are_one_for_whoever_pressed() =>
        Gen.Select(AnyCards.All, AnyCards.All).Where(pair => OneForm(new([.. pair.Item1.Parts, .. pair.Item2.Parts]))).Sample((shared, mine) => Valid(AdaptiveCards.RenderFor(shared, mine)), iter: 40);

    [Theory]
    [InlineData("<at>Everyone</at>")]
    [InlineData("[x](https://evil.example)")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("![x](https://evil.example/x.png)")]
    [InlineData("**bold** *it* _it_ ~~no~~ `code`")]
    [InlineData("snake_case_name")]
    [InlineData("# title")]
    [InlineData("- item")]
    [InlineData("1. item")]
    [InlineData("> quoted")]
    [InlineData("<b>b</b> &lt;b&gt; &copy;")]
    [InlineData("{{DATE(2026-11-24T06:00:00Z, SHORT)}}")]
    [InlineData("<https://evil.example>")]
    [InlineData("a\\*b\\")]
    [InlineData("[x]: https://evil.example")]
    public void What_people_wrote_is_shown_as_they_wrote_it_in_every_part(string words)
    {
        var text = Text.Plain(words);
        // Beside a link stands Markdown.
        var beside = Text.Of(words, " ", Span.Link(words, "https://a.example/x"), " ", words);
        var card = Card.Of(
            new Part.Heading(text), new Part.Paragraph(text), new Part.Callout(words, text), new Part.Bullets([text, beside]), new Part.Facts([new(words, text), new("Link", beside)]),
            new Part.Ranking(words, [new(1, words, 1, words)]), new Part.Note(text), new Part.Note(beside), new Part.Buttons([new(words, words)]));

        var shown = Assert.Single(AdaptiveCards.Render(card));

        Valid(shown);
        Assert.Equal(21, CardRules.Seen(shown).Split(words).Length - 1);
        Assert.Equal(3, All(shown).Count(element => Is(element, "TextBlock")));
    }

    /// <summary>A note ends with a brace, and the words after it begin with one.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_braces_that_come_from_different_hands_are_no_date_to_fill_in(bool linked)
    {
        var spans = new List<Span> { "a note {", "{DATE(2026-11-24T06:00:00Z, SHORT)}}" };
        if (linked) spans.Add(Span.Link("here", "https://a.example/"));

        Valid(Assert.Single(AdaptiveCards.Render(Card.Of(new Part.Paragraph(new([.. spans]))))));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("msteams://teams.microsoft.com/l/chat")]
    [InlineData("data:text/html,x")]
    [InlineData("//other.example/x")]
    [InlineData("")]
    public void Only_the_web_is_linked_to(string url)
    {
        var card = Assert.Single(AdaptiveCards.Render(Card.Of(new Part.Paragraph(Text.Of(Span.Link("here", url))))));

        Assert.Single(All(card["body"]), element => Is(element, "RichTextBlock"));
        Assert.DoesNotContain(All(card["body"]), element => Is(element, "TextBlock"));
        Assert.Equal("here", CardRules.Seen(card));
    }

    [Theory]
    [InlineData("https://a.example/(a)?b=[1]&copy;=2", "[here](https://a.example/%28a%29?b=%5B1%5D&copy%3B=2)")]
    [InlineData("https://a.example/ x", "[here](https://a.example/%20x)")]
    public void An_address_stays_whole_inside_its_link(string url, string shown)
    {
        var card = Assert.Single(AdaptiveCards.Render(Card.Of(new Part.Paragraph(Text.Of(Span.Link("here", url))))));

        Valid(card);
        Assert.Equal(shown, card["body"]![0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public void What_is_too_much_for_one_card_goes_on_in_the_next_and_no_word_is_lost() => Long().Sample(made =>
    {
        var cards = AdaptiveCards.Render(made.Card);

        Assert.All(cards, Valid);
        Assert.All(cards.Skip(1), card => Assert.StartsWith(Say.GoesOn, CardRules.Seen(card)));
        Assert.Equal(Enumerable.Range(1, made.Count), cards.SelectMany(card => Counted().Matches(CardRules.Seen(card["body"])).Select(match => int.Parse(match.ValueSpan[1..]))));
    }, iter: 10);

    [Fact]
    public void What_is_too_much_for_an_update_is_left_out_with_a_note_and_what_matters_stays()
    {
        var card = Card.Of(
            new Part.Heading(Text.Plain("Day 6")),
            new Part.Paragraph(Text.Plain(string.Join(' ', Enumerable.Range(1, 20_000)))),
            new Part.Callout("Doable", Text.Plain("Fold it.")),
            new Part.Paragraph(Text.Plain("After what is missing.")),
            new Part.Buttons([new("Done", "done 6", Primary: true)]));

        foreach (var shown in (JsonObject[])[AdaptiveCards.RenderOne(card), AdaptiveCards.RenderFor(card, Card.Line("Counted.")), AdaptiveCards.RenderFor(Card.Line("Day 6"), card)])
        {
            Valid(shown);
            var seen = CardRules.Seen(shown);
            Assert.Contains("1 2 3 4 5", seen);
            Assert.Contains(Say.Shortened(), seen);
            Assert.Contains("Fold it.", seen);
            Assert.Contains("Done", seen);
            Assert.DoesNotContain("After what is missing.", seen);
            Assert.Contains(Say.Shortened(), shown["speak"]!.GetValue<string>() + shown["fallbackText"]!.GetValue<string>() + seen);
        }
    }

    /// <summary>Whoever copies it runs it.</summary>
    [Fact]
    public void Code_arrives_character_by_character()
    {
        const string Install = "pip install databricks-feature-engineering";
        var card = AdaptiveCards.Render(Card.Of(new Part.Paragraph(Text.Of("Run ", new Span(Install, SpanStyle.Code), " in a-shell-that-is-long-enough-to-break"))))[0];

        var runs = card["body"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Contains($"\"{Install}\"", runs);
        Assert.DoesNotContain("a-shell-that-is-long-enough-to-break", runs);
    }

    [Fact]
    public void A_table_of_a_large_channel_goes_on_under_its_title()
    {
        var cards = AdaptiveCards.Render(Card.Of(new Part.Ranking("All lessons", [.. Enumerable.Range(1, 250).Select(i => new RankedRow(i, $"Somebody Nr. {i:000}", 30, "28 in time"))])));

        Assert.All(cards, Valid);
        Assert.InRange(cards.Count, 4, 6);
        Assert.All(cards, card => Assert.Contains($"All lessons {Say.RankColumn} {Say.NameColumn} {Say.DoneColumn}", CardRules.Seen(card)));
        Assert.Equal(250, cards.Sum(card => CardRules.Seen(card).Split(" 30 lessons, 28 in time").Length - 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    [InlineData("\u200B\u200D\uFEFF")]
    [InlineData("\u0000")]
    public void A_card_without_words_still_says_something(string words)
    {
        foreach (var card in (Card[])[new([]), Card.Line(words), Card.Of(new Part.Heading(Text.Plain(words)), new Part.Note(Text.Plain(words)), new Part.Bullets([Text.Plain(words)]))])
        {
            var shown = Assert.Single(AdaptiveCards.Render(card));
            Valid(shown);
            Assert.Equal(Say.NothingToShow(), CardRules.Seen(shown));
            Assert.Equal(Say.NothingToShow(), shown["speak"]!.GetValue<string>());
        }
    }

    [Theory]
    [InlineData("בן")]
    [InlineData("بن")]
    public void A_name_from_right_to_left_turns_nothing_around_it(string name)
    {
        var card = Assert.Single(AdaptiveCards.Render(Card.Of(new Part.Ranking("Table", [new(1, name, 1, "1 in time")]))));

        Assert.Contains($"1 \u2068{name}\u2069 1 lesson, 1 in time", CardRules.Seen(card));
    }

    [Fact]
    public void Seven_buttons_are_two_rows_for_Teams_hides_a_seventh()
    {
        var card = Assert.Single(AdaptiveCards.Render(Card.Of(new Part.Buttons([.. Enumerable.Range(1, 7).Select(i => new Button($"{i}", $"done {i}", Primary: true))]))));

        Valid(card);
        Assert.Equal([6, 1], card["body"]!.AsArray().Select(set => set!["actions"]!.AsArray().Count));
        Assert.Single(All(card), action => action["style"] is not null);
    }

    [Theory]
    [InlineData("Plan", 100)]
    [InlineData("A plan that somebody gave a name of some sixty characters or so,", 61)]
    public void A_menu_offers_what_it_holds_and_always_what_was_chosen(string title, int held)
    {
        var choices = Enumerable.Range(1, 140).Select(i => new Choice($"plan-{i}", $"{title} {i}")).Append(new(new string('x', 201), "Too long to come back")).ToArray();

        var card = Assert.Single(AdaptiveCards.Render(Card.Of(new Part.Form("setup", "Start", [new("plan", "Plan", FieldKind.Choice, "plan-140", choices)]))));

        Valid(card);
        var menu = card["body"]![0]!;
        Assert.Equal(held, menu["choices"]!.AsArray().Count);
        Assert.Equal("plan-140", menu["value"]!.GetValue<string>());
    }

    [Theory]
    [InlineData('日', 8_000, true)]
    [InlineData('日', 8_001, false)]
    [InlineData('"', 1_333, true)]
    [InlineData('"', 1_334, false)]
    public void What_was_pasted_stands_there_again_or_is_asked_for_once_more(char letter, int length, bool stands)
    {
        var card = Assert.Single(AdaptiveCards.Render(Card.Of(new Part.Form("setup", "Start", [new("file", "Your own", FieldKind.File, new string(letter, length), Optional: true)]))));

        Valid(card);
        Assert.Equal(stands, All(card).Any(element => element["value"] is not null));
        Assert.Equal(!stands, CardRules.Seen(card).Contains(Say.PasteAgain()));
    }

    private static void Valid(JsonObject card) => Assert.Empty(CardRules.Of(card));

    private static bool OneForm(Card card) => card.Parts.OfType<Part.Form>().Count() <= 1;

    private static Card Find(string name) => Spoken.All("Ana").First(s => s.Name == name).Card;

    private static string Pretty(JsonObject card) => card.ToJsonString(CardCases.Readable) + "\n";

    private static bool Is(JsonObject element, string type) => element["type"] is JsonValue value && value.GetValue<string>() == type;

    /// <summary>Everything in the card that is an object.</summary>
    private static IEnumerable<JsonObject> All(JsonNode? node) => node switch
    {
        JsonArray all => all.SelectMany(All),
        JsonObject one => one.SelectMany(field => All(field.Value)).Prepend(one),
        _ => [],
    };

    [GeneratedRegex(@"w\d+")]
    private static partial Regex Counted();

    /// <summary>Cards of many kinds of long parts, whose words are counted through.</summary>
    private static Gen<(Card Card, int Count)> Long() => Gen.Select(Gen.Int[0, 6], Gen.Int[1, 3_000], Gen.Bool, (kind, length, linked) => (kind, length, linked)).Array[2, 8].Select(shapes =>
    {
        var count = 0;
        string Word() => $"w{++count}";
        string Line(int length, string between) => string.Join(between, Enumerable.Range(0, length).Select(_ => Word()));
        Text Words(int length, bool linked) => new([.. Enumerable.Range(0, 1 + length / 500).SelectMany(i => (Span[])[Line(Math.Min(length, 500), i % 3 == 0 ? "\n" : " <b> "), " ", linked ? Span.Link(Word(), "https://a.example/") : Span.Bold(Word()), " "])]);
        Part[] parts = [.. shapes.Select(shape => (Part)(shape.kind switch
        {
            0 => new Part.Heading(Words(shape.length, shape.linked)),
            1 => new Part.Callout("Doable", Words(shape.length, shape.linked)),
            2 => new Part.Bullets([.. Enumerable.Range(0, 1 + shape.length / 30).Select(_ => Words(20, shape.linked)), Words(shape.length, shape.linked)]),
            3 => new Part.Facts([.. Enumerable.Range(0, 1 + shape.length / 30).Select(_ => new Fact(Word(), Words(20, shape.linked))), new Fact("Long", Words(shape.length, shape.linked))]),
            4 => new Part.Ranking("Table", [.. Enumerable.Range(1, 1 + shape.length / 10).Select(i => new RankedRow(i, Word(), i, Word())), new(1, Line(shape.length, " "), 1, Word())]),
            5 => new Part.Note(Words(shape.length, shape.linked)),
            _ => new Part.Paragraph(Words(shape.length, shape.linked)),
        }))];
        return (new Card(parts), count);
    });
}
