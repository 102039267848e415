using NodaTime;
using NodaTime.Text;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.CommandLine;

/// <summary><c>outage</c>: what stood before the bot was broken, and an operator says since when.</summary>
public class OutageCommandTests
{
    private static readonly Instant Now = TimeProvider.System.Now();

    [Fact]
    public async Task The_heart_is_told_since_when_it_was_deaf_and_keeps_the_earliest()
    {
        using var shell = await BeatenAsync();
        var (early, late) = (Now - Duration.FromHours(5), Now - Duration.FromHours(2));

        Assert.Contains($"reads back what people wrote in local since {Written(late)}", await shell.SaysAsync("outage", "local", "--since", Written(late)));
        Assert.Equal(Seconds(late), (await BeatAsync(shell)).Deaf!["local"]);
        await shell.SaysAsync("outage", "local", "--since", OffsetDateTimePattern.Rfc3339.Format(early.WithOffset(Offset.FromHours(2))));
        await shell.SaysAsync("outage", "local", "--since", Written(late));

        var beat = await BeatAsync(shell);
        Assert.Equal(Seconds(early), Seconds(Assert.Single(beat.Deaf!).Value));
        Assert.Equal(Seconds(Now), Seconds(beat.At));
    }

    /// <summary>It died before the time that its operator thinks of.</summary>
    [Fact]
    public async Task A_bot_that_was_away_for_longer_has_heard_nothing_since_it_was_there()
    {
        using var shell = await BeatenAsync(Now - Duration.FromHours(4));

        await shell.SaysAsync("outage", "local", "--since", Written(Now - Duration.FromHours(1)));

        Assert.Equal(Seconds(Now - Duration.FromHours(4)), Seconds(Assert.Single((await BeatAsync(shell)).Deaf!).Value));
    }

    [Theory]
    [InlineData("yesterday", "--since: \"yesterday\" is not an instant such as 2026-11-30T08:00Z")]
    [InlineData("2026-11-30T08:00", "is not an instant")]
    [InlineData("2026-13-30T08:00Z", "is not an instant")]
    public async Task An_instant_needs_its_zone(string since, string says) => await RefusedAsync("local", since, says);

    [Theory]
    [InlineData(-10, "more than five minutes")]
    [InlineData(1, "more than five minutes")]
    [InlineData(60 * 24 * 7 + 1, "older than seven days")]
    public async Task A_time_that_has_nothing_to_make_good_is_refused(int minutesAgo, string says) => await RefusedAsync("local", Written(Now - Duration.FromMinutes(minutesAgo)), says);

    [Theory]
    [InlineData("slack", "slack is not set up here: these settings have the built-in chat.")]
    [InlineData("irc", "irc")]
    public async Task A_platform_that_is_not_here_is_refused(string platform, string says) => await RefusedAsync(platform, Written(Now - Duration.FromHours(1)), says);

    [Fact]
    public async Task A_store_on_which_no_bot_has_run_has_nothing_to_make_good()
    {
        using var shell = new StoreShell();
        await shell.AddAsync("evening");
        var ran = await shell.RunAsync("outage", "local", "--since", Written(Now - Duration.FromHours(1)));
        Assert.Equal((1, ""), (ran.Exit, ran.Output));
        Assert.Contains("has not run on this store", ran.Error);
    }

    private static async Task RefusedAsync(string platform, string since, string says)
    {
        using var shell = await BeatenAsync();
        var ran = await shell.RunAsync("outage", platform, "--since", since);
        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.Contains(says, ran.Error);
        Assert.Null((await BeatAsync(shell)).Deaf);
    }

    private static async Task<StoreShell> BeatenAsync(Instant? last = null)
    {
        var shell = new StoreShell();
        using var table = SqliteTable.Open(shell.Database);
        await new StudyStore(table).BeatAsync(last ?? Now, default);
        return shell;
    }

    private static async Task<Beat> BeatAsync(StoreShell shell)
    {
        using var table = SqliteTable.Open(shell.Database);
        return (await new StudyStore(table).FindBeatAsync(default))!.Value;
    }

    private static string Written(Instant at) => InstantPattern.General.Format(at);

    private static Instant Seconds(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
