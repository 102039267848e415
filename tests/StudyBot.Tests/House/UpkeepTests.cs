namespace StudyBot.Tests.House;

/// <summary><c>.ci/upkeep</c> tells what registries know, and does not take silence for an answer: all that is shipped is NuGet's, and what npm tells is no answer about it.</summary>
public sealed class UpkeepTests : IDisposable
{
    private const string Tells = """echo '{"resources":[{"@type":"VulnerabilityInfo/6.7.0"}]}'""";
    private const string Advises = """echo '{"auditReportVersion":2}'""";
    private const string Nothing = "exit 1";

    private readonly Programs _programs = new();

    [Theory]
    [InlineData(Tells, "no vulnerable packages", Advises, 0)]
    [InlineData(Tells, "Project `StudyBot` has the following vulnerable packages", Advises, 1)]
    [InlineData(Tells, "no vulnerable packages", Advises + "\n[ \"$2\" = --json ]", 1)]
    [InlineData(Tells, "no vulnerable packages", Nothing, 0)]
    [InlineData(Nothing, "", Advises, 3)]
    [InlineData(Nothing, "", Advises + "\n[ \"$2\" = --json ]", 1)]
    [InlineData(Nothing, "", Nothing, 3)]
    public void It_ends_with_what_is_known(string source, string nuget, string npm, int exit)
    {
        _programs.Put("curl", source);
        _programs.Put("npm", npm);
        _programs.Put("dotnet", $"if [ \"$1\" = nuget ]; then echo 'E https://example.org/index.json'; else echo '{nuget}'; fi");

        var (code, lines) = _programs.Run("upkeep");

        Assert.Equal(exit, code);
        Assert.Equal(source == Nothing, lines.Any(line => line.StartsWith("No source of packages here publishes", StringComparison.Ordinal)));
        Assert.Equal(npm == Nothing ? 3 : 0, lines.Count(line => line.StartsWith("The registry here publishes no advisories", StringComparison.Ordinal)));
    }

    /// <summary>Packages that were not looked at are not well.</summary>
    [Theory]
    [InlineData("restore")]
    [InlineData("list")]
    public void A_look_that_fails_is_no_good_news(string failing)
    {
        _programs.Put("curl", Tells);
        _programs.Put("npm", Advises);
        _programs.Put("dotnet", $"if [ \"$1\" = nuget ]; then echo 'E https://example.org/index.json'; elif [ \"$1\" = {failing} ]; then echo 'error NU1301: no way there'; exit 1; fi");

        var (code, lines) = _programs.Run("upkeep");

        Assert.Equal(1, code);
        Assert.Contains("The packages could not be looked at:", lines);
        Assert.Contains("error NU1301: no way there", lines);
    }

    public void Dispose() => _programs.Dispose();
}
