using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StudyBot.Doors;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Doors;

/// <summary>Somebody who calls without end is counted, and fills no log.</summary>
public class RefusalTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Of_one_kind_a_line_a_minute_is_logged()
    {
        using var logs = new Logs();
        var refusals = new Refusals(_clock, new Logger<Refusals>(logs));
        for (var second = 0; second < 120; second++)
        {
            refusals.Add("slack", "/slack/events", "forged");
            if (second == 30) refusals.Add("slack", "/slack/events", "stale");
            if (second == 31) refusals.Add("slack", "/slack/commands", "forged");
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["events forged", "events stale", "commands forged", "events forged"], logs.Lines.Select(Kind));

        _clock.AdjustTime(_clock.GetUtcNow().AddHours(-1));
        refusals.Add("slack", "/slack/events", "forged");
        Assert.Equal(5, logs.Lines.Count);
    }

    [Fact]
    public void Of_a_burst_in_one_instant_one_line_is_logged_and_the_next_a_full_minute_later()
    {
        using var logs = new Logs();
        var refusals = new Refusals(_clock, new Logger<Refusals>(logs));
        foreach (var (passed, lines) in ((int, int)[])[(0, 1), (0, 1), (59_999, 1), (1, 2)])
        {
            _clock.Advance(TimeSpan.FromMilliseconds(passed));
            refusals.Add("slack", "/slack/events", "forged");
            Assert.Equal(lines, logs.Lines.Count);
        }
    }

    private static string Kind(string line) => line.Split(';')[0].Replace("A call to /slack/", "", StringComparison.Ordinal).Replace("was turned away: ", "", StringComparison.Ordinal);
}
