using StudyBot.CheckIns;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>Moving a check-in to the lesson that was meant. A message said <c>done 2 and 3</c> on the 4th, an hour ago.</summary>
public class MoveTests
{
    private const string Message = "message study m1";

    private static readonly Scene Noon = Scenes.At("2026-03-04T12:00:00Z", marks: ".go")
        .Having(Make.CheckIn(2, Make.At("2026-03-04T11:00:00Z"), Message) with { Class = CheckInClass.Grace }, Make.CheckIn(3, Make.At("2026-03-04T11:00:00Z"), Message, "button"))
        .Remembering(Message, "2026-03-04T11:00:00Z", 2, 3);

    [Fact]
    public void It_keeps_its_instant_gets_its_class_anew_and_its_message_speaks_of_the_other_lesson() => Assert.Equal(
        [
            "member ana: ana [lg], since 2026-03-02T08:00:00Z, over ana 1",
            "no check-in 3 of ana, over day 3",
            "check-in 1 of ana: Late at 2026-03-04T11:00:00Z, from message study m1 + button, new",
            "message study m1 says [2 1] since 2026-03-04T11:00:00Z, changed 2026-03-04T11:00:00Z, kept until 2026-03-04T11:00:00Z, moved",
            "totals of 1",
            "totals of 3",
            "told: Moved from day 3 to day 1: counted late.",
        ],
        Lines.Of(Withdrawing.Move(Noon, 3, 1)));

    [Theory]
    [InlineData(1, 2, "There is no check-in of yours for day 1, so nothing changed.")]
    [InlineData(3, 2, "Day 2 is already counted, within the grace period.")]
    [InlineData(3, 5, "Day 5 is still some way ahead. For now you can do up to day 4; tell me again when it is closer.")]
    [InlineData(3, 30, "Day 30 is still some way ahead.")]
    [InlineData(3, 31, "There is no day 31 in this plan; its days run from 1 to 30.")]
    [InlineData(3, 0, "There is no day 0 in this plan")]
    public void Where_it_cannot_go_it_stays_and_the_reason_is_told(int from, int to, string reason) =>
        Assert.StartsWith(reason, Lines.Told(Withdrawing.Move(Noon, from, to)), StringComparison.Ordinal);

    /// <summary>Day 2 was done before day 3 came, and two days ahead is too far.</summary>
    [Fact]
    public void What_was_ahead_when_it_was_written_is_ahead_still() => Assert.Equal(
        "Day 4 was still ahead when you did day 2, so nothing changed. Reply \"done 4\" when you have done it.",
        Lines.Told(Withdrawing.Move(Noon.Having(Make.CheckIn(2, Make.At("2026-03-03T10:00:00Z"), Message)), 2, 4)));

    [Fact]
    public void It_may_go_one_lesson_ahead() =>
        Assert.Equal("told: Moved from day 3 to day 4: counted on time.", Lines.Of(Withdrawing.Move(Noon, 3, 4))[^1]);

    /// <summary>After an outage every reaction below a lesson is told again.</summary>
    [Fact]
    public void A_reaction_that_was_moved_stays_moved_when_it_is_told_again()
    {
        const string Key = "reaction post 3 ana white_check_mark";
        var scene = Scenes.At("2026-03-04T12:00:00Z", marks: ".o").Having(Make.CheckIn(2, Make.At("2026-03-04T11:00:00Z"), Key)).Remembering(Key, "2026-03-04T11:00:00Z", 2);
        scene = scene with { Statements = new Dictionary<string, Versioned<Seen>> { [Key] = new(scene.Statements[Key].Value with { Moved = true }, "said") } };

        var again = Dispatch.To(new Request.Reaction("post 3", "white_check_mark", On: true), null, scene);
        var off = Dispatch.To(new Request.Reaction("post 3", "white_check_mark", On: false), null, scene);

        Assert.Empty(again.Replies);
        Assert.DoesNotContain(again.Changes, change => change is Change.PutCheckIn or Change.RemoveCheckIn);
        Assert.Equal([2], Assert.Single(again.Changes.OfType<Change.PutSeen>()).Seen.Lessons);
        Assert.Equal(2, Assert.Single(off.Changes.OfType<Change.RemoveCheckIn>()).Lesson);
    }

    [Fact]
    public void What_may_no_longer_be_taken_back_may_not_be_moved() => Assert.Equal(
        "Your check-in for day 2 could be taken back until Wed 4 Mar, 21:00 (Europe/Berlin), so it stands now.",
        Lines.Told(Withdrawing.Move(Noon with { Incoming = Noon.Incoming with { At = Make.At("2026-03-05T12:00:00Z") } }, 2, 1)));
}
