using StudyBot.CheckIns;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>A message that says something else than before, on the 4th, when day 3 is out.</summary>
public class EditTests
{
    private const string Message = "message study m1";

    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z");

    [Fact]
    public void A_done_that_is_edited_in_means_what_it_would_have_meant_and_counts_from_the_edit() => Assert.Equal(
        [
            "member ana: ana [l], since 2026-03-02T08:00:00Z, over ana 1",
            "check-in 1 of ana: Late at 2026-03-04T10:00:00Z, from message study m1, new",
            "message study m1 says [1] since 2026-03-02T10:00:00Z, changed 2026-03-04T10:00:00Z, kept until 2026-03-11T10:00:00Z",
            "receipt for ana at 2026-03-04T10:00:00Z: Counted for day 1, late: the lesson is complete. The next lesson you do in time starts a new streak.",
            "totals of 1",
        ],
        Lines.Of(Edit(Written("2026-03-02T10:00:00Z"))));

    [Fact]
    public void When_it_was_written_first_is_known_also_where_the_platform_does_not_tell() =>
        Assert.Equal([1], Edit(Written(null).Remembering(Message, "2026-03-02T10:00:00Z")).Changed);

    /// <summary>Day 2 was still open when it was written, and it was taken back since.</summary>
    [Fact]
    public void Nobody_is_asked_about_a_lesson_that_an_edit_does_not_count()
    {
        var undone = Written("2026-03-04T09:00:00Z").Remembering(Message, "2026-03-04T09:00:00Z", 3);

        Assert.Empty(Edit(undone).Replies);
        Assert.Contains("Was it day 2?", Lines.Of(Edit(Written("2026-03-04T09:00:00Z")))[^1], StringComparison.Ordinal);
    }

    /// <summary>What comes next is a nudge by now, and no first lesson.</summary>
    [Fact]
    public void A_done_in_what_was_written_before_the_first_lesson_is_told_how_to_name_one()
    {
        var decision = Edit(Scenes.At("2026-03-02T10:00:00Z", posted: 1).Doing(new Did.Edited("m1", "", WrittenAt: Make.At("2026-03-01T10:00:00Z"))));

        Assert.Empty(decision.Receipts);
        Assert.Equal("told: No lesson was out yet when you wrote that. Reply \"done 1\" once you have done day 1.", Lines.Of(decision)[^1]);
    }

    [Fact]
    public void Days_that_are_named_count_as_things_are_at_the_edit() =>
        Assert.Equal([4], Edit(Written("2026-03-02T10:00:00Z"), days: 4).Changed);

    [Fact]
    public void A_lesson_on_its_way_is_not_what_was_meant_before_it() =>
        Assert.Equal([1], Edit(Written("2026-03-02T10:00:00Z") with { Appearing = 4 }).Changed);

    [Fact]
    public void What_is_no_check_in_any_more_is_taken_back_and_what_is_new_counts() => Assert.Equal(
        [
            "member ana: ana [..o], since 2026-03-02T08:00:00Z, over ana 1",
            "check-in 3 of ana: OnTime at 2026-03-04T10:00:00Z, from message study m1, new",
            "no check-in 2 of ana, over day 2",
            "message study m1 says [3] since 2026-03-04T09:00:00Z, changed 2026-03-04T10:00:00Z, kept until 2026-03-11T10:00:00Z",
            "receipt for ana at 2026-03-04T10:00:00Z: Counted for day 3, on time. Streak 1.",
            "totals of 2",
            "totals of 3",
        ],
        Lines.Of(Edit(Counted(2), days: 3)));

    /// <summary>The platform's mark on the message goes with the last check-in it counted, not before.</summary>
    [Fact]
    public void A_message_that_counts_nothing_any_more_loses_its_mark()
    {
        var decision = Dispatch.To(new Request.Edit("m1", new Reading.Nothing()), null, Counted(2));

        Assert.Equal(["totals of 2", "withdrawn 2"], Lines.Of(decision).TakeLast(2));
    }

    [Fact]
    public void What_has_closed_stands_and_is_told_so()
    {
        var decision = Edit(Counted(1, at: "2026-03-02T10:00:00Z"), days: 3);

        Assert.Equal([3], decision.Changed);
        Assert.Equal("told: Your check-in for day 1 could be taken back until Tue 3 Mar, 21:00 (Europe/Berlin), so it stands now.", Lines.Of(decision)[^1]);
    }

    [Fact]
    public void The_same_again_is_only_remembered() => Assert.Equal(
        ["message study m1 says [3] since 2026-03-04T09:00:00Z, changed 2026-03-04T10:00:00Z, kept until 2026-03-11T10:00:00Z"],
        Lines.Of(Edit(Counted(3), days: 3)));

    [Theory]
    [InlineData(true, "rough", "rough", false)]
    [InlineData(true, "rough", "polished", true)]
    [InlineData(true, null, "polished", true)]
    [InlineData(true, "rough", null, true)] // what was edited out is gone
    [InlineData(true, null, null, false)]
    [InlineData(false, null, "polished", false)] // this cohort keeps no words
    public void Other_words_are_kept_where_words_are(bool allowed, string? before, string? now, bool recorded)
    {
        var scene = Counted(3, note: before).In(cohort => cohort with { NotesAllowed = allowed });

        Assert.Equal(recorded ? [now] : [], Put(Edit(scene, note: now, days: 3)).Select(checkIn => checkIn.Note));
    }

