using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>What people decide about themselves: one thing in their row changes, and nothing else does.</summary>
public class OwnChoicesTests
{
    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z", marks: "oo");
    private static readonly Scene Everything = Morning.As(m => m with { Muted = true, Hidden = true, Nudges = 3, Zone = "Europe/Rome", Excused = [2] });

    [Fact]
    public void Mute_and_unmute() => Assert.Equal(
        [
            "member ana: ana [oo], since 2026-03-02T08:00:00Z, muted, over ana 1",
            "told: No more nudges for you. \"unmute\" brings them back.",
            "member ana: ana [oo], since 2026-03-02T08:00:00Z, hidden, Europe/Rome, excused 2, over ana 1",
            "told: Nudges are on again: one a lesson at most, and none once it is done.",
        ],
        [.. On(new Command.Mute(), Morning), .. On(new Command.Unmute(), Everything)]);

    [Fact]
    public void Unmute_promises_no_nudges_where_the_cohort_has_none()
    {
        var quiet = Everything with { Stored = new(Everything.Cohort with { Schedule = Everything.Cohort.Schedule with { Nudge = null } }, Everything.Stored.ETag) };

        Assert.Equal("told: You would get nudges again, but this cohort has them off.", On(new Command.Unmute(), quiet)[^1]);
    }

    [Fact]
    public void Who_has_not_joined_is_told_when_it_begins()
    {
        var stranger = Morning with { Row = new(Make.Member("ana"), null) };

        Assert.Equal("told: You would get nudges again. They begin once you have joined: press Done on a lesson.", On(new Command.Unmute(), stranger)[^1]);
        Assert.Equal("told: Your name may be in the tables again. It is there once you have joined: press Done on a lesson.", On(new Command.Show(), stranger)[^1]);
    }

    [Fact]
    public void Hide_me_and_show_me() => Assert.Equal(
        [
            "member ana: ana [oo], since 2026-03-02T08:00:00Z, hidden, over ana 1",
            "told: Your name is out of every table; you still count in the team's totals. \"show me\" brings it back.",
            "member ana: ana [oo], since 2026-03-02T08:00:00Z, muted, nudged 3, Europe/Rome, excused 2, over ana 1",
            "told: Your name may be in the tables again; a table shows who has done a lesson of it.",
        ],
        [.. On(new Command.Hide(), Morning), .. On(new Command.Show(), Everything)]);

    /// <summary>Nothing is said of nudges, tables and totals but what holds for somebody who is in none of them.</summary>
    [Theory]
    [InlineData("mute", "You have left, so no nudges come. They stay off after \"join\" too, until \"unmute\".")]
    [InlineData("unmute", "You have left, so no nudges come yet. \"join\" brings you back, nudges and all.")]
    [InlineData("hide me", "You have left, so you are in no table and no total. Your name stays out of the tables after \"join\" too, until \"show me\".")]
    [InlineData("show me", "You have left, so your name is in no table yet. \"join\" brings you back, name and all.")]
    public void Who_has_left_is_told_what_holds_and_what_brings_them_back(string said, string told)
    {
        var left = Morning.As(m => m with { Left = true });

        Assert.Equal($"told: {told}", On(Assert.IsType<Parsed.Ok>(CommandGrammar.Read(said, left.Today)).Command, left)[^1]);
    }

    [Fact]
    public void Who_has_not_joined_is_told_of_no_total() => Assert.Equal(
        "told: Your name is out of every table. \"show me\" brings it back.", On(new Command.Hide(), Morning.As(m => m with { JoinedAt = null }))[^1]);

    [Theory]
    [InlineData("Europe/Paris", "Europe/Rome", "Europe/Paris")]
    [InlineData("Europe/Paris", null, "Europe/Paris")]
    [InlineData(null, "Europe/Rome", "Europe/Rome")]
    public void With_each_the_zone_is_kept_that_the_platform_tells_or_told_before(string? told, string? known, string kept) => Assert.Equal(
        $"member ana: ana [oo], since 2026-03-02T08:00:00Z, muted, {kept}, over ana 1",
        On(new Command.Mute(), Morning.By(p => p with { Zone = told }).As(m => m with { Zone = known }))[0]);

