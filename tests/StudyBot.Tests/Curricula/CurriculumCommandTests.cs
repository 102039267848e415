using System.Text;
using System.Text.Json;
using StudyBot.Cards;
using StudyBot.Curricula;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.CommandLine;
using StudyBot.Tests.Storage;
using StudyBot.Wording;

namespace StudyBot.Tests.Curricula;

/// <summary><c>curriculum check | show | preview | import | list</c>, as a shell calls them.</summary>
public sealed class CurriculumCommandTests : IDisposable
{
    private static readonly string Month = Repository.PathOf("tests", "StudyBot.Tests", "Curricula", "month-of-bread.md");
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_tells_of_each_finding_in_a_line_and_ends_well_where_none_is_an_error()
    {
        var ran = await Shell.RunAsync("curriculum", "check", Month);

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Equal($"""
            {Month}:38: warning SB103: "A Starter from Nothing" has no minutes; add them as in (Docs, 8 min), so that the study time is right.
            {Month}:47: warning SB101: Day 5 has no learning; add a line such as **Learning:** what it is about.
            {Month}:58: warning SB104: "[your insight]" looks like a placeholder; replace it by your own words.
            1 file checked: 7 lessons in 3 weeks read, 0 errors, 3 warnings.

            """, ran.Output);
    }

    /// <summary>A copy of the plan with one thing wrong, and what is told of it.</summary>
    [Theory]
    [InlineData("### Day 3\n", "### Day 2\n", 23, "SB005")]
    [InlineData("### Day 6\n", "### Day 8\n", 55, "SB007")]
    [InlineData("(see Day 1)", "(see Day 77)", 21, "SB008")]
    [InlineData("(see Day 1)", "(see Day 3)", 21, "SB009")]
    [InlineData("https://bread.example/en/water/index.html", "javascript:alert(1)", 17, "SB010")]
    [InlineData("Yeast, warmth", "Cr\u00E8me", 35, "SB001")]
    public async Task Check_ends_with_1_and_tells_the_line_of_an_error(string old, string @new, int line, string code)
    {
        var file = _folder.File("copy.md");
        var text = await File.ReadAllTextAsync(Month);
        Assert.Contains(old, text);
        await File.WriteAllBytesAsync(file, code == "SB001" ? InLatin1(text.Replace(old, @new)) : Encoding.UTF8.GetBytes(text.Replace(old, @new)));

        var ran = await Shell.RunAsync("curriculum", "check", file);

        Assert.Equal((1, ""), (ran.Exit, ran.Error));
        Assert.Contains($"{file}:{line}: error {code}: ", ran.Output);
    }

    [Fact]
    public async Task Check_takes_several_files_and_built_in_names()
    {
        var bad = Write("bad.md", "# Bread\n");
        var ran = await Shell.RunAsync("curriculum", "check", "month-3", bad);

        Assert.Equal(1, ran.Exit);
        Assert.Equal($"{bad}:1: error SB004: The file has no day; start each lesson with a heading such as ### Day 1.\n2 files checked: 30 lessons in 5 weeks read, 1 error, 0 warnings.\n", ran.Output);
    }

