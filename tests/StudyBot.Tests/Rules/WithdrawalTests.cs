using NodaTime;
using StudyBot.CheckIns;

namespace StudyBot.Tests.Rules;

/// <summary>Rule 6: until when a check-in may be taken back. Lesson 1 closes on 3 March at 20:00 in UTC.</summary>
public class WithdrawalTests
{
    [Theory]
    // written → the last instant
    [InlineData(1, "2026-03-02T09:00:00Z", "2026-03-03T20:00:00Z")] // its grace end
    [InlineData(1, "2026-03-03T19:00:00Z", "2026-03-03T20:00:00Z")]
    [InlineData(1, "2026-03-03T19:30:00Z", "2026-03-03T20:30:00Z")] // an hour after it was written, where that is later
    [InlineData(1, "2026-03-09T12:00:00Z", "2026-03-09T13:00:00Z")] // late
    public void A_check_in_may_be_withdrawn_until_the_grace_end_or_for_an_hour(int lesson, string written, string last)
    {
        var cohort = Make.Cohort().Posted(2);
        var checkIn = Make.CheckIn(lesson, Make.At(written), "message");

        Assert.True(Withdrawal.MayWithdraw(cohort.Lesson(lesson), checkIn, Make.At(last)));
        Assert.False(Withdrawal.MayWithdraw(cohort.Lesson(lesson), checkIn, Make.At(last) + Duration.Epsilon));
    }

    [Fact]
    public void What_was_done_ahead_may_be_withdrawn_as_long_as_the_lesson_has_not_appeared() =>
        Assert.True(Withdrawal.MayWithdraw(null, Make.CheckIn(3, Make.At("2026-03-02T09:00:00Z"), "message"), Make.At("2027-01-01T00:00:00Z")));

    [Fact]
    public void Taking_one_source_back_withdraws_only_when_none_is_left()
    {
        var checkIn = Make.CheckIn(1, Make.At("2026-03-02T09:00:00Z"), "message", "reaction");

        Assert.Equal(["reaction"], Withdrawal.Without(checkIn, "message")!.Sources);
        Assert.Null(Withdrawal.Without(Withdrawal.Without(checkIn, "message")!, "reaction"));
    }

    [Theory]
    [InlineData("2026-03-02T10:00:00Z", false)]
    [InlineData("2026-03-02T10:00:01Z", true)]
    public void A_deletion_more_than_an_hour_later_is_asked_about_first(string deleted, bool asked) =>
        Assert.Equal(asked, Withdrawal.AskFirst(Make.At("2026-03-02T09:00:00Z"), Make.At(deleted)));
}
