using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Tests.Rules;
using StudyBot.Tests.Wording;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>What a channel sees together. The week ended on Sunday the 8th at 17:00 with day 7; day 9 is out. Who hides, who left and who never joined is in no table.</summary>
public class TablesTests
{
    private static readonly Scene Tuesday = Scenes.At("2026-03-10T10:00:00Z", posted: 9).Among(
        Scenes.Joined("ana", "ooooooo"),
        Scenes.Joined("ben", ".......og"),
        Scenes.Joined("cleo", "ooooooooo") with { Hidden = true },
        Scenes.Joined("dag", "ooooooooo") with { Left = true },
        Make.Member("eva", "ooooooooo"));

    private static readonly Scene Monday = Scenes.At("2026-03-02T10:00:00Z", posted: 1, lessons: 7).Among(Scenes.Joined("ana", "o")) with { Curriculum = Sample.Plan };

    [Fact]
    public void The_table_of_the_week_counts_its_lessons_alone() => Assert.Equal(
        ["said: This week in Plan\n\nThis week:\n1. ben: 2 lessons, 2 in time\n\n3 people learning. Equal counts share a rank."],
        Lines.Of(Asking.Leaderboard(Tuesday, thisWeek: true)));

    [Fact]
    public void The_table_of_all_lessons_counts_them_all() => Assert.Equal(
        ["said: All lessons of Plan\n\nAll lessons:\n1. ana: 7 lessons, 7 in time\n2. ben: 2 lessons, 2 in time\n\n3 people learning. Equal counts share a rank."],
        Lines.Of(Asking.Leaderboard(Tuesday, thisWeek: false)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_table_without_anybody_says_whether_something_was_done(bool thisWeek)
    {
        var nobody = Tuesday.Among(Scenes.Joined("ana"), Make.Member("eva"));
        var hidden = Tuesday.Among(Scenes.Joined("ana"), Scenes.Joined("cleo", "oooooooo") with { Hidden = true });
        var left = Tuesday.Among(Scenes.Joined("ana"), Scenes.Joined("dag", "oooooooo") with { Left = true });

        Assert.Contains("\n\nNo check-ins here yet. The first \"done\" starts the table.\n\n1 person learning.", Assert.Single(Lines.Of(Asking.Leaderboard(nobody, thisWeek))), StringComparison.Ordinal);
        Assert.All([hidden, left], scene => Assert.Contains("\n\nNobody is in this table right now.\n\n", Assert.Single(Lines.Of(Asking.Leaderboard(scene, thisWeek))), StringComparison.Ordinal));
    }

    [Fact]
    public void Of_an_earlier_week_the_table_of_this_one_knows_nothing() => Assert.Contains(
        "No check-ins here yet.",
        Assert.Single(Lines.Of(Asking.Leaderboard(Tuesday.Among(Scenes.Joined("cleo", "ooooooo") with { Hidden = true }), thisWeek: true))),
        StringComparison.Ordinal);

    [Fact]
    public void Where_the_channel_did_not_ask_it_is_not_told()
    {
        Assert.StartsWith("This week in Plan", Lines.Told(Asking.Leaderboard(Tuesday.Directly(), thisWeek: true)), StringComparison.Ordinal);
        Assert.StartsWith("The week in Bread from scratch", Lines.Told(Asking.SummaryNow(Monday.Directly())), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_on_pause_stays_in_the_table_and_is_told_of() => Assert.Equal(
        ["said: All lessons of Plan\n\nAll lessons:\n1. ana: 2 lessons, 2 in time\n2. ben: 1 lesson, 1 in time\n\n1 person learning, 1 on pause. Equal counts share a rank."],
        Lines.Of(Asking.Leaderboard(Tuesday.Among(Scenes.Joined("ana", "oo") with { Pauses = [new(Tuesday.At - NodaTime.Duration.FromDays(1), Tuesday.At + NodaTime.Duration.FromDays(1))] }, Scenes.Joined("ben", "o")), thisWeek: false)));

    /// <summary>The last lesson came at 09:00 in Berlin; the summary comes at 17:00, or none does.</summary>
    [Theory]
    [InlineData(true, "The week in Bread from scratch", "All lessons are out. One more summary follows.")]
    [InlineData(false, "Bread from scratch: the last week", "All lessons are out. ana completed every lesson: well done. Thank you all for learning together.\n\nDay 7 still counts for your streak until Mon 9 Mar, 21:00 (Europe/Berlin).")]
    public void The_summary_of_now_bids_farewell_where_no_other_will(bool summaries, string heading, string ends)
    {
        var sunday = Scenes.At("2026-03-08T10:00:00Z", posted: 7, lessons: 7).Among(Scenes.Joined("ana", "ooooooo")) with { Curriculum = Sample.Plan };

        var told = Lines.Told(Asking.SummaryNow(sunday.In(c => c with { Schedule = c.Schedule with { Summary = summaries ? SummarySlot.Usual : null } }).Directly()));

        Assert.StartsWith(heading, told, StringComparison.Ordinal);
        Assert.EndsWith(ends, told, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_of_now_is_of_the_week_so_far() => Assert.StartsWith(
        "said: The week in Bread from scratch\n\nDay 1 · What flour is made of: 1 of 1 done\n\nThis week:\n1. ana: 1 lesson, 1 in time",
        Assert.Single(Lines.Of(Asking.SummaryNow(Monday))),
        StringComparison.Ordinal);

    [Fact]
    public void In_a_week_without_a_lesson_there_is_nothing_to_sum_up() => Assert.Equal(
        "No lesson has come since the last summary, so there is nothing to sum up yet.", Lines.Told(Asking.SummaryNow(Scenes.At("2026-03-08T17:00:00Z", posted: 7))));

    [Fact]
    public void Links_stand_by_lesson_and_by_when_they_came_with_the_names_that_are_known()
    {
        CheckIn[] shared =
        [
            Shared("ben", 2, "2026-03-09T09:00:00Z", "https://ben.example/2"),
            Shared("ana", 2, "2026-03-09T08:00:00Z", "https://ana.example/2a", "https://ana.example/2b"),
            Shared("ana", 1, "2026-03-09T10:00:00Z", "https://ana.example/1"),
            Shared("gone", 1, "2026-03-09T07:00:00Z", "https://gone.example/1"),
        ];

        Assert.Equal(
            [("Ana", 1, "https://ana.example/1"), ("Ana", 2, "https://ana.example/2a"), ("Ana", 2, "https://ana.example/2b"), ("Ben", 2, "https://ben.example/2")],
            Summing.Links(shared, new[] { "Ana", "Ben" }.ToDictionary(name => Make.Member(name.ToLowerInvariant()).Id)).Select(link => (link.Name, link.Lesson, link.Url)));
    }

    /// <summary>As in the summary; one's own are one's own.</summary>
    [Theory]
    [InlineData("ana", "ben")]
    [InlineData("cleo", "ben cleo")]
    public void Links_are_of_those_who_may_be_named_and_of_whoever_asks(string asks, string named)
    {
        var scene = Tuesday.As(_ => Scenes.Joined(asks, "o")) with { WeekCheckIns = [.. new[] { "ben", "cleo", "dag" }.Select(who => Shared(who, 8, "2026-03-09T09:00:00Z", $"https://{who}.example/8"))] };

        var told = Lines.Told(Asking.Links(scene));

        Assert.Equal(named, string.Join(' ', new[] { "ben", "cleo", "dag" }.Where(who => told.Contains(who, StringComparison.Ordinal))));
    }

    private static CheckIn Shared(string who, int lesson, string at, params string[] links) => Make.CheckIn(lesson, Make.At(at), "m") with { Person = Make.Member(who).Id, Links = links };
}
