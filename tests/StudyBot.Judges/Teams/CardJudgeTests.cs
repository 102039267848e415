using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using StudyBot.Cards;
using StudyBot.Curricula;
using StudyBot.Host;
using StudyBot.Teams;
using StudyBot.Wording;

namespace StudyBot.Judges.Teams;

/// <summary>Microsoft's renderer of Adaptive Cards judges ours, in a browser: those of the snapshots, each lesson of the built-in plan, and one by people who mean harm.</summary>
public class CardJudgeTests(Browser browser)
{
    /// <summary>What would be a mark, a mention, a link, an image or a tag; and a word longer than a phone is wide.</summary>
    private static readonly string[] Harm =
    [
        "<at>Everyone</at>", "[x](https://evil.example)", "[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "**b** *i* _i_ ~~s~~ `c`", "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>", "&lt;b&gt; &copy;", "# title", "- item", "1. item", "> quote", "{{DATE(2026-11-24T06:00:00Z, SHORT)}}", "[x]: https://evil.example", "a\\*b\\", $"{new string('W', 200)}",
    ];

    /// <summary>So that a judge who takes everything would be noticed.</summary>
    private static readonly (string Card, string Said)[] Faults =
    [
        ("""[{"type":"TextBlok","text":"a"}]""", "TextBlok"),
        ("""[{"type":"TextBlock","text":"a","color":"Pink"}]""", "Pink"),
        ("""[{"type":"TextBlock","text":"![a](https://a.example/a.png)"}]""", "an element IMG"),
        ("""[{"type":"Input.Text","id":"a","isRequired":true}]""", "label"),
        ("""[{"type":"Input.Text","id":"a","label":"a"},{"type":"Input.Text","id":"a","label":"a"}]""", "Duplicate"),
        ("""[{"type":"ActionSet","actions":[{"type":"Action.Exekute","title":"a"}]}]""", "Action.Exekute"),
    ];

    [Fact]
    public async Task Microsofts_renderer_takes_every_card_and_leaves_nothing_out()
    {
        await using var page = await OpenAsync(800);

        foreach (var (name, card) in Cards()) Assert.True(await page.ShowAsync(card) is [], $"{name}: {string.Join('\n', await page.ShowAsync(card))}");
        foreach (var (body, said) in Faults)
            Assert.Contains(await page.ShowAsync(new() { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = JsonNode.Parse(body) }), complaint => complaint.Contains(said));
    }

    [Fact]
    public async Task What_people_wrote_is_read_as_they_wrote_it()
    {
        await using var page = await OpenAsync(800);

        foreach (var words in Harm)
        {
            Assert.Empty(await page.ShowAsync(Hostile(words)));
            Assert.Equal(13, (await page.TextAsync()).Replace("\u2060", "").Replace("\u200B", "").Split(words).Length - 1);
        }
    }

    [Theory]
    [InlineData(360)]
    [InlineData(800)]
    public async Task No_card_is_wider_than_its_place(int width)
    {
        await using var page = await OpenAsync(width);

        foreach (var (name, card) in Cards())
        {
            await page.ShowAsync(card);
            Assert.True(await page.ListAsync("tooWide()") is [], $"{name}: {string.Join('\n', await page.ListAsync("tooWide()"))}");
        }
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    [InlineData("contrast")]
    public async Task Every_word_can_be_read_in_each_theme(string theme)
    {
        await using var page = await OpenAsync(360);

        foreach (var (name, card) in Cards().Where(card => !card.Name.StartsWith("day", StringComparison.Ordinal)))
        {
            await page.ShowAsync(card, theme);
            var faint = await page.ListAsync($"tooFaint('{theme}')");
            Assert.True(faint is [], $"{name}: {string.Join('\n', faint)}");
        }
    }

    private static IEnumerable<(string Name, JsonObject Card)> Cards()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Needs.Repository, "tests/StudyBot.Tests/Teams/Rendering/Snapshots"), "*.json"))
            yield return (Path.GetFileNameWithoutExtension(file), JsonNode.Parse(File.ReadAllText(file))!.AsObject());
        var plan = CurriculumReader.Read("month-3", Encoding.UTF8.GetBytes(BuiltIn.Find("month-3")!.Markdown)).Curriculum!;
        foreach (var lesson in plan.Lessons) yield return ($"day {lesson.Day}", AdaptiveCards.RenderOne(Say.Lesson(plan, lesson, null)));
        foreach (var words in Harm) yield return (words, Hostile(words));
    }

    private static JsonObject Hostile(string words)
    {
        var text = Text.Plain(words);
        var beside = Text.Of(words, " ", Span.Link(words, "https://a.example/x"));
        return AdaptiveCards.RenderOne(Card.Of(
            new Part.Heading(text), new Part.Paragraph(text), new Part.Paragraph(beside), new Part.Callout(words, text), new Part.Bullets([text]),
            new Part.Facts([new(words, text)]), new Part.Ranking(words, [new(1, words, 1, "1 in time")]), new Part.Note(text), new Part.Buttons([new("Done", words)]), new Part.Note(Text.Of("Seen ", new(words, SpanStyle.Code)))));
    }

    private async Task<CardPage> OpenAsync(int width)
    {
        var page = await browser.EmptyAsync(width);
        foreach (var script in (string[])[Needs.NodePackage("adaptivecards/dist/adaptivecards.min.js"), Needs.NodePackage("markdown-it/dist/browser/markdown-it.umd.min.js"), Needs.NodePackage("axe-core/axe.min.js"), Path.Combine(Needs.Repository, "tests/StudyBot.Judges/Teams/cards.js")])
            await page.AddScriptTagAsync(new() { Path = script });
        return new(page);
    }

    /// <summary>A page that shows one card at a time.</summary>
    private sealed class CardPage(IPage page) : IAsyncDisposable
    {
        /// <returns>What is wrong with it.</returns>
        public Task<IReadOnlyList<string>> ShowAsync(JsonObject card, string theme = "light") => ListAsync($"show({card.ToJsonString()}, '{theme}')");

        public Task<string> TextAsync() => page.EvaluateAsync<string>("document.getElementById('card').textContent");

        public async Task<IReadOnlyList<string>> ListAsync(string call) => [.. (await page.EvaluateAsync<JsonElement>(call)).EnumerateArray().Select(one => one.ToString())];

        public async ValueTask DisposeAsync() => await page.Context.CloseAsync();
    }
}
