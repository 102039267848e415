using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using StudyBot.Cards;
using StudyBot.Slack;
using StudyBot.Tests.Cards;
using StudyBot.Tests.Local;
using StudyBot.Tests.Wording;
using StudyBot.Wording;
using Judge = StudyBot.Fakes.Slack;

namespace StudyBot.Tests.Slack;

/// <summary>The snapshots show each kind of part and the cards people see most; the rules hold for everything, whoever wrote it.</summary>
public class BlockKitTests
{
    [Theory]
    [MemberData(nameof(CardCases.Parts), MemberType = typeof(CardCases))]
    public void Every_part_has_its_blocks(string part)
    {
        var parts = PartSamples.All.Where(sample => sample.GetType().Name == part).ToArray();

        Assert.NotEmpty(parts);
        Snapshots.Match($"{part}.json", Shown(BlockKit.Message(new Card(parts))));
    }

    [Theory]
    [InlineData(nameof(Say.Lesson))]
    [InlineData(nameof(Say.Nudge))]
    [InlineData(nameof(Say.Leaderboard))]
    [InlineData(nameof(Say.Summary))]
    [InlineData(nameof(Say.Finish))]
    [InlineData(nameof(Say.Help))]
    [InlineData(nameof(Say.Why))]
    [InlineData(nameof(Say.Greeting))]
    [InlineData(nameof(Say.Settings))]
    public void Whole_cards_read_well(string name) =>
        Snapshots.Match($"{name}.json", Shown(BlockKit.Message(Spoken.All("Ana").First(s => s.Name == name).Card)));

    [Theory]
    [InlineData("SetUpForm")]
    [InlineData("SetUpForm. with errors")]
    public void The_form_is_a_modal(string name)
    {
        var modal = BlockKit.Modal(Spoken.All("Ana").First(s => s.Name == name).Card, "C1");

        Snapshots.Match($"{name}.json", Pretty(JsonSerializer.SerializeToElement(modal, SlackJson.Default.View)));
        Valid(modal);
    }

    [Fact]
    public void Home_is_its_cards_set_apart()
    {
        var home = BlockKit.Home([Say.Me("Ana", Sample.Bakers, Sample.Halfway, [5, 6], 2), Say.Lesson(Sample.Plan, Sample.Six, new(5, 8))]);

        Snapshots.Match("Home.json", Pretty(Json(home)));
        Valid(home);
    }

    [Theory]
    [MemberData(nameof(CardCases.Themes), MemberType = typeof(CardCases))]
    public void Everything_the_bot_says_is_taken_whole(string theme)
    {
        foreach (var spoken in Spoken.All("<!channel> *Ana* `&` \u202Ebad").Where(s => s.Theme == theme))
        {
            Valid(BlockKit.Message(spoken.Card));
            if (spoken.Name != nameof(Say.Shortened)) Assert.DoesNotContain(Say.Shortened(), Shown(BlockKit.Message(spoken.Card)));
        }
    }

    /// <summary>A week in which much was shared; <c>links</c> tells all of them.</summary>
    [Fact]
    public void A_summary_with_more_links_than_a_message_holds_leaves_out_links_alone()
    {
        var links = Enumerable.Range(1, 60).Select(i => new SharedLink($"Somebody Nr. {i}", 6, $"https://github.com/somebody-{i}/bread-in-a-week/pull/{i}"));
        var message = BlockKit.Message(Say.Summary(Spoken.Review("Ana") with { Links = [.. links] }, Sample.Berlin));

        Valid(message);
        var seen = Seen(Json(message.Blocks));
        Assert.Contains("Next: Day 7", seen);
        Assert.Contains("Blog idea of the week", seen);
        Assert.Contains("Somebody Nr. 1,", seen);
        Assert.Contains(Say.Shortened(), seen);
    }

    [Theory]
    [MemberData(nameof(CardCases.Days), MemberType = typeof(CardCases))]
    public void Every_lesson_of_the_built_in_plan_is_one_message_and_whole(int day)
    {
        var card = Say.Lesson(CardCases.Plan, CardCases.Plan.Find(day)!, new(5, 8));

        var message = BlockKit.Message(card);

        Valid(message);
        Assert.DoesNotContain(Say.Shortened(), Shown(message));
        Assert.Equal(Words(PlainText.Render(card)), Words(Unescaped(message.Text)));
        Assert.All(card.Parts.OfType<Part.Paragraph>(), p => Assert.Contains(Words(p.Text.ToString()), Seen(Json(message.Blocks))));
    }

    [Fact]
    public void Any_card_is_a_message_that_Slack_takes() => AnyCards.All.Sample(card => Valid(BlockKit.Message(card)), iter: 200);

