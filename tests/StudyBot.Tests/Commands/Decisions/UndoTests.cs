using NodaTime;
using StudyBot.Commands.Decisions;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>Taking a check-in back in words, an hour before day 1 closes. Days 1 to 3 are done, the last of them ahead.</summary>
public class UndoTests
{
    private static readonly Scene Evening = Scenes.At("2026-03-03T19:00:00Z", posted: 2, marks: "ooo").Having(
        Make.CheckIn(1, Make.At("2026-03-02T10:00:00Z"), "button"),
        Make.CheckIn(2, Make.At("2026-03-03T10:00:00Z"), "button"),
        Make.CheckIn(3, Make.At("2026-03-03T11:00:00Z"), "button"));

    [Fact]
    public void What_goes_is_the_check_in_and_its_mark_and_nothing_else() => Assert.Equal(
        [
            "member ana: ana [o.o], since 2026-03-02T08:00:00Z, over ana 1",
            "no check-in 2 of ana, over day 2",
            "totals of 2",
            "withdrawn 2",
            "told: Taken back: day 2. Reply \"done 2\" when you have done it.",
        ],
        Lines.Of(Withdrawing.Undo(Evening, 2)));

    [Theory]
    [InlineData(2, "post 1", 2)]
    [InlineData(null, "post 1", 1)]
    [InlineData(null, null, 3)]
    public void It_means_the_lesson_named_else_the_threads_else_the_latest(int? named, string? thread, int lesson) =>
        Assert.Equal([lesson], Withdrawing.Undo(Evening.Under(thread), named).Withdrawn.Select(c => c.Lesson));

    [Fact]
    public void Of_two_said_at_once_the_higher_lesson_is_the_latest()
    {
        var both = Evening.Having(Make.CheckIn(1, Evening.At, "m"), Make.CheckIn(2, Evening.At, "m"));

        Assert.Equal([2], Withdrawing.Undo(both, null).Withdrawn.Select(c => c.Lesson));
    }

    [Fact]
    public void It_stands_once_its_lesson_has_closed()
    {
        var last = Evening with { Incoming = Evening.Incoming with { At = Make.At("2026-03-03T20:00:00Z") } };
        var late = last with { Incoming = last.Incoming with { At = last.At + Duration.Epsilon } };

        Assert.Equal([1], Withdrawing.Undo(last, 1).Withdrawn.Select(c => c.Lesson));
        Assert.Equal("Your check-in for day 1 could be taken back until Tue 3 Mar, 21:00 (Europe/Berlin), so it stands now.", Lines.Told(Withdrawing.Undo(late, 1)));
    }

    /// <summary>Read back after an outage, it is heard after what was said later.</summary>
    [Fact]
    public void Words_that_come_late_take_back_nothing_that_was_said_after_them()
    {
        var before = At("2026-03-03T10:57:59Z");

        Assert.Equal([2], Withdrawing.Undo(before, null).Withdrawn.Select(c => c.Lesson));
        Assert.Equal("You checked in for day 3 after you had written that, so it stands. \"undo 3\" takes it back.", Lines.Told(Withdrawing.Undo(before, 3)));
        Assert.Equal([2], Withdrawing.NotDone(before, 2).Withdrawn.Select(c => c.Lesson));
        Assert.Same(Decision.Nothing, Withdrawing.NotDone(before, 3));
    }

    /// <summary>A message has the platform's instant, a slash command may have ours.</summary>
    [Fact]
    public void Two_clocks_may_be_two_minutes_apart()
    {
        var soon = At("2026-03-03T10:58:00Z");

        Assert.Equal([3], Withdrawing.Undo(soon, null).Withdrawn.Select(c => c.Lesson));
        Assert.Equal([3], Withdrawing.Undo(soon, 3).Withdrawn.Select(c => c.Lesson));
        Assert.Equal([3], Withdrawing.NotDone(soon, 3).Withdrawn.Select(c => c.Lesson));
    }

    private static Scene At(string instant) => Evening with { Incoming = Evening.Incoming with { At = Make.At(instant) } };

    [Fact]
    public void Nobody_takes_back_what_is_another_persons() => Assert.StartsWith(
        "There is no check-in of yours for day 2",
        Lines.Told(Withdrawing.Undo(Evening.Having(Make.CheckIn(2, Evening.At, "button") with { Person = Make.Member("ben").Id }), 2)),
        StringComparison.Ordinal);

    [Fact]
    public void Where_nothing_stands_nothing_changes() => Assert.StartsWith(
        "There is no check-in of yours to take back", Lines.Told(Withdrawing.Undo(Evening.Having(), null)), StringComparison.Ordinal);

    [Theory]
    [InlineData(2, "post 1", 2)]
    [InlineData(null, "post 1", 1)]
    public void Not_done_takes_back_the_lesson_named_else_the_threads(int? named, string thread, int lesson) =>
        Assert.Equal([lesson], Withdrawing.NotDone(Evening.Under(thread), named).Withdrawn.Select(c => c.Lesson));

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "somebody's post")]
    [InlineData(4, null)]
    public void Elsewhere_and_of_a_lesson_that_is_not_done_it_is_nothing(int? named, string? thread) =>
        Assert.Same(Decision.Nothing, Withdrawing.NotDone(Evening.Under(thread), named));
}
