using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary><c>remind me</c>, on the 4th at 11:00 in Berlin. Day 3 is out, and nudges come at 18:00.</summary>
public class RemindingTests
{
    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z");

    [Fact]
    public void A_reminder_of_the_newest_lesson_is_planned_for_the_nudge_time() => Assert.Equal(
        [
            "delivery Reminder 0003 ana: Planned for 2026-03-04T17:00:00Z, 2026-03-04, free at 2026-03-04T17:00:00Z, to ana, new",
            "told: I will remind you about day 3 on Wed 4 Mar, 18:00 (Europe/Berlin); nobody else will see it.",
        ],
        Lines.Of(Members.Remind(Morning, null)));

    /// <summary>Else nothing would find it when they ask what is kept of them, or to be forgotten.</summary>
    [Fact]
    public void Somebody_new_is_known_from_then_on()
    {
        var stranger = Morning with { Row = new(StudyBot.Cohorts.Member.New(Scenes.Ana, "ana"), null) };

        Assert.Equal("member ana: ana [], not joined, new", Lines.Of(Members.Remind(stranger, null))[0]);
    }

    [Theory]
    [InlineData("18:00", "2026-03-04T16:59:59Z", "2026-03-04T17:00:00Z")]
    [InlineData("18:00", "2026-03-04T17:00:00Z", "2026-03-04T20:00:00Z")] // now is no reminder
    [InlineData("18:00", "2026-03-04T19:00:00Z", "2026-03-04T22:00:00Z")]
    [InlineData(null, "2026-03-04T10:00:00Z", "2026-03-04T13:00:00Z")]
    public void Once_that_is_past_or_where_there_is_none_it_comes_in_three_hours(string? nudge, string said, string comes)
    {
        var scene = At(said).In(cohort => cohort with { Schedule = cohort.Schedule with { Nudge = nudge is null ? null : Make.Time(nudge) } });

        Assert.Equal(Make.At(comes), Planned(Members.Remind(scene, null)).Slot);
    }

    [Fact]
    public void A_reminder_after_midnight_is_of_the_next_date() =>
        Assert.Equal(Make.Date("2026-03-05"), Planned(Members.Remind(At("2026-03-04T21:00:00Z"), null)).Date);

    [Fact]
    public void A_time_that_is_named_is_a_time_of_today_in_the_cohorts_zone() =>
        Assert.Equal(Make.At("2026-03-04T14:30:00Z"), Planned(Members.Remind(Morning, new LocalTime(15, 30))).Slot);

    [Fact]
    public void Whoever_lives_by_another_clock_names_and_is_told_times_of_their_own() => Assert.Equal(
        [
            "delivery Reminder 0003 ana: Planned for 2026-03-05T01:00:00Z, 2026-03-05, free at 2026-03-05T01:00:00Z, to ana, new",
            "told: I will remind you about day 3 on Wed 4 Mar, 20:00 (America/New_York); nobody else will see it.",
        ],
        Lines.Of(Members.Remind(Morning.By(p => p with { Zone = "America/New_York" }), new LocalTime(20, 0))));

    [Fact]
    public void What_is_over_in_the_cohorts_zone_may_be_to_come_in_theirs() => Assert.Equal(
        Make.At("2026-03-04T13:00:00Z"), Planned(Members.Remind(Morning.As(m => m with { Zone = "America/New_York" }), new LocalTime(8, 0))).Slot);

    [Theory]
    [InlineData("10:59")]
    [InlineData("11:00")]
    public void A_time_that_is_not_to_come_is_refused(string time) => Assert.StartsWith(
        $"It is past {time} today.", Lines.Told(Members.Remind(Morning, Make.Time(time))), StringComparison.Ordinal);

    [Fact]
    public void Under_a_lesson_it_is_of_that_lesson() => Assert.Equal(
        [
            "delivery Reminder 0002 ana: Planned for 2026-03-04T17:00:00Z, 2026-03-04, free at 2026-03-04T17:00:00Z, to ana, new",
            "told: I will remind you about day 2 on Wed 4 Mar, 18:00 (Europe/Berlin); nobody else will see it.",
        ],
        Lines.Of(Members.Remind(Morning.Under("post 2"), null)));

    [Fact]
    public void To_ask_again_moves_it()
    {
        var planned = Morning with { Reminder = new(Planned(Members.Remind(Morning, null)), "reminder 1") };

        Assert.EndsWith("for 2026-03-04T15:00:00Z, 2026-03-04, free at 2026-03-04T15:00:00Z, to ana, over reminder 1", Lines.Of(Members.Remind(planned, new LocalTime(16, 0)))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_done_needs_none() => Assert.StartsWith(
        "Day 3 is done, so there is nothing to remind you about.",
        Lines.Told(Members.Remind(Morning.As(m => m with { Ledger = Ledger.Empty.With(3, CheckInClass.OnTime) }), null)),
        StringComparison.Ordinal);

    [Fact]
    public void Before_the_first_lesson_there_is_nothing_to_remind_of() => Assert.StartsWith(
        "No lesson has been posted yet", Lines.Told(Members.Remind(At("2026-03-01T10:00:00Z"), null)), StringComparison.Ordinal);

    /// <summary>None would come.</summary>
    [Fact]
    public void Whoever_has_left_is_told_that_they_have() => Assert.Equal(
        "You have left Plan: no nudges, no tables. Your record is kept; \"join\" brings you back.",
        Lines.Told(Members.Remind(Morning.As(m => m with { Left = true }), null)));

    private static Scene At(string at) => Scenes.At(at);

    private static Delivery Planned(Decision decision) => Assert.IsType<Change.PutDelivery>(Assert.Single(decision.Changes)).Delivery;
}