    [Fact]
    public void A_pause_begins_now_and_lasts_through_the_date() => Assert.Equal(
        [
            "member ana: ana [oo], since 2026-03-02T08:00:00Z, rests 2026-03-04T10:00:00Z/2026-03-06T22:59:59.999999999Z, over ana 1",
            "totals of 3",
            "told: You are on pause through Fri 6 Mar 2026: no nudges, and your streak waits. \"back\" ends it sooner.",
        ],
        On(new Command.PauseUntil(Make.Date("2026-03-06")), Morning));

    [Fact]
    public void Today_is_not_over_for_a_pause_and_yesterday_is()
    {
        Assert.StartsWith("told: You are on pause through Wed 4 Mar 2026", On(new Command.PauseUntil(Make.Date("2026-03-04")), Morning)[^1], StringComparison.Ordinal);
        Assert.Equal(
            "Tue 3 Mar 2026 is in the past, so nothing changed. Name today or a later day, such as \"pause until 2026-03-11\".",
            Lines.Told(Decide.On(new Command.PauseUntil(Make.Date("2026-03-03")), Morning)));
    }

    [Fact]
    public void Back_ends_the_pause_now() => Assert.Equal(
        [
            "member ana: ana [oo], since 2026-03-02T08:00:00Z, rests 2026-03-03T10:00:00Z/2026-03-04T10:00:00Z, over ana 1",
            "totals of 3",
            "told: Welcome back: your pause is over, and your streak carries on from here.",
        ],
        On(new Command.Back(), Morning.As(m => m with { Pauses = [new Pause(Make.At("2026-03-03T10:00:00Z"), Make.At("2026-03-09T10:00:00Z"))] })));

    [Fact]
    public void Nobody_is_back_who_was_not_away() => Assert.StartsWith("You are not on pause.", Lines.Told(Decide.On(new Command.Back(), Morning)), StringComparison.Ordinal);

    [Fact]
    public void Who_takes_no_part_is_told_what_brings_them_in()
    {
        const string Left = "told: You have left Plan: no nudges, no tables. Your record is kept; \"join\" brings you back.";
        const string Not = "told: You have not joined Plan yet. Press Done on a lesson, or mention me: \"@StudyBot join\".";
        const string Kept = "\n\nYour pause through Fri 6 Mar 2026 is kept for then; \"back\" ends it sooner.";
        var (left, stranger) = (Morning.As(m => m with { Left = true }), Morning.As(m => m with { JoinedAt = null }));

        Assert.Equal([Left], On(new Command.Back(), left));
        Assert.Equal([Not], On(new Command.Back(), stranger));
        Assert.Equal(Left + Kept, On(new Command.PauseUntil(Make.Date("2026-03-06")), left)[^1]);
        Assert.Equal(Not + Kept, On(new Command.PauseUntil(Make.Date("2026-03-06")), stranger)[^1]);
    }

    [Fact]
    public void Who_has_left_on_pause_ends_it_by_back_all_the_same() => Assert.Equal(
        [
            "member ana: ana [oo], since 2026-03-02T08:00:00Z, left, rests 2026-03-03T10:00:00Z/2026-03-04T10:00:00Z, over ana 1",
            "totals of 3",
            "told: Your pause is over.\n\nYou have left Plan: no nudges, no tables. Your record is kept; \"join\" brings you back.",
        ],
        On(new Command.Back(), Morning.As(m => m with { Left = true, Pauses = [new Pause(Make.At("2026-03-03T10:00:00Z"), Make.At("2026-03-09T10:00:00Z"))] })));

    private static IReadOnlyList<string> On(Command command, Scene scene) => Lines.Of(Decide.On(command, scene));
}
