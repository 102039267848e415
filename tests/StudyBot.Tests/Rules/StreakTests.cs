using CsCheck;
using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Rules;

/// <summary>Rule 5: a streak is a fold over the lessons.</summary>
public class StreakTests
{
    private static readonly Cohort Thirty = Make.Cohort().Posted(30);

    private static readonly Instant Joined = Thirty.Posted[0].Posted;

    [Theory]
    // what the person did, lesson by lesson (o on time, g grace, l late, . nothing), and what becomes of it when all is over:
    // units (f frozen, m missed), streak, longest, freezes held
    [InlineData("", "", 0, 0, 0)]
    [InlineData("o", "o", 1, 1, 0)]
    [InlineData("og", "og", 2, 2, 0)]
    [InlineData("oo.", "oom", 0, 2, 0)]
    [InlineData("oo.o", "oomo", 1, 2, 0)]
    [InlineData("ol", "ol", 0, 1, 0)] // late completes and breaks
    [InlineData("oloo", "oloo", 2, 2, 0)]
    [InlineData("ooooooo", "ooooooo", 7, 7, 1)] // the 7th kept lesson earns a freeze
    [InlineData("gogogog", "gogogog", 7, 7, 1)] // in grace is kept
    [InlineData("ooooooo.", "ooooooof", 7, 7, 0)] // which a missed one spends: the streak stays, nothing is added
    [InlineData("ooooooo.o", "ooooooofo", 8, 8, 0)]
    [InlineData("ooooooo..", "ooooooofm", 0, 7, 0)]
    [InlineData("ooooooo..o", "ooooooofmo", 1, 7, 0)]
    [InlineData("ooooooolo", "ooooooolo", 8, 8, 0)] // a lesson completed late says so, though a freeze was spent on it
    [InlineData("ooo.oooo", "ooomoooo", 4, 4, 1)] // kept lessons are counted over a broken streak
    [InlineData("oooooolo", "oooooolo", 1, 6, 1)] // a late one is not kept: the 7th kept lesson is lesson 8
    [InlineData("oooooooooooooo", "oooooooooooooo", 14, 14, 2)]
    [InlineData("ooooooooooooooooooooo", "ooooooooooooooooooooo", 21, 21, 2)] // at most 2 are held
    [InlineData("ooooooooooooooooooooo...", "oooooooooooooooooooooffm", 0, 21, 0)]
    [InlineData("ooooooooooooooooooooo.ooooooo", "ooooooooooooooooooooofooooooo", 28, 28, 2)] // the 28th kept lesson earns again
    [InlineData("ooooooo.ooooooo.", "ooooooofooooooof", 14, 14, 0)]
    [InlineData(".ooooooo", "mooooooo", 7, 7, 1)] // joined with lesson 1, done by `join` alone
    public void Kept_missed_and_frozen_lessons_make_the_streak(string did, string units, int streak, int longest, int freezes)
    {
        var posted = Thirty.Posted.Take(did.Length).ToList();
        var over = posted.Count == 0 ? Joined : posted[^1].GraceEnd + Duration.Epsilon;

        var standing = Streak.Fold(posted, Make.Member(marks: did, joined: Joined), over);

        Assert.Equal((units, streak, longest, freezes), (Letters(standing), standing.Current, standing.Longest, standing.Freezes));
    }

    /// <summary>On the evening of the newest lesson, the one before it in grace, and an outage may have kept another there.</summary>
    [Theory]
    [InlineData("ooo", null)]
    [InlineData("oo.", 3)]
    [InlineData("o..", 2)]
    [InlineData("...", null)] // no streak that could end
    [InlineData("ooooooo.", null)] // a freeze is held
    [InlineData("oooooo.", 7)]
    [InlineData("ooooooo..", 8)] // and one is not enough for two
    public void A_lesson_in_grace_that_no_freeze_is_for_may_yet_end_the_streak(string did, int? owed)
    {
        var posted = Thirty.Posted.Take(did.Length + 1).Select(lesson => lesson with { GraceEnd = Instant.MaxValue }).ToList();

        var standing = Streak.Fold(posted, Make.Member(marks: did, joined: Joined), posted[^1].Posted);

        Assert.Equal(owed, standing.OwedBefore(did.Length + 1));
    }

    [Theory]
    [InlineData("2026-03-03T08:00:00Z", "_")] // due
    [InlineData("2026-03-03T20:00:00Z", "__")] // the last instant of grace; lesson 2 is open as well
    [InlineData("2026-03-03T20:00:00.000000001Z", "m_")]
    public void A_lesson_neither_adds_nor_breaks_until_its_grace_is_over(string now, string units)
    {
        var posted = Thirty.Posted.Take(units.Length).ToList();

        Assert.Equal(units, Letters(Streak.Fold(posted, Make.Member(joined: Joined), Make.At(now))));
    }

