using CsCheck;
using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Rules;

/// <summary>Rule 5, a person's own rest: said on Tuesday 3 March at noon in Berlin (11:00 in UTC) unless told otherwise.</summary>
public class PauseTests
{
    private static readonly DateTimeZone Berlin = Make.Zone("Europe/Berlin");

    private static readonly Instant Noon = Make.At("2026-03-03T11:00:00Z");

    private static readonly Member Resting = Pauses.PauseUntil(Make.Member(), Make.Date("2026-03-05"), Noon, Berlin)!;

    [Theory]
    [InlineData("2026-03-03T11:00:00Z", false)] // after the instant it was said
    [InlineData("2026-03-03T11:00:00.000000001Z", true)]
    [InlineData("2026-03-05T22:59:59.999999999Z", true)] // through the end of 5 March in Berlin
    [InlineData("2026-03-05T23:00:00Z", false)]
    public void A_pause_runs_from_the_words_to_the_end_of_the_date(string at, bool resting) =>
        Assert.Equal(resting, Resting.IsPausedAt(Make.At(at)));

    [Theory]
    [InlineData("2026-03-02", false)]
    [InlineData("2026-03-03", true)] // today is not over
    [InlineData("2026-12-31", true)]
    [InlineData("9999-12-31", true)]
    public void A_date_already_over_is_refused(string date, bool taken) =>
        Assert.Equal(taken, Pauses.PauseUntil(Make.Member(), Make.Date(date), Noon, Berlin) is not null);

    [Fact]
    public void The_date_is_one_of_the_cohort_s_zone()
    {
        // 23:30 in Berlin on the 3rd, 10:30 in Auckland on the 4th.
        var late = Make.At("2026-03-03T22:30:00Z");

        Assert.NotNull(Pauses.PauseUntil(Make.Member(), Make.Date("2026-03-03"), late, Berlin));
        Assert.Null(Pauses.PauseUntil(Make.Member(), Make.Date("2026-03-03"), late, Make.Zone("Pacific/Auckland")));
    }

    [Theory]
    [InlineData("2026-03-04T10:00:00Z", "2026-03-10", "2026-03-10T23:00:00Z")] // longer
    [InlineData("2026-03-04T10:00:00Z", "2026-03-04", "2026-03-04T23:00:00Z")] // shorter
    public void A_new_date_replaces_that_of_the_running_pause(string at, string date, string end)
    {
        var again = Pauses.PauseUntil(Resting, Make.Date(date), Make.At(at), Berlin)!;

        Assert.Equal(new Pause(Noon, Make.At(end) - Duration.Epsilon), Assert.Single(again.Pauses));
    }

    [Fact]
    public void A_pause_that_is_over_stays_in_the_record_beside_a_new_one()
    {
        var later = Make.At("2026-03-09T11:00:00Z");

        var twice = Pauses.PauseUntil(Resting, Make.Date("2026-03-12"), later, Berlin)!;

        Assert.Equal([Noon, later], twice.Pauses.Select(pause => pause.From));
    }

    [Fact]
    public void Back_ends_it_inclusive()
    {
        var at = Make.At("2026-03-04T11:00:00Z");
        var back = Pauses.Back(Resting, at)!;

        Assert.True(back.IsPausedAt(at));
        Assert.False(back.IsPausedAt(at + Duration.Epsilon));
    }

    [Theory]
    [InlineData("2026-03-03T10:59:59Z")] // before
    [InlineData("2026-03-06T11:00:00Z")] // after
    public void Back_without_a_running_pause_is_nothing(string at) => Assert.Null(Pauses.Back(Resting, Make.At(at)));

    [Fact]
    public void Whatever_is_said_the_pauses_are_in_order_and_do_not_overlap() => Gen
        .Select(Gen.Int[0, 24 * 20], Gen.Int[-1, 6], Gen.Bool)
        .Array[1, 12]
        .Sample(said =>
        {
            var member = Make.Member();
            foreach (var (hours, days, back) in said)
            {
                var at = Noon + Duration.FromHours(hours);
                member = (back ? Pauses.Back(member, at) : Pauses.PauseUntil(member, at.InZone(Berlin).Date.PlusDays(days), at, Berlin)) ?? member;
                for (var i = 1; i < member.Pauses.Count; i++) Assert.True(member.Pauses[i - 1].Until <= member.Pauses[i].From, string.Join(", ", member.Pauses));
                Assert.All(member.Pauses, pause => Assert.True(pause.From <= pause.Until));
            }
        });

    [Fact]
    public void Said_in_order_the_last_word_counts() => Gen
        .Select(Gen.Int[0, 40], Gen.Int[-1, 6], Gen.Bool)
        .Array[1, 12]
        .Sample(said =>
        {
            var member = Make.Member();
            // What a reader keeps: since when and until when somebody rests.
            Instant? since = null, until = null;
            var at = Noon;
            foreach (var (hours, days, back) in said)
            {
                at += Duration.FromHours(hours) + Duration.FromSeconds(1);
                var date = at.InZone(Berlin).Date.PlusDays(days);
                var running = since is not null && at <= until;
                if (back && running) until = at;
                else if (!back && days >= 0) (since, until) = (running ? since : at, date.PlusDays(1).AtStartOfDayInZone(Berlin).ToInstant() - Duration.Epsilon);

                member = (back ? Pauses.Back(member, at) : Pauses.PauseUntil(member, date, at, Berlin)) ?? member;
                foreach (var probe in (Instant[])[at, at + Duration.Epsilon, at + Duration.FromHours(30), at + Duration.FromDays(4)])
                    Assert.Equal(since < probe && probe <= until, member.IsPausedAt(probe));
            }
        });
}
