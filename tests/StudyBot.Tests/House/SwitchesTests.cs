using System.Text.RegularExpressions;

namespace StudyBot.Tests.House;

/// <summary>What tests read of the environment stands where people look for it.</summary>
public partial class SwitchesTests
{
    [Fact]
    public void CONTRIBUTING_names_every_switch_of_the_tests_and_no_other()
    {
        var read = Files.Ending(".cs").Where(file => file.StartsWith("tests/", StringComparison.Ordinal)).SelectMany(file => Read().Matches(Files.Read(file))).Select(match => match.Groups[1].Value);
        var told = Told().Matches(Files.Read("CONTRIBUTING.md")).Select(match => match.Value);

        Assert.Equal(read.Distinct().Order(StringComparer.Ordinal), told.Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("(?:GetEnvironmentVariable|Number)\\(\"(STUDYBOT_[A-Z]+)\"")]
    private static partial Regex Read();

    [GeneratedRegex("STUDYBOT_[A-Z]+")]
    private static partial Regex Told();
}