    [Fact]
    public void An_open_lesson_leaves_the_streak_and_the_freezes_as_they_are()
    {
        var posted = Thirty.Posted.Take(9).ToList();

        var standing = Streak.Fold(posted, Make.Member(marks: "ooooooo", joined: Joined), posted[8].Opens);

        Assert.Equal(("ooooooo__", 7, 1), (Letters(standing), standing.Current, standing.Freezes));
    }

    [Theory]
    // joined at → the first unit
    [InlineData("2026-02-01T00:00:00Z", 1)] // before the first lesson
    [InlineData("2026-03-02T08:00:00Z", 1)]
    [InlineData("2026-03-04T07:59:59Z", 2)]
    [InlineData("2026-03-04T08:00:00Z", 3)] // in the instant at which lesson 3 appeared
    [InlineData("2026-03-04T20:00:00Z", 3)]
    public void Units_begin_with_the_lesson_that_was_newest_at_joining(string joined, int first)
    {
        var standing = Streak.Fold([.. Thirty.Posted.Take(5)], Make.Member(joined: Make.At(joined)), Thirty.Posted[4].Opens);

        Assert.Equal(Enumerable.Range(first, 6 - first), standing.Units.Select(unit => unit.Lesson));
    }

    [Fact]
    public void Earlier_lessons_that_are_completed_count_as_completed_and_are_no_units()
    {
        var standing = Streak.Fold([.. Thirty.Posted.Take(4)], Make.Member(marks: "l.go", joined: Thirty.Posted[2].Posted), Thirty.Posted[3].Opens);

        Assert.Equal("go", Letters(standing));
        Assert.Equal((2, 3, 1, 1, 1), (standing.Current, standing.Completed, standing.OnTime, standing.Grace, standing.Late));
    }

    [Fact]
    public void A_lesson_done_ahead_counts_as_completed_on_time_and_is_no_unit_before_it_appears()
    {
        var standing = Streak.Fold([.. Thirty.Posted.Take(2)], Make.Member(marks: "ooo", joined: Joined), Thirty.Posted[1].Opens);

        Assert.Equal(("oo", 2, 3, 3), (Letters(standing), standing.Current, standing.Completed, standing.OnTime));
    }

    [Fact]
    public void Who_has_not_joined_has_no_units() =>
        Assert.Empty(Streak.Fold(Thirty.Posted, Make.Member(), Thirty.Posted[^1].GraceEnd).Units);

    [Theory]
    // a pause from (exclusive) until (inclusive) → lessons 2 to 5, of which lesson 3 opens on 4 March at 08:00 and is due on the 5th at 08:00
    [InlineData("2026-03-03T12:00:00Z", "2026-03-04T22:59:59Z", "pp__")] // lesson 2 is due in it, lesson 3 opens in it
    [InlineData("2026-03-04T08:00:00Z", "2026-03-04T22:59:59Z", "____")] // begins as lesson 3 opens, which is no rest for it
    [InlineData("2026-03-04T07:59:59Z", "2026-03-04T08:00:00Z", "pp__")] // ends as lesson 3 opens, which is
    [InlineData("2026-03-04T09:00:00Z", "2026-03-05T07:59:59Z", "____")] // between opening and due
    [InlineData("2026-03-04T09:00:00Z", "2026-03-05T08:00:00Z", "_pp_")] // up to and including the due instant
    public void A_lesson_that_opens_or_is_due_in_a_pause_is_no_unit(string from, string until, string units)
    {
        var member = Make.Member(marks: "o", joined: Joined) with { Pauses = [new(Make.At(from), Make.At(until))] };

        var over = Streak.Fold([.. Thirty.Posted.Take(5)], member, Thirty.Posted[4].GraceEnd + Duration.Epsilon);

        Assert.Equal("o" + units.Replace('_', 'm'), Letters(over));
        Assert.Equal(units.Contains('_') ? 0 : 1, over.Current);
    }

    [Fact]
    public void A_pause_bridges_the_streak_and_what_is_kept_in_it_counts()
    {
        var member = Make.Member(marks: "o.o.o", joined: Joined) with { Pauses = [new(Make.At("2026-03-02T12:00:00Z"), Make.At("2026-03-05T12:00:00Z"))] };

        var standing = Streak.Fold([.. Thirty.Posted.Take(5)], member, Thirty.Posted[4].GraceEnd + Duration.Epsilon);

        Assert.Equal(("opopo", 3), (Letters(standing), standing.Current));
    }

    [Fact]
    public void A_lesson_completed_late_in_a_pause_says_late_and_breaks_nothing()
    {
        var member = Make.Member(marks: "olo", joined: Joined) with { Pauses = [new(Make.At("2026-03-02T12:00:00Z"), Make.At("2026-03-03T12:00:00Z"))] };

        var standing = Streak.Fold([.. Thirty.Posted.Take(3)], member, Thirty.Posted[2].GraceEnd + Duration.Epsilon);

        Assert.Equal(("olo", 2), (Letters(standing), standing.Current));
    }