    [Fact]
    public void Any_card_is_a_modal_that_Slack_takes() => AnyCards.WithForm.Sample(card => Valid(BlockKit.Modal(card, "C1")), iter: 200);

    [Fact]
    public void Any_cards_are_a_home_that_Slack_takes() =>
        AnyCards.All.Array[0, 6].Sample(cards => Valid(BlockKit.Home(cards)), iter: 60);

    [Theory]
    [InlineData("<!channel>")]
    [InlineData("<@U1>")]
    [InlineData("<https://evil.example|x>")]
    [InlineData("&lt;!channel&gt;")]
    [InlineData("*bold* _it_ ~no~ `code`")]
    [InlineData("> quoted")]
    public void What_people_wrote_is_shown_as_they_wrote_it_in_every_part(string words)
    {
        var text = Text.Plain(words);
        var card = Card.Of(
            new Part.Heading(text), new Part.Paragraph(text), new Part.Callout(words, text), new Part.Bullets([text]), new Part.Facts([new(words, text)]),
            new Part.Ranking(words, [new(1, words, 1, words)]), new Part.Note(text), new Part.Note(Text.Of(words, new Span("done", SpanStyle.Code))), new Part.Buttons([new(words, words)]));

        var message = BlockKit.Message(card);

        Valid(message);
        Assert.Equal(13, Seen(Json(message.Blocks)).Split(words).Length - 1);
    }

    [Theory]
    [InlineData("done once & for all", "done once &amp; for all `done`")]
    [InlineData("1 < 2", "1 &lt; 2 `done`")]
    public void Small_print_has_code_where_nothing_in_it_can_be_a_mark(string words, string shown)
    {
        var message = BlockKit.Message(Card.Of(new Part.Note(Text.Of($"{words} ", new Span("done", SpanStyle.Code)))));

        var context = Assert.IsType<Block.Context>(Assert.Single(message.Blocks));
        Assert.Equal(new TextObject.Mrkdwn(shown), Assert.Single(context.Elements));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("slack://channel?id=C1")]
    [InlineData("data:text/html,x")]
    [InlineData("//other.example/x")]
    [InlineData("")]
    public void Only_the_web_is_linked_to(string url)
    {
        var message = BlockKit.Message(Card.Of(new Part.Paragraph(Text.Of(Span.Link("here", url)))));

        Assert.Equal("here", Seen(Json(message.Blocks)));
        Assert.DoesNotContain("link", JsonSerializer.Serialize(message.Blocks, SlackJson.Default.IReadOnlyListBlock));
    }

    [Fact]
    public void Long_text_goes_on_between_words_and_loses_none()
    {
        var words = string.Join(' ', Enumerable.Range(1, 1_500));

        var message = BlockKit.Message(Card.Of(new Part.Paragraph(Text.Plain(words))));

        Valid(message);
        Assert.True(message.Blocks.Count > 1);
        Assert.Equal(words, string.Concat(message.Blocks.Cast<Block.RichText>().SelectMany(b => ((RichTextPart.Section)b.Elements[0]).Elements).Select(i => i.Text)));
        Assert.All(message.Blocks.Cast<Block.RichText>().SkipLast(1), b => Assert.EndsWith(" ", ((RichTextPart.Section)b.Elements[0]).Elements[^1].Text));
    }

    [Fact]
    public void What_is_too_much_is_left_out_with_a_note_and_what_matters_stays()
    {
        var card = Card.Of(
            new Part.Heading(Text.Plain("Day 6")),
            new Part.Paragraph(Text.Plain(string.Join(' ', Enumerable.Range(1, 10_000)))),
            new Part.Callout("Doable", Text.Plain("Fold it.")),
            new Part.Paragraph(Text.Plain("After what is missing.")),
            new Part.Buttons([new("Done", "done 6", Primary: true)]));

        var message = BlockKit.Message(card);

        Valid(message);
        Assert.Equal(["Header", "RichText", "RichText", "RichText", "Context", "RichText", "Actions"], message.Blocks.Select(b => b.GetType().Name));
        var seen = Seen(Json(message.Blocks));
        Assert.Contains(Say.Shortened(), seen);
        Assert.Contains("Fold it.", seen);
        Assert.DoesNotContain("After what is missing.", seen);
    }

    [Fact]
    public void Sixty_parts_are_fifty_blocks_with_a_note()
    {
        var message = BlockKit.Message(new Card([.. Enumerable.Range(1, 60).Select(i => new Part.Paragraph(Text.Plain($"{i}")))]));

        Assert.Equal(50, message.Blocks.Count);
        Assert.IsType<Block.Context>(message.Blocks[^1]);
        Assert.Equal(50, BlockKit.Message(new Card([.. Enumerable.Range(1, 50).Select(i => new Part.Paragraph(Text.Plain($"{i}")))])).Blocks.OfType<Block.RichText>().Count());
    }