    [Fact]
    public async Task Check_prints_JSON_and_nothing_else_where_that_is_wanted()
    {
        var bad = Write("bad.md", "# Bread\n\n### Day 1\n- **Learning:** [water](water.md)\n");
        var ran = await Shell.RunAsync("curriculum", "check", bad, "--json");

        Assert.Equal((1, ""), (ran.Exit, ran.Error));
        var found = JsonDocument.Parse(ran.Output).RootElement;
        Assert.Equal(["file", "line", "severity", "code", "message"], found[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal([$"{bad} 3 warning SB102", $"{bad} 4 error SB010"], found.EnumerateArray().Select(d => $"{d.GetProperty("file")} {d.GetProperty("line")} {d.GetProperty("severity")} {d.GetProperty("code")}"));
        Assert.Equal("[]\n", (await Shell.RunAsync("curriculum", "check", "month-3", "--json")).Output);
    }

    [Fact]
    public async Task Show_prints_a_plan_as_JSON()
    {
        var ran = await Shell.RunAsync("curriculum", "show", Month, "--json");

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Snapshots.Match("month-of-bread.json", ran.Output);
    }

    [Fact]
    public async Task Show_names_each_member_also_of_an_empty_day()
    {
        var ran = await Shell.RunAsync("curriculum", "show", Write("short.md", "# Bread\n\n### Day 1\n"), "--json");

        Assert.Equal(
            """{"title":"Bread","lessons":[{"day":1,"week":null,"weekTitle":null,"title":null,"learning":null,"doable":null,"linkedInPost":null,"blogPost":null,"minutes":0,"resources":[],"extras":[]}]}""",
            JsonSerializer.Serialize(JsonDocument.Parse(ran.Output)));
    }

    [Fact]
    public async Task Show_prints_a_table_for_people()
    {
        var ran = await Shell.RunAsync("curriculum", "show", Month);

        Assert.Equal(0, ran.Exit);
        Assert.StartsWith("Month 0: Bread at Home – Flour, Sourdough, and the Oven (For Patient People)\n", ran.Output);
        Assert.Matches(@"4 +\S 2 +\S Yeast +\S 2 +\S 12 min", ran.Output);
        Assert.EndsWith("7 lessons, 8 resources, 1 h 2 min of study.\n", ran.Output);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("show --json")]
    [InlineData("preview --day 1")]
    [InlineData("import --as bread")]
    public async Task A_plan_with_errors_is_not_used(string command)
    {
        var bad = Write("bad.md", "# Bread\n\n### Day 1\n\n### Day 3\n**Learning:** [a](b)\n");
        var words = command.Split(' ');
        var ran = await Shell.RunAsync(["curriculum", words[0], bad, .. words[1..]]);

        Assert.Equal((1, ""), (ran.Exit, ran.Output));
        Assert.Equal(2, ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($"{bad}:5: error SB007: ", ran.Error);
        Assert.Contains($"{bad}:6: error SB010: ", ran.Error);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("show")]
    [InlineData("preview --day 1")]
    [InlineData("import --as bread")]
    public async Task A_file_that_is_not_there_is_named_with_where_it_was_looked_for(string command)
    {
        var words = command.Split(' ');
        var ran = await Shell.RunAsync(["curriculum", words[0], "month-4", .. words[1..]]);

        Assert.Equal((1, ""), (ran.Exit, ran.Output));
        Assert.Equal($"month-4: there is no such file ({Path.GetFullPath("month-4")}), and no built-in curriculum of that name (there is month-3).\n", ran.Error);
    }

    [Fact]
    public async Task A_folder_is_no_plan()
    {
        var ran = await Shell.RunAsync("curriculum", "check", _folder.Path);
        Assert.Equal((1, "", $"{_folder.Path}: this is a folder; name the Markdown file in it.\n"), (ran.Exit, ran.Output, ran.Error));
    }

    [Theory]
    [InlineData("curriculum check", "'check'")]
    [InlineData("curriculum show", "'show'")]
    [InlineData("curriculum show month-3 --yaml", "'--yaml'")]
    [InlineData("curriculum preview month-3", "'--day'")]
    [InlineData("curriculum preview month-3 --day one", "'one'")]
    [InlineData("curriculum preview month-3 --day 0", "--day: 0 is not one of the plan's 30 lessons.")]
    [InlineData("curriculum preview month-3 --day 31", "--day: 31 is not one of the plan's 30 lessons.")]
    [InlineData("curriculum preview month-3 --day 1 --as pdf", "'pdf'")]
    [InlineData("curriculum import month-3", "'--as'")]
    [InlineData("curriculum import month-3 --as Month_3", "--as: \"Month_3\" is no name; use lower case letters, digits and dashes, such as month-3.")]
    [InlineData("curriculum import month-3 --as month-3", "--as: month-3 is built in, and the next start would put that one back. Choose another name, such as our-month-3.")]
    public async Task Wrong_usage_ends_with_2(string command, string told)
    {
        var ran = await Shell.RunAsync(command.Split(' '));

        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.Contains(told, ran.Error);
    }

    [Fact]
    public async Task Preview_shows_a_lesson_as_it_will_stand_in_the_channel()
    {
        var plan = CurriculumReader.Read("bread.md", await File.ReadAllBytesAsync(Month)).Curriculum!;
        var card = Say.Lesson(plan, plan.Lessons[3], totals: null);
        Assert.Equal($"{PlainText.Render(card)}\n", (await Shell.RunAsync("curriculum", "preview", Month, "--day", "4")).Output);
        Assert.Equal($"{PlainText.Render(card)}\n", (await Shell.RunAsync("curriculum", "preview", Month, "--day", "4", "--as", "text")).Output);
        Assert.Equal($"{HtmlRenderer.Render(card)}\n", (await Shell.RunAsync("curriculum", "preview", Month, "--day", "4", "--as", "html")).Output);
    }

    [Fact]
    public async Task Import_keeps_a_plan_under_its_name()
    {
        var database = _folder.File("studybot.db");
        var ran = await Shell.RunAsync("curriculum", "import", Month, "--as", "bread", "--Storage:SqlitePath", database);

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Matches(@"\Abread is kept: Month 0: Bread at Home – .*, 7 lessons, version [0-9a-f]{16}\.\n\z", ran.Output);
        var kept = await KeptAsync(database, "bread");
        Assert.Equal(await File.ReadAllTextAsync(Month), kept?.Markdown);
    }

    [Fact]
    public async Task A_later_import_under_the_same_name_is_the_one_that_is_found()
    {
        var database = _folder.File("studybot.db");
        var (first, second) = (Write("first.md", "# One\n\n### Day 1\n"), Write("second.md", "\uFEFF# Two\r\n\r\n### Day 1\r\n"));
        foreach (var file in (string[])[first, second, second])
            Assert.Equal(0, (await Shell.RunAsync("curriculum", "import", file, "--as", "bread", "--Storage:SqlitePath", database)).Exit);

        Assert.Equal("Two", (await KeptAsync(database, "bread"))?.Version.Title);
    }

    [Fact]
    public async Task Import_ends_with_3_where_there_can_be_no_store()
    {
        var ran = await Shell.RunAsync("curriculum", "import", "month-3", "--as", "bread", "--Storage:SqlitePath", Path.Combine(Write("file", ""), "studybot.db"));
        Assert.Equal((3, ""), (ran.Exit, ran.Output));
        Assert.Contains("studybot.db", ran.Error);
    }

    [Fact]
    public async Task List_tells_every_plan_that_a_cohort_can_follow_and_how_many_do()
    {
        using var shell = new StoreShell();
        Assert.Equal([("month-3", 30, true, 0)], await ListAsync(shell));
        Assert.False(File.Exists(shell.Database));

        await shell.SaysAsync("curriculum", "import", Month, "--as", "bread");
        await shell.AddAsync("morning", ("--curriculum", "bread"));
        await shell.AddAsync("evening", ("--curriculum", "bread"));
        await shell.SaysAsync("curriculum", "import", Write("later.md", "# Later\n\n### Day 1\n"), "--as", "bread");

        Assert.Equal([("bread", 1, false, 2), ("month-3", 30, true, 0)], await ListAsync(shell));
        Assert.Contains("│ bread   │ Later ", await shell.SaysAsync("curriculum", "list"), StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<(string?, int, bool, int)>> ListAsync(StoreShell shell) => (await shell.JsonAsync("curriculum", "list")).EnumerateArray()
        .Select(row => (row.GetProperty("name").GetString(), row.GetProperty("lessons").GetInt32(), row.GetProperty("builtIn").GetBoolean(), row.GetProperty("cohorts").GetInt32()));

    private static async Task<StoredCurriculum?> KeptAsync(string database, string name)
    {
        using var table = SqliteTable.Open(database);
        return await new StudyStore(table, shards: 1).FindCurriculumAsync(name, TestContext.Current.CancellationToken);
    }

    /// <summary>As an editor of old would save it; the signs that Latin-1 lacks become question marks.</summary>
    private static byte[] InLatin1(string text) => Encoding.Latin1.GetBytes(text);

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text, new UTF8Encoding(false));
        return _folder.File(name);
    }
}