    [Fact]
    public void A_pause_spends_no_freeze()
    {
        var member = Make.Member(marks: "ooooooo.o", joined: Joined) with { Pauses = [new(Thirty.Posted[7].Opens - Duration.Epsilon, Thirty.Posted[7].Opens)] };

        var standing = Streak.Fold([.. Thirty.Posted.Take(9)], member, Thirty.Posted[8].GraceEnd + Duration.Epsilon);

        Assert.Equal(("ooooooopo", 8, 1), (Letters(standing), standing.Current, standing.Freezes));
    }

    [Fact]
    public void An_excused_lesson_is_no_unit_unless_it_is_kept()
    {
        var member = Make.Member(marks: "o.o", joined: Joined) with { Excused = [2, 3] };

        Assert.Equal("opo", Letters(Streak.Fold([.. Thirty.Posted.Take(3)], member, Thirty.Posted[2].GraceEnd + Duration.Epsilon)));
    }

    [Fact]
    public void Owed_is_what_may_still_be_completed() => Assert.Equal(
        [UnitState.Frozen, UnitState.Missed, UnitState.Open],
        Enum.GetValues<UnitState>().Where(state => new Unit(1, state, FreezeSpent: false, FreezeEarned: false, StreakAfter: 0).IsOwed));

    [Fact]
    public void Each_unit_tells_what_became_of_the_streak()
    {
        var standing = Streak.Fold([.. Thirty.Posted.Take(9)], Make.Member(marks: "ooooooo.o", joined: Joined), Thirty.Posted[8].GraceEnd + Duration.Epsilon);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 7, 8], standing.Units.Select(unit => unit.StreakAfter));
        Assert.Equal(7, Assert.Single(standing.Units, unit => unit.FreezeEarned).Lesson);
        Assert.Equal(8, Assert.Single(standing.Units, unit => unit.FreezeSpent).Lesson);
    }

    [Fact]
    public void Every_history_comes_out_as_rule_5_reads() => Gen
        .Select(Gen.Int[0, 30], Gen.OneOf('o', 'o', 'o', 'g', 'l', '.').Array[0, 31], Gen.Int[-30, 24 * 31], Gen.Int[0, 24 * 33], Rests, Gen.Int[1, 30].Array[0, 2])
        .Sample((posted, did, joined, now, rests, excused) =>
        {
            var lessons = Thirty.Posted.Take(posted).ToList();
            Instant? joinedAt = joined < -24 ? null : Joined + Duration.FromHours(joined);
            var nowAt = Joined + Duration.FromHours(now);
            var marks = new string([.. did.Take(posted + 1)]);
            Pause[] pauses = [.. rests.Select(rest => new Pause(Joined + Duration.FromHours(rest.From), Joined + Duration.FromHours(rest.From + rest.Hours)))];
            var member = Make.Member(marks: marks, joined: joinedAt) with { Pauses = pauses, Excused = excused };

            var standing = Streak.Fold(lessons, member, nowAt);

            var done = marks.Select((mark, i) => (mark, Lesson: i + 1)).Where(m => m.mark != '.').ToDictionary(m => m.Lesson, m => m.mark switch
            {
                'o' => CheckInClass.OnTime,
                'g' => CheckInClass.Grace,
                _ => CheckInClass.Late,
            });
            Assert.Equal(
                NaiveStreak.Of(lessons, done, joinedAt, pauses, excused, nowAt),
                (standing.Current, standing.Longest, standing.Freezes, string.Join(", ", standing.Units.Select(unit => $"{unit.Lesson} {Name(unit.State)}"))));
            Assert.Equal((done.Count, Of(CheckInClass.OnTime), Of(CheckInClass.Grace), Of(CheckInClass.Late)), (standing.Completed, standing.OnTime, standing.Grace, standing.Late));

            int Of(CheckInClass @class) => done.Values.Count(d => d == @class);
        }, iter: 5_000);

    private static Gen<(int From, int Hours)[]> Rests => Gen.Select(Gen.Int[-24, 24 * 30], Gen.Int[0, 24 * 5]).Array[0, 2];

    private static string Letters(Standing standing) => string.Concat(standing.Units.Select(unit => unit.State switch
    {
        UnitState.OnTime => 'o',
        UnitState.Grace => 'g',
        UnitState.Late => 'l',
        UnitState.Frozen => 'f',
        UnitState.Missed => 'm',
        UnitState.Paused => 'p',
        _ => '_',
    }));

    private static string Name(UnitState state) => state is UnitState.OnTime ? "on-time" : state.ToString().ToLowerInvariant();
}
