using StudyBot.Commands.Decisions;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>The receipt of each lesson counted. Seven kept lessons earn a freeze.</summary>
public class ReceiptTests
{
    [Theory]
    [InlineData("oooooo", 7, "Counted for day 7, on time. Streak 7, and a freeze earned.")]
    [InlineData("ooooooo", 8, "Counted for day 8, on time. Streak 8.")]
    [InlineData("oooooooo", 9, "Counted for day 9, on time. Streak 8.")] // ahead: it adds once it is out
    [InlineData("", 7, "Counted for day 7, on time. Streak 1.")]
    public void It_tells_of_a_freeze_with_the_lesson_that_earned_it_and_no_other(string marks, int lesson, string told) =>
        Assert.Equal([told], Receipts(marks, lesson));

    [Fact]
    public void Of_several_at_once_each_has_its_own() => Assert.Equal(
        [
            "Counted for day 7, on time. Streak 8, and a freeze earned.",
            "Counted for day 8, on time. Streak 8.",
        ],
        Receipts("oooooo", 7, 8));

    /// <summary>After the last lesson there is none that a streak could start with.</summary>
    [Theory]
    [InlineData(30, "Counted for day 3, late: the lesson is complete. The next lesson you do in time starts a new streak.")]
    [InlineData(8, "Counted for day 3, late: the lesson is complete.")]
    public void A_late_one_tells_of_a_next_streak_while_lessons_are_to_come(int lessons, string told) => Assert.Equal(
        told, Assert.Single(CheckingIn.Record(Scenes.At("2026-03-20T08:00:00Z", posted: 8, lessons: lessons), new([3], null, []), "button").Receipts).Text);

    /// <summary>Said on the 9th of March, when day 8 is out.</summary>
    private static IEnumerable<string> Receipts(string marks, params int[] lessons) =>
        CheckingIn.Record(Scenes.At("2026-03-09T08:00:00Z", posted: 8, marks: marks), new(lessons, null, []), "button").Receipts.Select(r => r.Text);
}
