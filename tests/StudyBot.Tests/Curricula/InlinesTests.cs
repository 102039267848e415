using StudyBot.Cards;
using StudyBot.Curricula;

namespace StudyBot.Tests.Curricula;

/// <summary>An author's Markdown as spans.</summary>
public class InlinesTests
{
    [Fact]
    public void Emphasis_code_and_links_are_kept() => Assert.Equal(
        [
            new("Fold it "), new("twice", SpanStyle.Bold), new(", "), new("gently", SpanStyle.Italic), new(", as in "), new("fold()", SpanStyle.Code), new(", see "),
            new("here", SpanStyle.Plain, "https://b.example/a"), new("."),
        ],
        Inlines.ToText("Fold it **twice**, *gently*, as in `fold()`, see [here](https://b.example/a).").Spans);

    [Theory]
    [InlineData("<https://b.example/a>", "https://b.example/a")]
    [InlineData("https://b.example/a", "https://b.example/a")]
    [InlineData("[mail](mailto:me@b.example)", null)]
    [InlineData("[script](javascript:alert)", null)]
    [InlineData("<me@b.example>", null)]
    public void Only_an_address_of_the_web_is_a_link(string markdown, string? url) => Assert.Equal(url, Assert.Single(Inlines.ToText(markdown).Spans).Url);

    [Theory]
    [InlineData("https://b.example", true)]
    [InlineData("HTTP://b.example", true)]
    [InlineData("ftp://b.example", false)]
    [InlineData("https://b.example/a b", false)]
    [InlineData("https://b.example/<a", false)]
    [InlineData("https://b.example/a>", false)]
    [InlineData("https://b.example/\u0007", false)]
    [InlineData("https://", false)]
    [InlineData(null, false)]
    public void A_browser_is_sent_to_the_web_alone(string? url, bool web) => Assert.Equal(web ? url : null, Inlines.Web(url));

    [Theory]
    [InlineData("1. Weigh", "1. Weigh")]
    [InlineData("# 5", "# 5")]
    [InlineData("a &amp; b <b>c</b>", "a & b <b>c</b>")]
    [InlineData("![a picture](https://b.example/a.png)", "a picture")]
    [InlineData("a[unclosed *here*", "a[unclosed here")]
    [InlineData("[x][y] and [[z]", "[x][y] and [[z]")]
    [InlineData("See [docs][d]", "See [docs][d]")]
    [InlineData("![only][ref", "![only][ref")]
    [InlineData("[a [b](https://b.example/)", "[a b")]
    public void Everything_else_is_its_words(string markdown, string words) => Assert.Equal(words, Inlines.ToText(markdown).ToString());
}
