using System.Text.RegularExpressions;

namespace StudyBot.Tests.Replays;

public partial class ExamplesTests
{
    /// <summary>STUDYBOT_RENEW=1 writes what comes now as what must come; read it before you keep it.</summary>
    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public async Task An_example_comes_out_as_written(string name)
    {
        var ran = await Shell.RunAsync("replay", Examples.Scenario(name), "--json");
        Assert.Equal(0, ran.Exit);
        if (Environment.GetEnvironmentVariable("STUDYBOT_RENEW") is { Length: > 0 }) await File.WriteAllTextAsync(Examples.Expected(name), ran.Output);

        Assert.Equal(await File.ReadAllTextAsync(Examples.Expected(name)), ran.Output);
    }

    [Fact]
    public void Every_rule_has_its_example_and_every_example_its_paragraph()
    {
        string[] rules = ["freeze", "pause", "undo", "edit", "reaction", "direct-message", "nudge", "summary", "catch-up", "lead-role", "forget-me", "second-cohort"];
        Assert.Subset(Examples.Names().ToHashSet(), rules.ToHashSet());

        var told = Told().Matches(File.ReadAllText(Repository.PathOf("docs", "examples", "README.md"))).Select(m => m.Groups[1].Value);
        Assert.Equal(Examples.Names(), told.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^- \[([a-z-]+)\]\(", RegexOptions.Multiline)]
    private static partial Regex Told();
}
