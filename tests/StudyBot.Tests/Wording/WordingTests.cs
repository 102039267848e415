using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using StudyBot.Cards;
using StudyBot.Commands;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Tests.Wording;

/// <summary>The snapshots are all the bot can say, in plain text; the rules hold for each of them.</summary>
public partial class WordingTests
{
    public static TheoryData<string> Themes => [.. Spoken.All("Ana").Select(s => s.Theme).Distinct()];

    [Theory]
    [MemberData(nameof(Themes))]
    public void What_is_said_is_what_was_read_and_agreed(string theme)
    {
        var text = new StringBuilder();
        foreach (var spoken in Spoken.All("Ana").Where(s => s.Theme == theme))
            text.Append("=== ").Append(spoken.Name).Append('\n').Append(PlainText.Render(spoken.Card)).Append("\n\n");
        Snapshots.Match($"{theme}.txt", text.ToString());
    }

    [Fact]
    public void Every_sentence_of_Say_stands_in_a_snapshot()
    {
        var all = typeof(Say).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(m => m.Name).Distinct();
        var spoken = Spoken.All("Ana").Select(s => s.Name.Split('.')[0]).Concat(SaidInsideTheForm);
        Assert.Empty(all.Except(spoken));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Nobody_is_mentioned(string theme) => Each(theme, (_, text) => Assert.DoesNotMatch(@"<[@!#]|<at>|@(channel|here|all)\b", text));

    [Theory]
    [MemberData(nameof(Themes))]
    public void Nobody_is_shamed(string theme) => Each(theme, (_, text) => Assert.DoesNotMatch(Shaming(), text));

    [Theory]
    [MemberData(nameof(Themes))]
    public void The_voice_is_calm_and_words_alone_carry_it(string theme) => Each(theme, (_, text) =>
    {
        Assert.InRange(text.Count(c => c == '!'), 0, 1);
        // A row of squares stands for itself where the line under it says the same in words.
        Assert.DoesNotMatch(@"\p{So}|\p{Cs}", Squares().Replace(text, ""));
    });

    [GeneratedRegex(@"[\p{So}\p{Cs}]+\n\nDays \d+ to \d+: ")]
    private static partial Regex Squares();

    [Theory]
    [MemberData(nameof(Themes))]
    public void Sentences_are_short_and_well_set(string theme) => Each(theme, (_, text) =>
    {
        Assert.All(Sentences().Split(text), sentence => Assert.InRange(sentence.Length, 0, 200));
        Assert.DoesNotMatch(@"  |\.\.|,,|\( | \)| [,.?!;]", text);
    });

    [Theory]
    [MemberData(nameof(Themes))]
    public void Paragraphs_of_ours_end_as_sentences_do(string theme) => Each(theme, (card, _) =>
        Assert.All(card.Parts.OfType<Part.Paragraph>().Where(p => theme != "lessons" && !Labels(p)), p => Assert.Matches("[.?:]$", PlainText.Render(p.Text))));

    [Theory]
    [MemberData(nameof(Themes))]
    public void No_part_is_empty(string theme) => Each(theme, (card, _) => Assert.All(card.Parts, NotEmpty));

    [Theory]
    [MemberData(nameof(Themes))]
    public void Every_button_says_a_command(string theme) => Each(theme, (card, _) =>
        Assert.All(Buttons(card), button => Assert.IsType<Parsed.Ok>(CommandGrammar.Read(button.Command, new(2026, 11, 24)))));

    [Fact]
    public void Buttons_say_the_command_that_is_meant()
    {
        Assert.Equal<Command>([new Command.Move(6, 5), new Command.Keep()], Commands(Say.WasItTheOneBefore(6, 5)));
        Assert.Equal<Command>([new Command.Undo(5), new Command.Undo(6), new Command.Keep()], Commands(Say.AskBeforeWithdrawing([5, 6])));
        Assert.Equal<Command>([new Command.PauseUntil(new(2026, 12, 1)), new Command.Mute(), new Command.Keep()], Commands(Say.AskToPause("Bread", new(2026, 12, 1))));
        Assert.Equal<Command>([new Command.ForgetMe(Sure: true), new Command.Keep()], Commands(Say.ForgetMeAsk([])));
        Assert.Equal<Command>([new Command.Setup(), new Command.Help()], Commands(Say.Greeting()));
        var lesson = Commands(Say.Lesson(Sample.Plan, Sample.Six, null));
        Assert.Equal([6], Assert.IsType<Command.Done>(lesson[0]).CheckIn.Days);
        Assert.Equal(new Command.Remind(null), lesson[1]);
    }

    [Fact]
    public void The_help_lists_every_command_once_and_a_leads_to_leads_alone()
    {
        Assert.Equal(CommandCatalog.All.Select(e => e.Usage), Usages(Say.Help(isLead: true)));
        Assert.Equal(CommandCatalog.All.Where(e => !e.ForLeads).Select(e => e.Usage), Usages(Say.Help(isLead: false)));

        static IEnumerable<string> Usages(Card help) => help.Parts.OfType<Part.Bullets>().SelectMany(b => b.Items).Select(i => i.Spans[0].Value);
    }

    [Fact]
    public void What_is_to_be_typed_is_a_command_or_the_usage_of_one() => Assert.All(
        Spoken.All("Ana").Where(s => s.Theme is not ("help" or "problems")),
        spoken => Assert.All(
            spoken.Card.Parts.SelectMany(Texts).SelectMany(t => t.Spans).Where(s => s.Style == SpanStyle.Code),
            typed => Assert.True(
                CommandCatalog.All.Any(e => e.Usage.Equals(typed.Value, StringComparison.OrdinalIgnoreCase)) ||
                CommandGrammar.Read(typed.Value, new(2026, 11, 24)) is Parsed.Ok,
                typed.Value)));

    /// <summary>In a channel few words are heard without a mention; none but those may be asked for as a reply.</summary>
    [Theory]
    [MemberData(nameof(Themes))]
    public void What_a_sentence_asks_to_be_replied_is_heard_in_a_channel_without_a_mention(string theme) => Each(theme, (card, _) =>
        Assert.All(card.Parts.SelectMany(Texts).SelectMany(text => Replies().Matches(PlainText.Render(text))).SelectMany(match => match.Groups["words"].Captures), words =>
            Assert.NotNull(Request.Of(new("key", new("slack", "T1", "C1"), new(new("slack", "T1", "U1"), "Ana"), Sample.Now, new Did.Said("m1", words.Value))))));

    [GeneratedRegex("""\breply ("(?<words>[^"]+)"(,? or )?)+""", RegexOptions.IgnoreCase)]
    private static partial Regex Replies();

    [Fact]
    public void No_name_breaks_a_card_or_the_line_it_stands_on()
    {
        var usual = Spoken.All("Ana").ToDictionary(s => (s.Theme, s.Name), s => Lines(s.Card));
        Hostile.Sample(name =>
        {
            foreach (var spoken in Spoken.All(name))
            {
                Assert.All(spoken.Card.Parts, NotEmpty);
                var lines = Lines(spoken.Card);
                if (!spoken.Name.Contains("hostile")) Assert.Equal(usual[(spoken.Theme, spoken.Name)], lines);
            }
        }, iter: 200);
    }

    /// <summary>Errors beside a field stand in the form that shows them.</summary>
    private static readonly string[] SaidInsideTheForm =
    [
        nameof(Say.NoPlanChosen), nameof(Say.PlanHasErrors), nameof(Say.NotADate), nameof(Say.StartIsOver), nameof(Say.NotATime),
        nameof(Say.NotATimeOrOff), nameof(Say.NotAZone), nameof(Say.NotDays), nameof(Say.NotHolidays), nameof(Say.NotASummary),
    ];

    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.String,
        Gen.OneOf<string>(
            "", " ", "\n", "<!channel>", "<@U1>", "<at>all</at>", "[x](javascript:alert(1))", "=cmd()", "*bold* _it_ `code`", "a\r\nb", "\u202Eevil",
            "\u0000", "\uD800", "👩‍👩‍👧", "{0}", "%s", new string('x', 5000), "</script>", "\u2028line"));

