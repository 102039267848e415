using StudyBot.Cards;
using StudyBot.CheckIns;
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

    [Fact]
    public void Where_the_channel_did_not_ask_it_is_not_told()
    {
        Assert.StartsWith("This week in Plan", Lines.Told(Asking.Leaderboard(Tuesday.Directly(), thisWeek: true)), StringComparison.Ordinal);
        Assert.StartsWith("The week in Bread from scratch", Lines.Told(Asking.SummaryNow(Monday.Directly())), StringComparison.Ordinal);
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

    private static CheckIn Shared(string who, int lesson, string at, params string[] links) => Make.CheckIn(lesson, Make.At(at), "m") with { Person = Make.Member(who).Id, Links = links };
}
