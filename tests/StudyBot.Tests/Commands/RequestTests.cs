using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands;

/// <summary>What something asks of us before anything is looked up.</summary>
public class RequestTests
{
    [Theory]
    [InlineData("undo")]
    [InlineData(" Undo! ")]
    [InlineData("undo 4")]
    [InlineData("undo lesson #100")]
    public void Undo_alone_in_a_message_needs_no_mention(string text) => Assert.Equal(new Request.Words(text, "m1"), Of(text));

    [Theory]
    [InlineData("undo it now")] // somebody talks
    [InlineData("undo 4 please")]
    [InlineData("undo 4?")]
    public void More_words_or_a_question_are_not_taken_for_it(string text) => Assert.Null(Of(text));

    [Fact]
    public void Not_done_is_a_reply_and_no_undo() => Assert.Equal(new Request.Reply("m1", new Reading.NotDone(4)), Of("not done 4"));

    [Theory]
    [InlineData("done-ish", null, false)]
    [InlineData("done-ish", "post 1", true)]
    [InlineData("done-ish", "somebody's post", false)]
    [InlineData("all done", null, false)]
    [InlineData("all done", "post 1", true)]
    [InlineData("all done", "somebody's post", false)]
    [InlineData("done", "somebody's post", true)]
    public void Short_words_are_heard_under_a_lesson_alone(string text, string? thread, bool heard)
    {
        var (said, cohort) = (Said(text, thread), Make.Cohort().Posted(1));

        Assert.Equal(heard, Request.Of(said, cohort) is not null);
        Assert.Equal(heard, Request.Of(said)?.In(said, cohort, appears: false) is not null); // known only later which posts are lessons
    }

    /// <summary>People are faster than our record.</summary>
    [Theory]
    [InlineData("all done", "a post not known yet", true)]
    [InlineData("all done", null, false)]
    public void While_a_lessons_post_is_on_its_way_a_thread_that_is_not_known_is_taken_for_its(string text, string? thread, bool heard)
    {
        var (said, cohort) = (Said(text, thread), Make.Cohort().Posted(1));

        Assert.Equal(heard, Request.Of(said)?.In(said, cohort, appears: true) is not null);
    }

    [Theory]
    [InlineData("done this one was hard")]
    [InlineData("done really enjoyed it")]
    [InlineData("all done")]
    [InlineData("🎉 done")]
    [InlineData("complete day 5, loved it")]
    public void Words_added_to_done_nearly_read_as_a_check_in_outside_a_thread_too(string text) => Assert.IsType<Reading.Almost>(Edited(text));

    [Theory]
    [InlineData("not quite, give me an hour")]
    [InlineData("almost done")]
    [InlineData("I'm done with this job")]
    [InlineData("done?")]
    [InlineData("❌ done")]
    [InlineData(":x: done")]
    [InlineData("done ❌")]
    [InlineData("done :x:")]
    [InlineData("done, no")]
    [InlineData("🚫 done")]
    [InlineData("☐ done")]
    public void What_says_something_else_is_none(string text) => Assert.IsType<Reading.Nothing>(Edited(text));

    private static Reading Edited(string text) => Assert.IsType<Request.Edit>(Request.Of(Said("", null) with { What = new Did.Edited("m1", text) })).Reading;

    private static Request? Of(string text) => Request.Of(Said(text, null));

    private static Incoming Said(string text, string? thread) =>
        new("said", new("local", "local", "study", Thread: thread), new(new PersonId("local", "local", "ana"), "ana"), Make.At("2026-03-02T10:00:00Z"), new Did.Said("m1", text));
}
