using NodaTime;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Tests.Rules;
using StudyBot.Tests.Wording;
using StudyBot.Wording;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>Questions about lessons and about oneself. Three of seven lessons are out, the newest since two hours.</summary>
public class AskingTests
{
    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z", lessons: 7) with { Curriculum = Sample.Plan };

    [Fact]
    public void Today_is_the_newest_lesson_and_before_the_first_the_one_to_come()
    {
        Assert.StartsWith("Day 3 · Salt and time", Told(new Command.Today(), Morning), StringComparison.Ordinal);

        var before = Told(new Command.Today(), Scenes.At("2026-03-02T07:00:00Z", posted: 0, lessons: 7) with { Curriculum = Sample.Plan });

        Assert.StartsWith("Day 1 · What flour is made of", before, StringComparison.Ordinal);
        Assert.Contains("Opens Mon 2 Mar, 09:00 (Europe/Berlin).", before, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lesson_that_is_out_is_shown_with_how_it_counted() =>
        Assert.Contains("You have done it, within the grace period.", Told(new Command.ShowLesson(2), Morning.As(m => m with { Ledger = new(".g") })), StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_one_after_the_newest_is_shown_to_everybody_with_when_it_comes(bool lead)
    {
        var told = Told(new Command.ShowLesson(4), lead ? Morning.ByALead() : Morning);

        Assert.StartsWith("Day 4 · Heat, steam and crust", told, StringComparison.Ordinal);
        Assert.EndsWith("Opens Thu 5 Mar, 09:00 (Europe/Berlin).\n\nYou can do it ahead of time: press Done when you have done it.\n\nButton: Done.", told, StringComparison.Ordinal);
        Assert.Equal(told, Told(new Command.Next(), lead ? Morning.ByALead() : Morning));
    }

    [Fact]
    public void Who_has_done_the_next_one_ahead_is_told_so() => Assert.EndsWith(
        "Opens Thu 5 Mar, 09:00 (Europe/Berlin).\n\nYou have done it ahead of time.", Told(new Command.Next(), Morning.As(m => m with { Ledger = new("oooo") })), StringComparison.Ordinal);

    [Theory]
    [InlineData(false, "Posting has stopped: the channel was archived. A lead can start it again; everything recorded so far is safe.")]
    [InlineData(true, "Posting has stopped: the channel was archived. Bring it back from the archive, add me again if I am not in it any more, then say \"@StudyBot resume cohort\" in the channel.")]
    public void Of_a_cohort_that_stopped_nobody_hears_of_what_comes_without_that(bool lead, string told)
    {
        var stopped = Morning.In(cohort => cohort with { Broken = Say.Reasons.ChannelArchived });
        foreach (var command in (Command[])[new Command.Settings(), new Command.Next()])
        {
            Assert.EndsWith(told, Told(command, lead ? stopped.ByALead() : stopped), StringComparison.Ordinal);
            Assert.DoesNotContain("stopped", Told(command, lead ? Morning.ByALead() : Morning), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Setup_of_a_cohort_that_stopped_says_how_it_goes_on() => Assert.Equal(
        "Plan has stopped posting at day 3 of 7: I was removed from the channel. Add me again if I am not back yet, then say \"@StudyBot resume cohort\" in the channel.",
        Told(new Command.Setup(), Morning.ByALead().In(cohort => cohort with { Broken = Say.Reasons.Removed })));

    [Theory]
    [InlineData(false, false, "Reply \"done\" to a lesson, with a link if you like.")]
    [InlineData(false, true, "Reply \"done\" to a lesson, with a link or a note if you like.")]
    [InlineData(true, false, "Press Done on a lesson, or say \"@StudyBot done\", with a link if you like.")]
    public void Help_asks_for_what_is_heard_and_kept_in_that_channel(bool buttonsFirst, bool notes, string told) => Assert.Contains(
        told, Told(new Command.Help(), Morning.In(cohort => cohort with { ShowButtonsFirst = buttonsFirst, NotesAllowed = notes })), StringComparison.Ordinal);

    /// <summary>What tells of others is for those in the channel; what tells of oneself is always one's own.</summary>
    [Fact]
    public void Who_has_left_asks_about_themselves_alone_in_a_direct_message()
    {
        var left = Morning.Directly().As(m => m with { Left = true });

        foreach (var command in (Command[])[new Command.Leaderboard(false), new Command.Links(), new Command.SummaryNow()])
        {
            if (command is Command.ForLeads) Assert.StartsWith("You have left", Told(command, left.ByALead()), StringComparison.Ordinal);
            else Assert.StartsWith("You have left", Told(command, left), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("no tables", Told(new Command.Why(), left), StringComparison.Ordinal);
    }

    [Fact]
    public void One_further_ahead_is_shown_to_leads_alone()
    {
        Assert.Equal("Day 5 is still to come; \"next\" shows day 4.", Told(new Command.ShowLesson(5), Morning));

        var told = Told(new Command.ShowLesson(5), Morning.ByALead());

        Assert.StartsWith("Day 5 · Rest day reading", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Opens", told, StringComparison.Ordinal);
        Assert.DoesNotContain("ahead of time", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void One_that_the_plan_does_not_have_is_none(int day) => Assert.StartsWith(
        $"There is no day {day} in this plan; its days run from 1 to 7.", Told(new Command.ShowLesson(day), Morning.ByALead()), StringComparison.Ordinal);

    [Fact]
    public void Of_a_number_that_no_plan_has_nobody_is_told_another() => Assert.Equal(
        "There is no such day in this plan; its days run from 1 to 7.", Told(((Parsed.Ok)CommandGrammar.Read("lesson 999999999999999999", default)).Command, Morning));

    [Fact]
    public void After_the_last_there_is_no_next() => Assert.Equal(
        "That was the last lesson of Bread from scratch. \"me\" shows what you have done.",
        Told(new Command.Next(), Scenes.At("2026-03-10T10:00:00Z", posted: 7, lessons: 7) with { Curriculum = Sample.Plan }));

    [Fact]
    public void Times_are_told_in_the_readers_own_zone() => Assert.Contains(
        "Opens Thu 5 Mar, 08:00 (UTC).", Told(new Command.Next(), Morning.As(m => m with { Zone = "UTC" })), StringComparison.Ordinal);

    [Fact]
    public void Me_tells_where_a_person_stands() => Assert.Equal(
        "ana in Plan\n\nStreak: 1\nLongest streak: 1\nFreezes held: 0\nCompleted: 1 lesson, 3 posted so far\nOpen: days 2 and 3\nRank: 2\n\n\"why\" explains the streak lesson by lesson.",
        Told(new Command.Me(), Morning.As(m => m with { Ledger = new("o") }).Among(Scenes.Joined("ana", "o"), Scenes.Joined("ben", "oo"))));

    [Fact]
    public void Who_is_in_no_table_has_no_rank() => Assert.DoesNotContain(
        "Rank", Told(new Command.Me(), Morning.Among(Scenes.Joined("ana", "o") with { Hidden = true })), StringComparison.Ordinal);

    [Fact]
    public void Who_has_not_joined_stands_nowhere_and_owes_nothing()
    {
        var stranger = Morning with { Row = new(Make.Member("ana"), null) };

        Assert.StartsWith("You have not joined Plan yet.", Told(new Command.Me(), stranger), StringComparison.Ordinal);
        Assert.StartsWith("No lesson counts for your streak yet.", Told(new Command.Why(), stranger), StringComparison.Ordinal);
        Assert.StartsWith("You have not joined Plan yet.", Told(new Command.Open(), stranger), StringComparison.Ordinal);
        Assert.DoesNotContain("Your nudges", Told(new Command.Settings(), stranger), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_is_what_a_person_may_still_complete_from_where_they_joined()
    {
        var scene = Scenes.At("2026-03-06T09:00:00Z", posted: 5, lessons: 7) with { Curriculum = Sample.Plan };
        scene = scene.As(m => m with { JoinedAt = Make.At("2026-03-03T09:00:00Z"), Ledger = new("..o"), Excused = [4] });

        Assert.StartsWith(
            "Open: 2 lessons\n\n- Day 2 · Yeast eats sugar. You can complete it whenever you like.\n- Day 5 · Rest day reading. On time until Sat 7 Mar, 09:00 (Europe/Berlin).",
            Told(new Command.Open(), scene),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_open_where_all_is_done_or_rests() => Assert.Equal(
        "Nothing is open: you are up to date.", Told(new Command.Open(), Morning.As(m => m with { Ledger = new("o.o"), Excused = [2] })));

    [Fact]
    public void Before_the_first_lesson_nothing_is_open_and_it_is_told_when_that_comes()
    {
        var before = Scenes.At("2026-03-02T07:00:00Z", posted: 0, lessons: 7) with { Curriculum = Sample.Plan };

        Assert.Equal("No lesson has come yet. The first comes on Mon 2 Mar, 09:00 (Europe/Berlin).", Told(new Command.Open(), before));
        Assert.Equal("No lesson has come yet. The first comes on Mon 2 Mar, 08:00 (UTC).", Told(new Command.Open(), before.As(m => m with { JoinedAt = null, Zone = "UTC" })));
    }

    [Fact]
    public void Settings_tell_a_members_own_too() => Assert.Contains(
        "Your nudges: muted\nYour name in tables: hidden", Told(new Command.Settings(), Morning.As(m => m with { Muted = true, Hidden = true })), StringComparison.Ordinal);

    [Theory]
    [InlineData(3, "Your nudges: on")]
    [InlineData(4, "Your nudges: quiet until your next check-in; \"unmute\" starts them again")]
    public void Settings_tell_that_nudges_rest_after_the_question_of_a_pause(int nudges, string told)
    {
        var resting = Morning.As(m => m with { Nudges = nudges });

        Assert.Contains(told, Told(new Command.Settings(), resting), StringComparison.Ordinal);
        Assert.Contains("Your nudges: muted", Told(new Command.Settings(), resting.As(m => m with { Muted = true })), StringComparison.Ordinal);
        Assert.Contains("Your nudges: off for this cohort", Told(new Command.Settings(), resting.In(c => c with { Schedule = c.Schedule with { Nudge = null } })), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_left_is_told_so_in_place_of_settings_that_do_nothing()
    {
        var left = Morning.As(m => m with { Left = true, Muted = true }).Among(Scenes.Joined("ana", "o") with { Left = true });

        var settings = Told(new Command.Settings(), left);

        Assert.EndsWith("\n\nYou have left Plan: no nudges, no tables. Your record is kept; \"join\" brings you back.", settings, StringComparison.Ordinal);
        Assert.DoesNotContain("Your nudges", settings, StringComparison.Ordinal);
        Assert.Contains("Rank", Told(new Command.Me(), Morning.Among(Scenes.Joined("ana", "o"))), StringComparison.Ordinal);
        Assert.EndsWith(
            "\n\nYou have left Plan: no nudges, no tables. Your record is kept; \"join\" brings you back.\n\n\"why\" explains the streak lesson by lesson.",
            Told(new Command.Me(), left),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-04T09:00:00Z", "Your last pause ended: Wed 4 Mar, 10:00 (Europe/Berlin)")]
    [InlineData("2026-03-04T22:59:59Z", "Your pause ends: Wed 4 Mar, 23:59 (Europe/Berlin)")]
    public void A_pause_ends_or_has_ended(string until, string told) => Assert.Contains(
        told, Told(new Command.Settings(), Morning.As(m => m with { Pauses = [new(Make.At("2026-03-02T10:00:00Z"), Make.At(until))] })), StringComparison.Ordinal);

    [Fact]
    public void Why_tells_lessons_that_went_by_together_and_starts_nothing_again_from_0() => Assert.Equal(
        """
        Your streak: 0

        - Day 1: on time. Streak 1.
        - Day 2: not completed in time, so the streak starts again.
        - Days 3 and 4: not completed in time.
        - Day 5: completed late.
        - Day 6: on time. Streak 1.
        - Day 7: completed late, so the streak starts again.
        - Days 8 to 10: not completed in time.
        - Day 11: still open; the streak is 0.
        - Day 12: still open; the streak is 0.
        """,
        Told(new Command.Why(), Scenes.At("2026-03-13T10:00:00Z", posted: 12, marks: "o...lol")).Split("\n\nLessons done on time")[0]);

    [Fact]
    public void Status_counts_those_who_take_part()
    {
        var told = Told(new Command.Status(), Morning.ByALead().Among(Scenes.Joined("ana"), Scenes.Joined("ben") with { Hidden = true }, Scenes.Joined("cleo") with { Left = true }, Make.Member("dag")));

        Assert.Equal("Status of Plan\n\nReached: day 3 of 7\nNext lesson: day 4, Thu 5 Mar, 09:00 (Europe/Berlin)\nLast delivery: none yet\nPeople: 2", told);
    }

    [Fact]
    public void Status_tells_of_those_who_rest_or_have_left_that_they_joined_once()
    {
        var resting = Scenes.Joined("ben") with { Pauses = [new(Morning.At - Duration.FromDays(1), Morning.At + Duration.FromDays(1))] };

        Assert.EndsWith("\nPeople: all are on pause or have left", Told(new Command.Status(), Morning.ByALead().Among(resting, Scenes.Joined("cleo") with { Left = true }, Make.Member("dag"))), StringComparison.Ordinal);
        Assert.EndsWith("\nPeople: 1, 1 on pause", Told(new Command.Status(), Morning.ByALead().Among(resting, Scenes.Joined("ana"))), StringComparison.Ordinal);
        Assert.EndsWith("\nPeople: nobody has joined yet", Told(new Command.Status(), Morning.ByALead().Among(Make.Member("dag"))), StringComparison.Ordinal);
    }

    private static string Told(Command command, Scene scene) => Lines.Told(Decide.On(command, scene));
}
