using CsCheck;
using NodaTime;
using StudyBot.CheckIns;

namespace StudyBot.Tests.Rules;

/// <summary>Rule 3: which lesson a check-in means.</summary>
public class LessonMeantTests
{
    // Six lessons are posted, each day at 08:00 in UTC; lesson 6 on 7 March. The plan has ten.
    private static readonly Cohorts.Cohort Six = Make.Cohort(lessons: 10).Posted(6);

    [Theory]
    // named, thread, written at → meant, refused (why)
    [InlineData("4", null, "2026-03-07T09:00:00Z", "4", "")]
    [InlineData("4", 2, "2026-03-07T09:00:00Z", "4", "")] // wherever it is written
    [InlineData("", 2, "2026-03-07T09:00:00Z", "2", "")]
    [InlineData("", null, "2026-03-07T08:00:00Z", "6", "")] // in the instant in which it appeared
    [InlineData("", null, "2026-03-07T07:59:59Z", "5", "")] // before: the one that had appeared then
    [InlineData("", null, "2026-03-02T07:59:59Z", "", "1 NothingPosted")]
    [InlineData("1", null, "2026-03-02T07:59:59Z", "1", "")] // ahead of the first
    [InlineData("2", null, "2026-03-02T07:59:59Z", "", "2 NotYet")]
    [InlineData("7", null, "2026-03-07T09:00:00Z", "7", "")] // the one after the newest may be done ahead
    [InlineData("7", null, "2026-03-07T07:59:59Z", "", "7 NotYet")] // the newest was 5 then
    [InlineData("8", null, "2026-03-07T09:00:00Z", "", "8 NotYet")]
    [InlineData("11", null, "2026-03-07T09:00:00Z", "", "11 NoSuchLesson")]
    [InlineData("0", null, "2026-03-07T09:00:00Z", "", "0 NoSuchLesson")]
    [InlineData("3 4 5", null, "2026-03-07T09:00:00Z", "3 4 5", "")]
    [InlineData("6 7 8 11", null, "2026-03-07T09:00:00Z", "6 7", "8 NotYet, 11 NoSuchLesson")] // the others in the message count
    [InlineData("4 4", null, "2026-03-07T09:00:00Z", "4", "")]
    public void A_check_in_means_what_it_names_then_where_it_hangs_then_the_newest(string named, int? thread, string at, string meant, string refused)
    {
        var resolved = LessonMeant.Resolve(Six, Numbers(named), thread, Make.At(at), Make.Member());

        Assert.Equal(Numbers(meant), resolved.Lessons);
        Assert.Equal(refused, string.Join(", ", resolved.Refused.Select(r => $"{r.Lesson} {r.Reason}")));
    }

    [Theory]
    // the ledger, written at → the one before, if it may have been meant; lesson 5 is due on 7 March at 08:00 and closes at 20:00
    [InlineData("oooo", "2026-03-07T09:00:00Z", 5)]
    [InlineData("oooo", "2026-03-07T20:00:00Z", 5)]
    [InlineData("oooo", "2026-03-07T20:00:01Z", null)] // its grace is over
    [InlineData("ooooo", "2026-03-07T09:00:00Z", null)] // it is done
    [InlineData("oooo.o", "2026-03-07T09:00:00Z", null)] // the newest is done already: nothing would move
    [InlineData("", "2026-03-02T09:00:00Z", null)] // there is none before the first
    public void Where_the_lesson_before_is_unfinished_and_in_grace_the_person_is_asked(string marks, string at, int? before) =>
        Assert.Equal(before, LessonMeant.Resolve(Six, [], null, Make.At(at), Joined(marks)).MaybeInstead);

    [Theory]
    // joined at → the one before, if it may have been meant
    [InlineData(null, null)] // with this very check-in
    [InlineData("2026-03-07T08:30:00Z", null)]
    [InlineData("2026-03-07T08:00:00Z", null)] // as day 6 appeared
    [InlineData("2026-03-07T07:59:59Z", 5)]
    [InlineData("2026-03-06T08:00:00Z", 5)]
    public void Of_a_lesson_that_is_older_than_their_streak_nobody_is_asked(string? joined, int? before) => Assert.Equal(
        before, LessonMeant.Resolve(Six, [], null, Make.At("2026-03-07T09:00:00Z"), Make.Member(joined: joined is null ? null : Make.At(joined))).MaybeInstead);

    [Theory]
    [InlineData("6", null)]
    [InlineData("", 6)]
    public void Who_names_the_lesson_or_answers_in_its_thread_is_not_asked(string named, int? thread) =>
        Assert.Null(LessonMeant.Resolve(Six, Numbers(named), thread, Make.At("2026-03-07T09:00:00Z"), Joined()).MaybeInstead);

    [Fact]
    public void A_lesson_that_a_pause_or_a_lead_took_away_is_not_asked_about()
    {
        var at = Make.At("2026-03-07T09:00:00Z");

        Assert.Null(LessonMeant.Resolve(Six, [], null, at, Joined() with { Excused = [5] }).MaybeInstead);
        Assert.Null(LessonMeant.Resolve(Six, [], null, at, Joined() with { Pauses = [new(at - Duration.FromDays(2), at - Duration.FromHours(3))] }).MaybeInstead);
    }

    [Fact]
    public void A_lesson_that_people_see_while_it_is_being_recorded_is_the_newest()
    {
        var resolved = LessonMeant.Resolve(Six, [], null, Make.At("2026-03-08T08:00:01Z"), Joined(), appearing: 7);

        Assert.Equal([7], resolved.Lessons);
        Assert.Equal(6, resolved.MaybeInstead);
    }

    [Fact]
    public void Each_lesson_that_is_named_is_either_meant_or_refused() => Gen
        .Select(Gen.Int[-1, 13].Array[1, 7], Gen.Int[-24, 24 * 8])
        .Sample((named, hours) =>
        {
            var at = Six.Posted[0].Posted + Duration.FromHours(hours);
            var newest = Six.Posted.Count(lesson => lesson.Posted <= at);

            var resolved = LessonMeant.Resolve(Six, named, null, at, Make.Member());

            Assert.Equal(named.Distinct().Where(n => n >= 1 && n <= 10 && n <= newest + 1), resolved.Lessons);
            Assert.Equal(named.Distinct().Except(resolved.Lessons), resolved.Refused.Select(r => r.Lesson));
            Assert.All(resolved.Refused, r => Assert.Equal(r.Lesson is < 1 or > 10 ? RefusalReason.NoSuchLesson : RefusalReason.NotYet, r.Reason));
        });

    /// <summary>Since the first lesson.</summary>
    private static Cohorts.Member Joined(string marks = "") => Make.Member(marks: marks, joined: Six.Posted[0].Posted);

    private static int[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
