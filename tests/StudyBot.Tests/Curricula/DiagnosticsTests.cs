using System.Reflection;
using System.Text;
using StudyBot.Curricula;

namespace StudyBot.Tests.Curricula;

/// <summary>What is told about a file, and where. To add a case, add a line: what to replace in <see cref="Bread.Plan"/>, by what, and what is then told.</summary>
public class DiagnosticsTests
{
    private const string Learning2 = "- **Learning:** Salt slows the yeast and tightens the dough.";
    private const string Doable2 = "- **Doable:** Knead one dough with salt and one without.";
    private static readonly string Long = new('x', (8 * 1024) + 1);

    public static TheoryData<string, string, string> Changes { get; } = new()
    {
        // errors
        { "# Bread in three days", "Bread in three days", "1 SB003" },
        { "# Bread in three days", "#", "1 SB003" },
        { "### Day 2", "### Day 1", "14 SB005, 19 SB007, 22 SB008" },
        { "### Day 3", "### Day 2", "19 SB005" },
        { "### Day 1", "### Day 0", "5 SB006, 14 SB007, 17 SB008" },
        { "### Day 2", "### Day 4", "14 SB007, 19 SB006, 22 SB008" },
        { "### Day 3", "### Day 4", "19 SB007" },
        { "### Day 3", "### Day 99999999999", "19 SB007" },
        { "### Day 1", "### Day 2", "5 SB007, 14 SB005, 17 SB008" },
        { "(see Day 1)", "(see Day 9)", "17 SB008" },
        { "(see Day 1)", "(see Day 99999999999)", "17 SB008" },
        { "(see Day 1)", "(see Day 3)", "17 SB009, 22 SB009" },
        { "(see Day 2)", "(see Day 3)", "22 SB009" },
        { "https://bread.example/flour", "javascript:alert(1)", "8 SB010" },
        { "https://bread.example/flour", "flour.md", "8 SB010" },
        { "https://bread.example/flour", "//bread.example/flour", "8 SB010" },
        { "https://bread.example/flour", "ftp://bread.example/flour", "8 SB010" },
        { "https://bread.example/flour", "file:///flour", "8 SB010" },
        { "https://bread.example/flour", "https:bread.example", "8 SB010" },
        { "https://bread.example/flour", "https://", "8 SB010" },
        { "https://bread.example/flour", "", "8 SB010" },
        { "https://bread.example/flour", "<https://bread.example/a flour>", "8 SB010" },
        { "https://bread.example/flour", "https://bread.example/a flour", "8 SB010" },
        { "[Flour by the number (Docs, 8 min)](https://bread.example/flour)", "A book about flour (8 min)", "8 SB010" },
        { "feel it.", "[feel it](javascript:alert(1)).", "10 SB010" },
        { "feel it.", "[feel it](https://bread.example/feel it).", "10 SB010" },
        { "feel it.", Long, "10 SB012" },
        { "### Day 2", $"### Day 2: {Long}", "14 SB012" },
        { "## Week 1: Flour and water", $"## Week 1: {Long}", "5 SB012, 14 SB012, 19 SB012" },
        { "# Bread in three days", $"# {Long}", "1 SB012" },
        { "### Day 3", "###Day 3", "19 SB013" },
        { "## Week 1:", "##Week 1:", "3 SB013" },
        { Doable2, $"{Doable2}\n{Doable2}", "17 SB015" },
        { Learning2, $"{Learning2}\n{Learning2}", "16 SB015" },
        { "### Day 2", "<!-- to be rewritten\n### Day 2", "14 SB016" },
        { "### Day 2", "```\n### Day 2", "14 SB016" },
        { "### Day 2", "~~~sql\n### Day 2", "14 SB016" },
        { "feel it.", "feel it <!-- twice.", "10 SB016" },
        { "feel it.", "feel\n  it <!-- twice.", "11 SB016" },
        { "### Day 3", "<!-- the last --> ### Day 3", "19 SB013" },
        { "### Day 3", "<div>\n### Day 3\n</div>\n", "20 SB013" },
        { "### Day 3", "# Notes\n\n    ### Day 3", "21 SB013" },
        { "feel it.", "feel it\n  and [see](ftp://bread.example).", "11 SB010" },
        { "### Day 3", "### Days 3 and 4", "19 SB109, 20 SB015, 21 SB015, 22 SB015" },

        // warnings
        { Learning2, "", "14 SB101" },
        { Doable2, "", "14 SB102" },
        { Doable2, "- **Tip:** Do it in the evening.", "14 SB102" },
        { "(Docs, 8 min)", "(Docs)", "8 SB103" },
        { "Flour by the number (Docs, 8 min)", "Flour", "8 SB103" },
        { "feel it.", "feel [your flour].", "10 SB104" },
        { "### Day 2", "### Day 2: [a title]", "14 SB104" },
        { "https://bread.example/water", "https://bread.example/flour", "9 SB105" },
        { "### Day 1", $"### Day 1\n{Many(46, "**Step:** Rest.")}", "5 SB106" },
        { "### Day 1", $"### Day 1\n{Many(4, $"**Step:** {new string('x', 7000)}")}", "5 SB106" },

        { "### Day 1", $"### Day 1\n{Many(30, "**Step:** Rest *now* and [then](https://bread.example/a/long/way/to/a/page).")}", "5 SB106" },
        { "feel it.", "feel it\n  in [your words].", "11 SB104" },
        { "### Day 3", "### Day 3-4: Rest", "19 SB109" },
        { "### Day 3", "### Day 3 & 4", "19 SB109" },
        { "(see Day 2)", "(see Day 2)\n\n[flour]: https://bread.example/flour", "24 SB108" },
        { "(see Day 2)", "(see Day 2)\n\n[^1]: Or rye.", "24 SB108" },
        { Doable2, "- **Doable:**\n  1. Knead one dough\n  2. Knead another", "17 SB110" },
        { Doable2, "- **Doable:** Compare.\n\n| flour | water |\n|---|:-:|\n| 1 | 2 |", "18 SB110" },
        { Doable2, "- **Doable:** Run\n\n  ```\n  knead()\n  rest()\n  ```", "18 SB110" },
        { Doable2, "- **Doable:** ![Rebuild this chart](https://bread.example/chart.png)", "16 SB111" },
        { Doable2, "- **Doable:** Rebuild\n  *this* ![](https://bread.example/chart.png)", "17 SB111" },
        { Doable2, "- **Tasks:** Run\n\n  ```\n  knead()\n  rest()\n  ```", "18 SB110" },

        // nothing to tell
        { "# Bread in three days", "# Bread in three days", "" },
        { Doable2, "- **Tasks:**\n  - Knead one dough\n  - Knead another", "" },
        { Doable2, "- **Micro-Quiz:** What does salt do?", "" },
        { "feel it.", "feel it: `flour[first]`, flour[first], [x], [1], [see](https://bread.example/feel).", "" },
        { "feel it.", "feel it <!-- [ask](javascript:alert(1)) -->.", "" },
        { "feel it.", "write to me@bread.example or mailto:me@bread.example.", "" },
        { "[What water does (Blog, 10 min)](https://bread.example/water)", "[Flour by the number (Docs, 8 min)](https://bread.example/flour)", "" },
        { "(see Day 1)", "(SEE DAY 1).", "" },
        { "feel it.", new('x', 7000), "" },
        { "feel it.", "feel `<!--` and ``a ` <!--`` it.", "" },
        { "feel it.", "feel it\n  <!-- [ask](javascript:alert(1))\n  --> twice.", "" },
        { "### Day 3", "<!-- a --> <!-- b -->\n<!-->\n### Day 3", "" },
        { "### Day 3", "### Day 3 - 4 loaves", "" },
        { "feel it.", "feel it:\n\n  ```\n  knead()\n  ```", "" },
        { "(see Day 2)", "(see Day 2)\n- **Tip:** [salt]: yes", "" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_is_told_where_it_is(string old, string @new, string told) =>
        Assert.Equal(told, string.Join(", ", Bread.Codes(Bread.Read(Bread.With(old, @new)))));

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_plan_is_whole_or_not_there(string old, string @new, string told)
    {
        var reading = Bread.Read(Bread.With(old, @new));
        var hasErrors = told.Split(", ").Any(t => t.Contains("SB0"));
        Assert.Equal(hasErrors, reading.Diagnostics.Any(d => d.Severity == Severity.Error));
        Assert.Equal(hasErrors ? null : 3, reading.Curriculum?.Lessons.Count);
        Assert.Equal(hasErrors, reading.Links.Count == 0);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Each_finding_is_one_sentence_with_its_remedy(string old, string @new, string told)
    {
        _ = told;
        foreach (var diagnostic in Bread.Read(Bread.With(old, @new)).Diagnostics)
        {
            Assert.Matches(@"\A[^\n]+; [^\n]+\.\z", diagnostic.Message);
            Assert.InRange(diagnostic.Message.Length, 20, 220);
            Assert.StartsWith($"bread.md:{diagnostic.Line}: {(diagnostic.Severity == Severity.Error ? "error SB0" : "warning SB1")}", diagnostic.ToString());
        }
    }

    [Fact]
    public void What_becomes_of_a_lesson_that_is_too_long_is_told_as_the_platforms_do_it() => Assert.Equal(
        "Day 1 is too long for one message: Slack leaves the rest out, Teams goes on in the next; shorten it, or link to the long parts.",
        Assert.Single(Bread.Read(Bread.With("### Day 1", $"### Day 1\n{Many(46, "**Step:** Rest.")}")).Diagnostics).Message);

    public static TheoryData<string, byte[], string> Files { get; } = new()
    {
        { "empty", [], "1 SB003, 1 SB004" },
        { "a title alone", "# Bread"u8.ToArray(), "1 SB004" },
        { "Latin-1", [.. Encoding.UTF8.GetBytes("# Bread\n\n### Day 1\n**Learning:** Cr"), 0xE8, .. "me\n"u8], "4 SB001" },
        { "Latin-1 in a file of Windows, with its mark", [0xEF, 0xBB, 0xBF, .. "# Bread\r\n\r\n### Day 1\r\ncr"u8, 0xE8, .. "me\r\n"u8], "4 SB001" },
        { "Latin-1 with lines of an old Mac", [.. "# Bread\r### Day 1\rcr"u8, 0xE8], "3 SB001" },
        { "cut in the middle of a letter", [.. "# Bread\n"u8, 0xC3], "2 SB001" },
        { "half of a surrogate pair", [.. "# Bread\n"u8, 0xED, 0xA0, 0x80], "2 SB001" },
        { "UTF-16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Bread.Plan)).ToArray(), "1 SB001" },
        { "more than 1 MB", new byte[CurriculumReader.MostBytes + 1], "0 SB002" },
        { "401 lessons", Numbered(401), "803 SB011" },
        { "400 lessons", Numbered(400), "" },
        { "lists in lists", Encoding.UTF8.GetBytes($"# Bread\n\n### Day 1\n{new string('>', 5000)} deep\n"), "0 SB014" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_told_what_is_wrong_with_it_as_a_whole(string what, byte[] file, string told)
    {
        _ = what;
        var reading = CurriculumReader.Read("bread.md", file);
        Assert.Equal(told, string.Join(", ", Bread.Codes(reading).Distinct().Where(code => !code.EndsWith("SB102"))));
        Assert.Equal(told.Length == 0, reading.Curriculum is not null);
        Assert.All(reading.Diagnostics, diagnostic => Assert.Matches(@"\A[^\n]+; [^\n]+\.\z", diagnostic.Message));
    }

    [Theory]
    [InlineData("### Day 1", "### Day 2", "The first day is day 2;")]
    [InlineData("### Day 3", "### Day 4", "Day 4 follows day 2;")]
    public void A_gap_is_told_by_the_days_around_it(string old, string @new, string told) =>
        Assert.StartsWith(told, Bread.Read(Bread.With(old, @new)).Diagnostics.First(d => d.Code == StudyBot.Curricula.Codes.Gap).Message);

    [Fact]
    public void What_is_quoted_is_cut_between_characters()
    {
        var told = Assert.Single(Bread.Read($"# Bread\n\n### Day 1\n**Learning:** Salt.\n**Doable:** Rest.\n**Resources:**\n- x{string.Concat(Enumerable.Repeat("🍞", 50))}\n").Diagnostics);
        Assert.StartsWith($"\"x{string.Concat(Enumerable.Repeat("🍞", 29))}…\"", told.Message);
    }

    [Theory]
    [InlineData(60, "")]
    [InlineData(61, "…")]
    public void What_is_quoted_is_cut_after_sixty_letters(int length, string end) => Assert.StartsWith(
        $"\"{new string('x', 60)}{end}\"",
        Assert.Single(Bread.Read($"# Bread\n\n### Day 1\n**Learning:** Salt.\n**Doable:** Rest.\n**Resources:**\n- {new string('x', length)}\n").Diagnostics).Message);

    [Fact]
    public void A_megabyte_is_not_too_much()
    {
        var file = Encoding.UTF8.GetBytes(Bread.Plan + "\n\n# Notes\n" + new string(' ', CurriculumReader.MostBytes)).AsMemory(0, CurriculumReader.MostBytes);
        Assert.Equal(3, CurriculumReader.Read("bread.md", file).Curriculum?.Lessons.Count);
    }

    [Fact]
    public void Every_code_of_the_reader_has_a_case_here()
    {
        var told = string.Join(", ", Changes.Select(row => row.Data.Item3).Concat(Files.Select(row => row.Data.Item3)));
        var codes = typeof(Codes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Except([StudyBot.Curricula.Codes.LinkGone]);
        Assert.All(codes, code => Assert.Contains(code, told));
    }

    private static byte[] Numbered(int days) =>
        Encoding.UTF8.GetBytes("# Bread\n\n" + string.Concat(Enumerable.Range(1, days).Select(day => $"### Day {day}\nRest.\n")));

    private static string Many(int times, string line) => string.Join('\n', Enumerable.Repeat(line, times));
}
