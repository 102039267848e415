using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using StudyBot.Curricula;

namespace StudyBot.Tests.Curricula;

/// <summary>docs/curriculum-format.md tells the truth.</summary>
public partial class FormatPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "curriculum-format.md"));

    [Fact]
    public void Its_table_holds_every_code_and_no_other()
    {
        var codes = typeof(Codes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(codes.Select(code => $"{code} {(code.StartsWith("SB0") ? "error" : "warning")}"), CodeRow().Matches(Page).Select(row => $"{row.Groups["code"].Value} {row.Groups["severity"].Value}"));
    }

    [Fact]
    public void Its_example_is_without_a_finding()
    {
        var reading = CurriculumReader.Read("example.md", Encoding.UTF8.GetBytes(Block("# Bread in a week")));
        Assert.Empty(reading.Diagnostics);
        Assert.Equal(["Tasks", "Micro-Quiz"], reading.Curriculum!.Lessons[1].Extras.Select(extra => extra.Name));
        Assert.Equal("What I Learned from Seven Failed Loaves", reading.Curriculum.Lessons[1].BlogPost);
    }

    [Fact]
    public void Its_forms_of_a_resource_are_read()
    {
        var lesson = Bread.Day(["**Resources:**", .. Block("- [Title").Replace("…", "bread.example/").Split('\n')]);
        Assert.Equal(6, lesson.Resources.Count);
        Assert.All(lesson.Resources, resource => Assert.Equal("Title", resource.Title));
        Assert.Equal([8, 8, 8, 80, null, 8], lesson.Resources.Select(resource => resource.Minutes));
    }

    /// <summary>The fenced block that begins with a line.</summary>
    private static string Block(string beginning) =>
        Fenced().Matches(Page).Select(match => match.Groups["text"].Value).Single(text => text.StartsWith(beginning, StringComparison.Ordinal));

    [GeneratedRegex(@"^\| (?<code>SB\d{3}) \| (?<severity>error|warning) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeRow();

    [GeneratedRegex(@"^```markdown\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fenced();
}
