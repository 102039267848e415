namespace StudyBot.Tests.House;

/// <summary><c>.ci/kills</c> judges the host that it published, as often as it is told, and ends as the judge did.</summary>
public sealed class KillsTests : IDisposable
{
    private readonly Programs _programs = new();

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 5, "5")]
    public void It_kills_a_published_host(int exit, int kills, params string[] arguments)
    {
        // What `dotnet publish … -o FOLDER` leaves is there when the judge runs, and gone afterwards.
        _programs.Put("dotnet", $"if [ \"$1\" = publish ]; then touch \"$6/StudyBot\"; else [ -f \"$STUDYBOT_PROGRAM\" ] && echo \"$STUDYBOT_PROGRAM $STUDYBOT_KILLS $*\"; exit {exit}; fi");

        var (code, lines) = _programs.Run("kills", arguments);

        Assert.Equal(exit, code);
        var said = Assert.Single(lines).Split(' ', 3);
        Assert.False(Directory.Exists(Path.GetDirectoryName(said[0])));
        Assert.Equal(($"{kills}", "run --project tests/StudyBot.Judges -- -class StudyBot.Judges.KillsUnderLoadTests -showLiveOutput"), (said[1], said[2]));
        Assert.Contains("public class KillsUnderLoadTests", Files.Read("tests/StudyBot.Judges/KillsUnderLoadTests.cs"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    [InlineData("-5")]
    public void It_kills_at_least_once(string kills)
    {
        _programs.Put("dotnet", "echo never");

        Assert.Equal((2, ""), _programs.Run("kills", kills) is var (code, lines) ? (code, string.Join('\n', lines)) : default);
    }

    public void Dispose() => _programs.Dispose();
}
