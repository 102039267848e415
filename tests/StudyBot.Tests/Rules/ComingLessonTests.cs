using StudyBot.Agendas;

namespace StudyBot.Tests.Rules;

/// <summary>When people are told that the next lesson comes.</summary>
public class ComingLessonTests
{
    [Theory]
    // lessons out, asked at → comes
    [InlineData(0, "2026-02-20T10:00:00Z", "2026-03-02T08:00:00Z")] // never before the start
    [InlineData(0, "2026-03-02T07:59:59Z", "2026-03-02T08:00:00Z")]
    [InlineData(3, "2026-03-04T08:00:00Z", "2026-03-05T08:00:00Z")]
    [InlineData(3, "2026-03-05T07:00:00Z", "2026-03-05T08:00:00Z")]
    [InlineData(3, "2026-03-05T08:00:00Z", "2026-03-05T08:00:00Z")] // due, and on its way
    [InlineData(3, "2026-03-05T19:59:59Z", "2026-03-05T08:00:00Z")] // due still: the bot was away
    [InlineData(3, "2026-03-05T20:00:00Z", "2026-03-06T08:00:00Z")] // that slot is gone
    [InlineData(3, "2026-03-20T20:00:00Z", "2026-03-21T08:00:00Z")]
    public void It_is_the_slot_that_is_due_or_else_the_next_one(int posted, string asked, string comes) =>
        Assert.Equal(Make.At(comes), Agenda.ComingLesson(Make.Cohort().Posted(posted), Make.At(asked)));

    [Fact]
    public void Not_on_a_date_that_has_had_its_lesson()
    {
        var later = Make.Cohort().Posted(3) with { Schedule = Make.Schedule(time: "15:00") };

        Assert.Equal(Make.At("2026-03-05T14:00:00Z"), Agenda.ComingLesson(later, Make.At("2026-03-04T10:00:00Z")));
    }

    [Fact]
    public void None_comes_once_the_plan_is_over() => Assert.Null(Agenda.ComingLesson(Make.Cohort(lessons: 3).Posted(3), Make.At("2026-03-04T10:00:00Z")));

    [Fact]
    public void Nor_where_the_channel_cannot_be_reached() =>
        Assert.Null(Agenda.ComingLesson(Make.Cohort().Posted(3) with { Broken = "the channel is gone" }, Make.At("2026-03-04T10:00:00Z")));
}