    [Fact]
    public void A_table_of_a_large_channel_is_one_message()
    {
        var message = BlockKit.Message(Card.Of(new Part.Ranking("All lessons", [.. Enumerable.Range(1, 250).Select(i => new RankedRow(i, $"Somebody Nr. {i:000}", 30, "28 in time"))])));

        Valid(message);
        Assert.InRange(Seen(Json(message.Blocks)).Split(" · 30 lessons · 28 in time").Length - 1, 180, 249);
        Assert.IsType<Block.Context>(message.Blocks[^1]);
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
            var message = BlockKit.Message(card);
            Valid(message);
            Assert.Equal(Say.NothingToShow(), message.Text);
        }
    }

    [Theory]
    [InlineData("בן")]
    [InlineData("بن")]
    public void A_name_from_right_to_left_turns_nothing_around_it(string name)
    {
        var message = BlockKit.Message(Card.Of(new Part.Ranking("Table", [new(1, name, 1, "1 in time")])));

        Assert.Contains($"1. \u2068{name}\u2069 · 1 lesson", Seen(Json(message.Blocks)));
    }

    [Fact]
    public void In_a_direct_message_each_button_names_the_cohort_that_is_spoken_of()
    {
        var message = BlockKit.Message(Card.Of(new Part.Buttons([new("Done", "done 6"), new("Bread", "done 6", Cohort: new("slack", "T1", "C1"))])), new("slack", "T1", "C2"));

        var buttons = Assert.IsType<Block.Actions>(Assert.Single(message.Blocks)).Elements.Cast<Element.Press>();
        Assert.Equal([new ButtonValue("done 6", "slack/T1/C2"), new ButtonValue("done 6", "slack/T1/C1")], buttons.Select(button => ButtonValue.Read(button.Value)));
    }

    [Fact]
    public void Buttons_say_their_command_and_cohort()
    {
        var message = BlockKit.Message(Card.Of(new Part.Buttons([new("Done", "done 6", Primary: true), new("Bread", "done 6", Primary: true, Cohort: new("slack", "T1", "C1"))])));

        var buttons = Assert.IsType<Block.Actions>(Assert.Single(message.Blocks)).Elements.Cast<Element.Press>().ToArray();
        Assert.Equal(new ButtonValue("done 6"), ButtonValue.Read(buttons[0].Value));
        Assert.Equal(new ButtonValue("done 6", "slack/T1/C1"), ButtonValue.Read(buttons[1].Value));
        Assert.Equal(["primary", null], buttons.Select(b => b.Style));
        Assert.Equal("""{"say":"done 6"}""", buttons[0].Value);
    }

    [Fact]
    public void Button_values_come_back_or_lose_their_end() => AnyCards.Words.Sample(command =>
    {
        var written = new ButtonValue(command, "slack/T1/C1").Write();
        var read = ButtonValue.Read(written)!;
        return written.Length <= 2_000 && read.In == "slack/T1/C1" && (command.Length > 300 || read.Say == Clean(command)) && !written.Any(c => c is '&' or '<' or '>') && Clean(command).StartsWith(read.Say, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("done 6")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"say":null}""")]
    [InlineData("""{"say":1}""")]
    [InlineData("{\"say\":\"done 6")]
    public void Values_we_did_not_write_are_none(string? value) => Assert.Null(ButtonValue.Read(value));

    [Fact]
    public void Errors_are_told_by_field()
    {
        var card = Spoken.All("Ana").First(s => s.Name == "SetUpForm. with errors").Card;

        var errors = BlockKit.Errors(card);

        Assert.Equal(Say.StartIsOver(), errors[SetUpFields.Start]);
        Assert.Equal(10, errors.Count);
        Assert.Empty(BlockKit.Errors(Spoken.All("Ana").First(s => s.Name == "SetUpForm").Card));
        Assert.Empty(BlockKit.Errors(Card.Line("No form.")));
    }

    [Fact]
    public void A_menu_offers_what_it_holds_and_always_what_was_chosen()
    {
        var choices = Enumerable.Range(1, 140).Select(i => new Choice($"plan-{i}", $"Plan {i}")).Append(new(new string('x', 76), "Too long to come back")).ToArray();

        var modal = BlockKit.Modal(Card.Of(new Part.Form("setup", "Start", [new("plan", "Plan", FieldKind.Choice, "plan-140", choices)])), "");

        Valid(modal);
        var menu = Assert.IsType<Element.Select>(Assert.IsType<Block.Input>(Assert.Single(modal.Blocks)).Element);
        Assert.Equal(100, menu.Options.Count);
        Assert.Equal("plan-140", menu.InitialOption?.Value);
    }

    [Fact]
    public void A_title_too_long_for_a_modal_is_shown_whole_inside_it()
    {
        var modal = BlockKit.Modal(Card.Of(new Part.Heading(Text.Plain("Everything there is to know about bread"))), "C1");

        Assert.Equal(new TextObject.Plain("Everything there is to…"), modal.Title);
        Assert.Equal(new Block.Header(new TextObject.Plain("Everything there is to know about bread")), Assert.Single(modal.Blocks));
        Assert.Null(modal.Submit);
    }

    [Fact]
    public void Submitted_values_are_read_by_field()
    {
        var values = FormRenderer.Values(Parse("""
            {
              "plan": { "value": { "type": "static_select", "selected_option": { "text": { "type": "plain_text", "text": "Bread" }, "value": "bread" } } },
              "start": { "value": { "type": "datepicker", "selected_date": "2026-12-01" } },
              "time": { "value": { "type": "timepicker", "selected_time": "09:00", "timezone": "Europe/Berlin" } },
              "zone": { "value": { "type": "plain_text_input", "value": "Europe/Berlin" } },
              "nudge": { "value": { "type": "plain_text_input", "value": null } },
              "none": { "value": { "type": "static_select", "selected_option": null } },
              "later": { "value": { "type": "datepicker", "selected_date": null } },
              "file": { "value": { "type": "file_input", "files": [{ "id": "F1", "name": "a.md" }, { "id": "F2" }] } },
              "nofile": { "value": { "type": "file_input", "files": [] } }
            }
            """));

        Assert.Equal(
            ["plan=bread", "start=2026-12-01", "time=09:00", "zone=Europe/Berlin", "nudge=", "none=", "later=", "file=F1,F2", "nofile="],
            values.Select(v => $"{v.Key}={v.Value}"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":{"value":null}}""")]
    [InlineData("""{"a":{"other":{"type":"plain_text_input","value":"x"}}}""")]
    public void Values_of_another_shape_are_none(string state) => Assert.Empty(FormRenderer.Values(Parse(state)));

    [Theory]
    [InlineData("""{"a":{"value":{}}}""")]
    [InlineData("""{"a":{"value":{"type":"file_input","files":{}}}}""")]
    [InlineData("""{"a":{"value":{"type":"file_input","files":[1,null,{}]}}}""")]
    [InlineData("""{"a":{"value":{"type":"static_select","selected_option":"x"}}}""")]
    [InlineData("""{"a":{"value":{"type":"datepicker","selected_date":1}}}""")]
    public void Values_of_odd_kinds_are_empty(string state) => Assert.Equal("", FormRenderer.Values(Parse(state))["a"]);

    /// <summary>By the rules here, and by those of the Slack that stands in for the real one in other tests.</summary>
    private static void Valid(SlackMessage message)
    {
        var blocks = Json(message.Blocks);
        Assert.Empty(BlockKitRules.Message(message.Text, blocks));
        Assert.Empty(Judge.MessageBlocks.Wrong(JsonArray.Create(blocks)!));
        Assert.False(Judge.MessageBlocks.TooLong(JsonArray.Create(blocks)!));
    }

    private static void Valid(View view)
    {
        Assert.Empty(BlockKitRules.View(Json(view)));
        Assert.Empty(Judge.ViewBlocks.Wrong(JsonObject.Create(Json(view))!));
    }

    private static JsonElement Json(IReadOnlyList<Block> blocks) => JsonSerializer.SerializeToElement(blocks, SlackJson.Default.IReadOnlyListBlock);

    private static JsonElement Json(View view) => JsonSerializer.SerializeToElement(view, SlackJson.Default.View);

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static string Shown(SlackMessage message) => $"{message.Text}\n\n{Pretty(Json(message.Blocks))}";

    private static string Pretty(JsonElement json) => JsonSerializer.Serialize(json, CardCases.Readable) + "\n";

    /// <summary>Every word that is shown, in order.</summary>
    private static string Seen(JsonElement json) => Words(string.Concat(Texts(json)));

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object when json.TryGetProperty("verbatim", out _) => [Unescaped(json.GetProperty("text").GetString()!)],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => p is { Name: "text", Value.ValueKind: JsonValueKind.String } ? [p.Value.GetString()!] : Texts(p.Value)),
        _ => [],
    };

    private static string Unescaped(string text) => text.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&");

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Clean(string words) =>
        string.Concat(words.Replace("\r\n", "\n").EnumerateRunes().Where(r => r.Value is '\n' or '\t' || !System.Text.Rune.IsControl(r) && r.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069))));
}
