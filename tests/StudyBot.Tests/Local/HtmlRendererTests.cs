using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using StudyBot.Cards;
using StudyBot.Local;
using StudyBot.Tests.Wording;

namespace StudyBot.Tests.Local;

/// <summary>The snapshots show each kind of part; the rules hold for everything the bot can say, with names that mean harm.</summary>
public class HtmlRendererTests
{
    private const string Hostile = """<img src=x onerror="alert(1)"> </p><script>x()</script> ' " & [a](javascript:alert(1))""";

    private static readonly string[] Elements =
    [
        "H3", "H4", "P", "DIV", "UL", "LI", "DL", "DT", "DD", "TABLE", "CAPTION", "THEAD", "TBODY", "TR", "TH", "TD", "BDI",
        "STRONG", "EM", "CODE", "A", "BR", "BUTTON", "FORM", "LABEL", "INPUT", "SELECT", "OPTION", "SPAN",
    ];

    private static readonly string[] Attributes =
    [
        "class", "href", "target", "rel", "scope", "type", "id", "for", "name", "value", "selected", "required", "novalidate", "autocomplete", "accept",
        "data-command", "data-cohort", "data-form", "data-most", "data-too-large", "data-not-text", "data-not-read", "aria-describedby", "aria-invalid",
    ];

    public static TheoryData<string> Parts => [.. typeof(Part).GetNestedTypes().Select(type => type.Name)];

    public static TheoryData<string> Themes => [.. Spoken.All("Ana").Select(s => s.Theme).Distinct()];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Every_part_has_its_html(string part)
    {
        var card = new Card([.. PartSamples.All.Where(sample => sample.GetType().Name == part)]);

        Assert.NotEmpty(card.Parts);
        Snapshots.Match($"{part}.html", string.Join('\n', card.Parts.Select(one => HtmlRenderer.Render(Card.Of(one), "m1"))) + "\n");
    }

    [Fact]
    public void A_lesson_reads_as_one_document() =>
        Snapshots.Match("A lesson.html", HtmlRenderer.Render(Spoken.All("Ana").First(s => s.Name == "Lesson").Card, "m1").Replace("><", ">\n<") + "\n");

    [Theory]
    [MemberData(nameof(Themes))]
    public void What_people_are_called_is_never_markup(string theme)
    {
        foreach (var spoken in Spoken.All(Hostile).Where(s => s.Theme == theme))
        {
            var html = HtmlRenderer.Render(spoken.Card, "m1");
            foreach (var element in Parse(html).QuerySelectorAll("*"))
            {
                Assert.Contains(element.TagName, Elements);
                Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, Attributes));
            }

            Assert.All(Parse(html).QuerySelectorAll("a"), a => Assert.Matches("^https?://", a.GetAttribute("href")));
        }
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Html_and_plain_text_say_the_same(string theme)
    {
        foreach (var spoken in Spoken.All("Ana").Where(s => s.Theme == theme))
        {
            var html = Words(Parse(HtmlRenderer.Render(spoken.Card, "m1")).TextContent);
            foreach (var part in spoken.Card.Parts.OfType<Part.Paragraph>()) Assert.Contains(Words(part.Text.ToString()), html);
        }
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//other.example/x")]
    [InlineData("/local/clock")]
    [InlineData("")]
    public void Only_the_web_is_linked_to(string url)
    {
        var html = HtmlRenderer.Render(Card.Of(new Part.Paragraph(Text.Of(Span.Link("here", url)))));

        Assert.Equal("<p>here</p>", html);
    }

    [Fact]
    public void A_link_does_not_leave_its_attribute()
    {
        var html = HtmlRenderer.Render(Card.Of(new Part.Paragraph(Text.Of(Span.Link("here", "https://a.example/\"onclick=\"x()")))));

        var link = Parse(html).QuerySelector("a")!;
        Assert.Equal(["href", "target", "rel"], link.Attributes.Select(a => a.Name));
    }

    [Theory]
    [InlineData("done", "<p>done</p>")]
    [InlineData("one\ntwo", "<p>one<br>two</p>")]
    [InlineData("<b>&amp;</b>", "<p>&lt;b&gt;&amp;amp;&lt;/b&gt;</p>")]
    [InlineData("@StudyBot me", "<p><strong class=\"mention\">@StudyBot</strong> me</p>")]
    [InlineData("ask@studybot", "<p>ask@studybot</p>")]
    [InlineData("see https://a.example/x?a=1&b=2.", "<p>see <a href=\"https://a.example/x?a=1&amp;b=2\" target=\"_blank\" rel=\"noopener noreferrer\">https://a.example/x?a=1&amp;b=2</a>.</p>")]
    [InlineData("(https://a.example/)", "<p>(<a href=\"https://a.example/\" target=\"_blank\" rel=\"noopener noreferrer\">https://a.example/</a>)</p>")]
    [InlineData("javascript:alert(1)", "<p>javascript:alert(1)</p>")]
    [InlineData("bell\u0007", "<p>bell</p>")]
    [InlineData("\u202eenod\u202c and \u2067left\u2069", "<p>enod and left</p>")]
    [InlineData("https://a.example/\u202egpj.exe", "<p><a href=\"https://a.example/\" target=\"_blank\" rel=\"noopener noreferrer\">https://a.example/</a>gpj.exe</p>")]
    public void What_people_write_is_shown_as_written(string words, string html) => Assert.Equal(html, Html.Written(words));

    [Fact]
    public void Whatever_is_written_comes_back_as_text() =>
        Gen.OneOf(Gen.String, Gen.String["<>&\"'/= aAsScriptimg:@\n"]).Where(IsPlain).Sample(words =>
        {
            var body = Parse(Html.Written(words));
            return body.TextContent == words.Replace("\n", "") && body.QuerySelectorAll("*").All(e => e.TagName is "P" or "BR" or "A" or "STRONG");
        });

    /// <summary>Text that HTML can hold at all, and that reads the way it is written: no controls, no halves of a pair, nothing that turns text around.</summary>
    private static bool IsPlain(string words) => words.All(c => c == '\n' || (!char.IsControl(c) && !char.IsSurrogate(c) && c is < '\ufdd0' and not (>= '\u202a' and <= '\u202e') and not (>= '\u2066' and <= '\u2069')));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IElement Parse(string html) => new HtmlParser().ParseDocument($"<body>{html}</body>").Body!;
}