    private static void Each(string theme, Action<Card, string> check) =>
        Assert.All(Spoken.All("Ana").Where(s => s.Theme == theme), s => check(s.Card, PlainText.Render(s.Card)));

    /// <summary>An author's words stand after a label of ours in bold.</summary>
    private static bool Labels(Part.Paragraph paragraph) => paragraph.Text.Spans[0].Style == SpanStyle.Bold;

    private static IEnumerable<Button> Buttons(Card card) => card.Parts.OfType<Part.Buttons>().SelectMany(b => b.Items);

    private static Command[] Commands(Card card) =>
        [.. Buttons(card).Select(b => Assert.IsType<Parsed.Ok>(CommandGrammar.Read(b.Command, new(2026, 11, 24))).Command)];

    private static IEnumerable<Text> Texts(Part part) => part switch
    {
        Part.Paragraph p => [p.Text],
        Part.Note p => [p.Text],
        Part.Callout p => [p.Text],
        Part.Bullets p => p.Items,
        _ => [],
    };

    private static int Lines(Card card) => PlainText.Render(card).Split('\n').Length;

    private static void NotEmpty(Part part)
    {
        switch (part)
        {
            case Part.Heading p: HasWords(p.Text); break;
            case Part.Paragraph p: HasWords(p.Text); break;
            case Part.Note p: HasWords(p.Text); break;
            case Part.Callout p: HasWords(p.Text); Assert.NotEmpty(p.Label); break;
            case Part.Bullets p: Assert.NotEmpty(p.Items); Assert.All(p.Items, HasWords); break;
            case Part.Facts p: Assert.NotEmpty(p.Items); Assert.All(p.Items, f => { Assert.NotEmpty(f.Label); HasWords(f.Value); }); break;
            case Part.Ranking p: Assert.NotEmpty(p.Rows); Assert.All(p.Rows, r => Assert.NotEmpty(r.Name)); break;
            case Part.Buttons p: Assert.NotEmpty(p.Items); Assert.All(p.Items, b => { Assert.NotEmpty(b.Label); Assert.NotEmpty(b.Command); }); break;
            case Part.Form p: Assert.NotEmpty(p.Fields); break;
            default: Assert.Fail($"{part.GetType().Name} is not known here."); break;
        }
    }

    private static void HasWords(Text text) => Assert.False(string.IsNullOrWhiteSpace(text.ToString()));

    [GeneratedRegex(@"\b(fail(ed|ure)?|missed|missing|only|lazy|behind|forgot(ten)? to|should have|must|just|sorry|shame|lost|unfortunately|slack(er|ing)|again late|too late|ignored?|excuses)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Shaming();

    [GeneratedRegex(@"(?<=[.?!:])\s+|\n")]
    private static partial Regex Sentences();
}
