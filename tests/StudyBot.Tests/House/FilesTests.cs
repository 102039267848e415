using System.Text.RegularExpressions;

namespace StudyBot.Tests.House;

/// <summary>What holds for every file of the repository.</summary>
public partial class FilesTests
{
    /// <summary>A file that tells one idea is rarely longer; a table of tests may be.</summary>
    private const int Longest = 250;
    private const int LongestTest = 400;

    private static readonly string[] Text = [".cs", ".csproj", ".props", ".md", ".json", ".js", ".css", ".html", ".txt", ".csv", ".sln", ".svg", ".service", ".yaml", ".bicep", ".bicepparam", ""];

    /// <summary>Written by tools, in their own way.</summary>
    private static readonly string[] Tools = ["packages.lock.json", "StudyBot.sln"];

    [Fact]
    public void No_source_file_is_too_long_to_read_at_once()
    {
        var tooLong =
            from file in Files.Ending(".cs", ".js", ".css")
            let lines = Files.Read(file).Count(c => c == '\n')
            where lines > (file.StartsWith("tests/", StringComparison.Ordinal) ? LongestTest : Longest)
            select $"{file}: {lines} lines";

        Assert.Empty(tooLong);
    }

    /// <summary>What is written down holds on every machine: no path of somebody's own, no feed of somebody's own. A container's own user has a folder in every one.</summary>
    [Fact]
    public void No_file_names_the_machine_it_was_written_on()
    {
        var found =
            from file in Files.Ending(Text)
            from Match match in Machine().Matches(Files.Read(file))
            select $"{file}: {match.Value}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("/" + "home/ana/studybot.db")]
    [InlineData("see /" + "tmp/x.json")]
    [InlineData("C:" + @"\Users\ana\x")]
    [InlineData("\"/" + "root/.nuget\"")]
    public void A_path_of_somebodys_own_would_be_found(string text) => Assert.Matches(Machine(), text);

    [Fact]
    public void Every_text_ends_its_lines_alike()
    {
        var found =
            from file in Files.Ending(Text)
            where !Tools.Contains(Path.GetFileName(file)) && Path.GetExtension(file) != ".csv" // CSV ends its lines as RFC 4180 says.
            let text = Files.Read(file)
            where text.Contains('\r') || !text.EndsWith('\n') || text.StartsWith('\uFEFF')
            select file;

        Assert.Empty(found);
    }

    [Fact]
    public void The_licence_is_MIT()
    {
        Assert.StartsWith("MIT License", Files.Read("LICENSE"));
        Assert.Contains("The StudyBot authors", Files.Read("LICENSE"));
    }

    [GeneratedRegex(@"(?<![\w./~])/(?:home(?!/app\b)|tmp|root|Users|work)/[\w.]|[A-Z]:\\Users\\")]
    private static partial Regex Machine();
}
