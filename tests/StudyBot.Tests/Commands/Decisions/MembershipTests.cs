using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>Joining and leaving, in words and by what the platform tells. Day 3 came on the 4th at 08:00.</summary>
public class MembershipTests
{
    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z", marks: "oo");
    private static readonly Scene Stranger = Morning with { Row = new(Make.Member("ana"), null) };

    [Fact]
    public void Who_joins_counts_from_the_newest_lesson() => Assert.Equal(
        [
            "member ana: ana [], since 2026-03-04T10:00:00Z, new",
            "totals of 3",
            "told: Welcome to Plan. Your streak counts from day 3: press Done on it when you have done it.",
        ],
        Lines.Of(Members.Join(Stranger)));

    [Theory]
    [InlineData("2026-03-04T08:00:00Z", 3)] // the very instant it appears
    [InlineData("2026-03-04T07:59:59Z", 2)]
    [InlineData("2026-03-02T08:00:00Z", 1)]
    public void A_lesson_that_has_appeared_is_the_newest(string at, int from) =>
        Assert.Contains($"counts from day {from}:", Told(Members.Join(At(Stranger, at))), StringComparison.Ordinal);

    [Fact]
    public void Before_the_first_it_is_still_to_come() =>
        Assert.Equal("Welcome to Plan. The first lesson is still to come: press Done on it when you have done it.", Told(Members.Join(At(Stranger, "2026-03-01T10:00:00Z"))));

    [Fact]
    public void Who_comes_back_stands_where_they_stood_and_hears_of_the_newest_lesson() => Assert.Equal(
        [
            "member ana: ana [oo], since 2026-03-02T08:00:00Z, over ana 1",
            "totals of 3",
            "told: Welcome back to Plan. Your streak is 2. The newest lesson is day 3. On time until Thu 5 Mar, 09:00 (Europe/Berlin).",
        ],
        Lines.Of(Members.Join(Morning.As(m => m with { Left = true }))));

    [Fact]
    public void Also_before_the_first_lesson() => Assert.Equal(
        "Welcome back to Plan. The first lesson is still to come.",
        Told(Members.Join(Scenes.At("2026-03-01T10:00:00Z", posted: 0).As(m => m with { Left = true, JoinedAt = Make.At("2026-02-20T08:00:00Z") }))));

    [Theory]
    [InlineData("2026-03-08T10:00:00Z", "Your streak counts from day 7: press Done on it when you have done it.")]
    [InlineData("2026-03-12T10:00:00Z", "All of its lessons are out, and you can complete them whenever you like.")]
    public void Who_joins_after_the_last_lesson_is_promised_no_streak_that_cannot_be(string at, string told) =>
        Assert.Equal($"Welcome to Plan. {told}", Told(Members.Join(Scenes.At(at, posted: 7, lessons: 7).As(m => m with { JoinedAt = null }))));

    [Fact]
    public void A_join_that_was_said_earlier_and_came_later_counts_from_when_it_was_said()
    {
        var left = Morning.As(m => m with { Left = true, JoinedAt = Morning.At + Duration.FromDays(1) });

        Assert.Equal(Morning.At, Row(Members.Join(left)).JoinedAt);
    }

    [Fact]
    public void Who_is_in_already_is_told_so() => Assert.StartsWith("You are already in Plan.", Lines.Told(Members.Join(Morning)), StringComparison.Ordinal);

    [Fact]
    public void Who_leaves_keeps_the_record() => Assert.Equal(
        [
            "member ana: ana [oo], since 2026-03-02T08:00:00Z, left, over ana 1",
            "totals of 3",
            "told: You have left Plan: no nudges, no tables. Your record is kept; \"join\" brings you back.",
        ],
        Lines.Of(Members.Leave(Morning)));

    [Fact]
    public void Who_never_joined_cannot_leave() => Assert.StartsWith("You have not joined Plan yet.", Lines.Told(Members.Leave(Stranger)), StringComparison.Ordinal);

    [Fact]
    public void Who_leaves_the_channel_leaves_without_a_word() =>
        Assert.Equal(["member ana: ana [oo], since 2026-03-02T08:00:00Z, left, over ana 1", "totals of 3"], Lines.Of(Dispatch.To(new Request.LeftChannel(), null, Morning)));

    /// <summary>Whoever set it up, say, may have read the channel without taking part: from outside they are told of its people no more.</summary>
    [Fact]
    public void Whoever_was_only_known_has_left_too() =>
        Assert.Equal(["member ana: ana [oo], not joined, left, over ana 1", "totals of 3"], Lines.Of(Dispatch.To(new Request.LeftChannel(), null, Morning.As(m => m with { JoinedAt = null }))));

    [Fact]
    public void And_joins_like_anybody_with_the_first_done() => Assert.StartsWith(
        "member ana: ana [..o], since 2026-03-04T10:00:00Z, over ana 1",
        Lines.Of(CheckingIn.Record(At(Morning.As(m => m with { JoinedAt = null, Left = true, Ledger = StudyBot.Cohorts.Member.New(Scenes.Ana, "").Ledger }), "2026-03-04T10:00:00Z"), new StudyBot.Commands.Reading.CheckIn([3], null, []), "button"))[0],
        StringComparison.Ordinal);

    [Fact]
    public void Who_was_not_in_leaves_no_trace()
    {
        Assert.Same(Decision.Nothing, Dispatch.To(new Request.LeftChannel(), null, Stranger));
        Assert.Same(Decision.Nothing, Dispatch.To(new Request.LeftChannel(), null, Morning.As(m => m with { Left = true })));
    }

    [Fact]
    public void Whoever_is_known_is_called_by_their_new_name() => Assert.Equal(
        ["member ana: Ana Maria [oo], since 2026-03-02T08:00:00Z, Europe/Paris, over ana 1"],
        Lines.Of(Dispatch.To(new Request.Renamed(), null, Morning.By(p => p with { Name = "Ana Maria", Zone = "Europe/Paris" }))));

    /// <summary>A status, a picture: of each a platform tells.</summary>
    [Fact]
    public void A_profile_that_is_another_one_in_nothing_kept_here_changes_nothing() => Assert.Same(
        Decision.Nothing,
        Dispatch.To(new Request.Renamed(), null, Morning.As(m => m with { Name = "Ana Maria", Zone = "Europe/Paris" }).By(p => p with { Name = "Ana Maria", Zone = "Europe/Paris" })));

    [Fact]
    public void Nobody_becomes_known_by_a_new_name() => Assert.Same(Decision.Nothing, Dispatch.To(new Request.Renamed(), null, Stranger));

    private static Scene At(Scene scene, string at) => scene with { Incoming = scene.Incoming with { At = Make.At(at) } };

    private static string Told(Decision decision) => PlainText.Render(Assert.Single(decision.Replies).Card);

    private static Member Row(Decision decision) => Assert.IsType<Change.PutMember>(Assert.Single(decision.Changes)).Member;
}
