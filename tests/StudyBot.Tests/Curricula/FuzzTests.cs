using System.Text;
using CsCheck;
using StudyBot.Cards;
using StudyBot.Curricula;
using StudyBot.Local;
using StudyBot.Tests.Fuzz;
using StudyBot.Wording;

namespace StudyBot.Tests.Curricula;

/// <summary>Whatever is handed in as a plan: it is read or refused, and what is read can be posted.</summary>
public class FuzzTests
{
    private static readonly Gen<string> Tokens = Gen.OneOf(
        "#", "# ", "### Day 1\n", "### Day 2\n", "## Week 1: a (b)\n", "**Learning:** ", "**Resources:**\n", "- **Blog post:** ", "(see Day 1)", "(see Day 2)", "\n", "\n\n", "\r\n", "\t", "    ", "- ", "> ",
        "1. ", "[ ] ", "**", "_", "`", "```\n", "[", "](", ")", "(8 min)", "(Docs, 8 min)", "https://b.example/", "javascript:", "<", "<!--", "-->", "<div>", "&amp;", "\\", "|", ":", "\"", "“", "”", "---\n", "===\n", "\0", "\u001b", "\u2028", "\uFEFF", "😀", "ü", "a", "word ");

    private static readonly byte[][] Plans =
    [
        Encoding.UTF8.GetBytes(Bread.Plan),
        File.ReadAllBytes(Repository.PathOf("tests", "StudyBot.Tests", "Curricula", "month-of-bread.md")),
        Encoding.UTF8.GetBytes(Bread.Plan.Replace("\n", "\r\n")),
    ];

    /// <summary>A plan with a few spans left out, doubled, or replaced by something else.</summary>
    private static readonly Gen<byte[]> Mutated = Gen.Select(Gen.OneOf(Plans), Gen.Select(Gen.Double[0, 1], Gen.Int[0, 40], Gen.Int[0, 3], Tokens, Gen.Byte.Array[0, 4]).Array[1, 6], (plan, changes) =>
    {
        var bytes = plan.ToList();
        foreach (var (where, length, what, token, noise) in changes)
        {
            var from = (int)(where * bytes.Count);
            var span = bytes.Skip(from).Take(length).ToArray();
            if (what != 0) bytes.RemoveRange(from, span.Length);
            bytes.InsertRange(from, what switch { 0 => span, 1 => [], 2 => Encoding.UTF8.GetBytes(token), _ => noise });
        }

        return bytes.ToArray();
    });

    [Fact]
    public void Random_bytes_are_refused_or_read() => Gen.Byte.Array[0, 400].Sample(HoldsTogether, iter: 2000);

    [Fact]
    public void Random_Markdown_is_refused_or_read() => Tokens.Array[0, 120].Select(tokens => Encoding.UTF8.GetBytes("# Bread\n### Day 1\n" + string.Concat(tokens))).Sample(HoldsTogether, iter: 2000);

    [Fact]
    public void A_damaged_plan_is_refused_or_read() => Mutated.Sample(HoldsTogether, iter: 1000);

    private const int Large = CurriculumReader.MostBytes / 4;

    /// <summary>Things that Markdown can make expensive: by the square of their length, or by how deep they go. That this ends is the test.</summary>
    [Theory]
    [InlineData("[a](")]
    [InlineData("![")]
    [InlineData("[")]
    [InlineData("*a **b _c ")]
    [InlineData("http://a.b ")]
    [InlineData("www.")]
    [InlineData("a\n-\n")]
    [InlineData("[a]: b\n")]
    [InlineData("**a:** b\n")]
    [InlineData("**Learning:** b\n")]
    [InlineData("- [a](b\n")]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("-\n")]
    [InlineData("`a``b")]
    [InlineData("<!--")]
    [InlineData("<a ")]
    [InlineData("(1 min ")]
    [InlineData("**Resources:**\n- [a (1 min](https://b.example)\n")]
    [InlineData("### Day 1\n(see Day 2)\n")]
    [InlineData("### Day 1\n**Blog post:** (see Day 2)\n")]
    [InlineData("## Week 1\n")]
    [InlineData("** ")]
    [InlineData(" ")]
    [InlineData("\0")]
    [InlineData("😀")]
    public void A_large_file_of_one_thing_comes_to_an_end(string unit)
    {
        var start = "# Bread\n\n### Day 1\n**Doable:** "u8;
        var one = Encoding.UTF8.GetBytes(unit);
        var file = new byte[Large];
        start.CopyTo(file);
        for (var i = start.Length; i < file.Length; i++) file[i] = one[(i - start.Length) % one.Length];
        HoldsTogether(file);
    }

    [Theory]
    [InlineData("[a](https://b.example/", ")")]
    [InlineData("*a ", " a*")]
    [InlineData("![", "](https://b.example/)")]
    [InlineData("**a _b ", " b_ a**")]
    [InlineData("(", ")")]
    [InlineData("> ", "")]
    [InlineData("\"", "\"")]
    [InlineData("<b>", "</b>")]
    public void A_field_may_be_full_of_one_thing_and_is_posted_all_the_same(string open, string close)
    {
        var depth = 8000 / Encoding.UTF8.GetByteCount(open + close);
        var text = string.Concat(Enumerable.Repeat(open, depth)) + "x" + string.Concat(Enumerable.Repeat(close, depth));
        var file = Encoding.UTF8.GetBytes($"# Bread\n\n### Day 1\n**Learning:** {text}\n");
        HoldsTogether(file);
        Assert.NotNull(CurriculumReader.Read("plan.md", file).Curriculum);
    }

    private static void HoldsTogether(byte[] file)
    {
        var reading = Allocation.Within(1_000_000 + (2_800L * file.Length), () => CurriculumReader.Read("plan.md", file), () => Encoding.UTF8.GetString(file.AsSpan(0, Math.Min(file.Length, 2_000))));
        Assert.Equal(reading.Diagnostics.Any(d => d.Severity == Severity.Error), reading.Curriculum is null);
        var lines = file.Count(b => b is (byte)'\n' or (byte)'\r') + 1;
        Assert.All(reading.Diagnostics, d => Assert.InRange(d.Line, 0, lines));
        if (reading.Curriculum is not { } plan) return;
        Assert.NotEqual("", plan.Title.Trim());
        Assert.Equal(Enumerable.Range(1, plan.Lessons.Count), plan.Lessons.Select(lesson => lesson.Day));
        foreach (var lesson in plan.Lessons)
        {
            var card = Say.Lesson(plan, lesson, totals: null);
            Assert.NotEmpty(PlainText.Render(card));
            Assert.DoesNotContain("href=\"javascript:", HtmlRenderer.Render(card));
        }
    }
}
