using StudyBot.CheckIns;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>A message is deleted at noon of the 4th. More than an hour after it was written, and where a check-in would go with it, that is asked about first.</summary>
public class DeletionTests
{
    private const string Message = "message study m1";
    private const string Early = "2026-03-04T10:00:00Z";

    private static readonly Scene Noon = Scenes.At("2026-03-04T12:00:00Z", marks: ".oo");

    [Fact]
    public void Within_the_hour_what_it_counted_goes_with_it() => Assert.Equal(
        [
            "member ana: ana [.o], since 2026-03-02T08:00:00Z, over ana 1",
            "no check-in 3 of ana, over day 3",
            "message study m1 says [] since 2026-03-04T11:00:00Z, changed 2026-03-04T12:00:00Z, kept until 2026-03-11T12:00:00Z",
            "totals of 3",
            "withdrawn 3",
        ],
        Lines.Of(Delete(Saying("2026-03-04T11:00:00Z", CheckIn(3)))));

    [Fact]
    public void Later_the_person_is_asked() => Assert.Equal(
        "You deleted the message that counted days 2 and 3. Shall I take the check-ins back too?\n\nButtons: Take day 2 back; Take day 3 back; Let it stand.",
        Lines.Told(Delete(Saying(Early, CheckIn(2), CheckIn(3)))));

    [Theory]
    [InlineData(Early, "2026-03-04T11:30:00Z", true)]
    [InlineData("2026-03-04T11:30:00Z", Early, false)]
    public void When_it_was_written_is_what_the_platform_tells(string told, string known, bool asked) =>
        Assert.Equal(asked, Delete(Saying(known, CheckIn(3)), told).Changes.Count == 0);

    [Fact]
    public void What_stands_by_something_else_is_not_asked_about() =>
        Assert.Contains("counted day 2.", Lines.Told(Delete(Saying(Early, CheckIn(2), Make.CheckIn(3, Noon.At, Message, "button")))), StringComparison.Ordinal);

    [Fact]
    public void Nor_is_what_came_from_something_else() => Assert.Equal(
        ["message study m1 says [] since 2026-03-04T10:00:00Z, changed 2026-03-04T12:00:00Z, kept until 2026-03-11T12:00:00Z"],
        Lines.Of(Delete(Saying(Early, Make.CheckIn(3, Noon.At, "button")))));

    [Fact]
    public void What_stands_by_a_reaction_too_loses_the_message_alone() => Assert.Equal(
        "check-in 3 of ana: OnTime at 2026-03-04T10:00:00Z, from reaction, over day 3",
        Lines.Of(Delete(Saying(Early, Make.CheckIn(3, Make.At(Early), Message, "reaction"))))[1]);

    [Fact]
    public void What_has_closed_stands_and_is_not_asked_about()
    {
        var closed = Make.CheckIn(1, Make.At("2026-03-02T10:00:00Z"), Message);

        Assert.Contains("counted day 3.", Lines.Told(Delete(Saying(Early, closed, CheckIn(3)))), StringComparison.Ordinal);
        Assert.StartsWith("told: Your check-in for day 1 could be taken back until", Lines.Of(Delete(Saying(Early, closed)))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_counted_nothing_goes_without_a_word() => Assert.Equal(
        ["message study m1 says [] since 2026-03-04T10:00:00Z, changed 2026-03-04T12:00:00Z, kept until 2026-03-11T12:00:00Z"],
        Lines.Of(Delete(Noon, Early)));

    private static CheckIn CheckIn(int lesson) => Make.CheckIn(lesson, Make.At(Early), Message);

    /// <summary>The message speaks of the lessons of these check-ins.</summary>
    private static Scene Saying(string since, params CheckIn[] checkIns) => Noon.Having(checkIns).Remembering(Message, since, [.. checkIns.Select(c => c.Lesson)]);

    private static Decision Delete(Scene scene, string? written = null)
    {
        var deleted = new Did.Deleted("m1", written is null ? null : Make.At(written));
        return Dispatch.To(new Request.Deletion(deleted), null, scene.Doing(deleted));
    }
}