    [Theory]
    [InlineData("https://a.example/", false)]
    [InlineData("https://b.example/", true)]
    public void Another_link_takes_the_place_of_the_one_before(string link, bool recorded) => Assert.Equal(
        recorded ? [link] : [],
        Put(Edit(Counted(3, link: "https://a.example/"), link: link, days: 3)).SelectMany(checkIn => checkIn.Links));

    [Fact]
    public void What_was_undone_is_not_brought_back_by_other_words() =>
        Assert.Empty(Put(Edit(Morning.In(c => c with { NotesAllowed = true }).Remembering(Message, "2026-03-04T09:00:00Z", 3), note: "polished", days: 3)));

    /// <summary>They said they had done more, not less.</summary>
    [Fact]
    public void More_than_counts_at_once_is_refused_and_takes_nothing_back() => Assert.Equal(
        ["told: That names 9 days at once, and I take up to 7, so nothing was counted. Send them in smaller groups, such as \"done 3-5\"."],
        Lines.Of(Dispatch.To(new Request.Edit("m1", new Reading.TooMany(9)), null, Counted(3))));

    /// <summary>They added words, such as <c>done this one was hard</c>.</summary>
    [Theory]
    [InlineData(null, 3)]
    [InlineData("post 3", 3)]
    [InlineData("post 3", 2)] // not its own lesson, but what it counted
    public void What_nearly_reads_as_a_check_in_leaves_what_the_message_counted(string? thread, int lesson)
    {
        var scene = Counted(lesson).Under(thread).As(m => m with { Ledger = m.Ledger.With(3, CheckInClass.OnTime) });

        Assert.Same(Decision.Nothing, Dispatch.To(new Request.Edit("m1", new Reading.Almost([])), null, scene));
    }

    [Theory]
    [InlineData("✅ 2. Took me 40 min")]
    [InlineData("✅ 2. Finally!")]
    [InlineData("done day 2 - 3 this week")]
    [InlineData("done day 1, day 2 in one go")]
    [InlineData("I finished it with help from Ana")]
    [InlineData(":done: done")]
    [InlineData(":two: done")]
    public void Words_around_what_was_said_take_back_none_of_it(string words)
    {
        var scene = Counted(2).Under("post 2");

        Assert.Same(Decision.Nothing, Dispatch.To(new Request.Edit("m1", ReplyGrammar.Read(words, inThread: true)), null, scene));
    }

    [Fact]
    public void What_nearly_reads_as_a_check_in_and_counted_nothing_is_asked_about_once_under_a_lesson()
    {
        var edit = new Request.Edit("m1", new Reading.Almost([]));
        var asked = Dispatch.To(edit, null, Written(null).Under("post 3"));

        Assert.Equal("told: Shall I count day 3 as done for you? Press Yes, or say \"done 3\".\n\nButtons: Yes, done; Not yet.", Lines.Of(asked)[^1]);
        Assert.Same(Decision.Nothing, Dispatch.To(edit, null, Written(null).Under("post 3").Remembering("almost post 3 ana", "2026-03-04T09:30:00Z")));
        Assert.Same(Decision.Nothing, Dispatch.To(edit, null, Written(null)));
    }

    [Fact]
    public void A_version_older_than_the_one_handled_changes_nothing() =>
        Assert.Same(Decision.Nothing, Edit(Morning.Remembering(Message, "2026-03-04T10:00:01Z", 3), days: 2));

    [Theory]
    [InlineData(true, new int[0], new[] { 2 }, true)] // a bare done keeps what it was moved to
    [InlineData(true, new[] { 2 }, new[] { 2 }, true)]
    [InlineData(true, new[] { 3 }, new[] { 3 }, false)]
    [InlineData(false, new int[0], new[] { 3 }, false)]
    [InlineData(false, new[] { 2 }, new[] { 2 }, false)]
    public void What_the_person_moved_stays_moved_until_they_name_another_day(bool moved, int[] named, int[] says, bool stays)
    {
        var scene = Counted(2);
        scene = scene with { Statements = new Dictionary<string, Versioned<Seen>> { [Message] = new(scene.Statements[Message].Value with { Moved = moved }, "said") } };

        var seen = Assert.Single(Edit(scene, days: named).Changes.OfType<Change.PutSeen>()).Seen;

        Assert.Equal(says, seen.Lessons);
        Assert.Equal(stays, seen.Moved);
    }

    private static Scene Written(string? at) => Morning.Doing(new Did.Edited("m1", "", WrittenAt: at is null ? null : Make.At(at)));

    /// <summary>The message counted a lesson, an hour ago unless said otherwise.</summary>
    private static Scene Counted(int lesson, string? note = null, string? link = null, string at = "2026-03-04T09:00:00Z") => Morning
        .As(m => m with { Ledger = m.Ledger.With(lesson, CheckInClass.OnTime) })
        .Having(Make.CheckIn(lesson, Make.At(at), Message) with { Note = note, Links = link is null ? [] : [link] })
        .Remembering(Message, at, lesson);

    private static Decision Edit(Scene scene, string? note = null, string? link = null, params int[] days) =>
        Dispatch.To(new Request.Edit("m1", new Reading.CheckIn(days, note, link is null ? [] : [link])), null, scene);

    private static IEnumerable<CheckIn> Put(Decision decision) => decision.Changes.OfType<Change.PutCheckIn>().Select(put => put.CheckIn);
}
