using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>Words to the bot that are no command. Day 3 came on the 4th of March at 08:00.</summary>
public class NotACommandTests
{
    private const string NotSure = "I was not sure. Say \"done [DAY]\" to count it; \"me\" shows what you have.";

    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z", marks: "oo").Directly();

    [Theory]
    [InlineData("I'm done", 3)]
    [InlineData("💪 done", 3)]
    [InlineData("finished both", 3)]
    [InlineData("I'm done with day 4", 4)] // ahead
    [InlineData("done 3 I guess", 3)]
    public void What_is_nearly_a_check_in_is_asked_about_with_buttons(string said, int lesson)
    {
        var reply = Assert.Single(Answered(Morning, said).Replies);

        Assert.True(reply.Private);
        Assert.Equal([$"done {lesson}", "keep"], reply.Card.Parts.OfType<StudyBot.Cards.Part.Buttons>().Single().Items.Select(button => button.Command));
    }

    [Fact]
    public void Under_a_lesson_it_is_that_lesson() =>
        Assert.StartsWith("Shall I count day 3 as done for you?", Told(Scenes.At("2026-03-05T10:00:00Z", posted: 4).Under("post 3"), "done I think"), StringComparison.Ordinal);

    [Fact]
    public void What_is_counted_already_is_told_so() => Assert.Equal("Day 2 is already counted, on time.", Told(Morning, "I'm done with day 2"));

    [Theory]
    [InlineData("I'm done with day 9")] // too far ahead
    [InlineData("I'm done with 3 and 4")]
    public void Where_no_lesson_can_be_meant_the_nearest_command_is_named(string said) =>
        Assert.Equal(NotSure, Told(Morning, said));

    [Fact]
    public void Before_the_first_lesson_too() =>
        Assert.Equal(NotSure, Told(Scenes.At("2026-03-01T10:00:00Z", posted: 0), "I'm done"));

    /// <summary>Who may not say it is not taught how.</summary>
    [Theory]
    [InlineData("start soon", "That is for this cohort's leads: ask Lea.", "\"start soon\": I could not read that date; 2026-12-24, 24 Dec and tomorrow all work. Say it like this: \"start DATE\".")]
    [InlineData("time", "That is for this cohort's leads: ask Lea.", "\"time\": I could not read that time; 09:00, 17.30 and 9am all work. Say it like this: \"time HH:MM\".")]
    [InlineData("excuse", "That is for this cohort's leads: ask Lea.", "\"excuse\": That needs a person: mention them, or give the name shown in the tables. Say it like this: \"excuse @PERSON DAY [off]\".")]
    [InlineData("skip", "I do not know \"skip\". \"help\" lists what I know.", "I do not know \"skip\". Did you mean \"skip today\"?")]
    [InlineData("pause cohort", "I do not know \"pause cohort\". Did you mean \"pause until DATE\"?", "I do not know \"pause cohort\". Did you mean \"pause cohort until DATE\"?")]
    [InlineData("leaderbord", "I do not know \"leaderbord\". Did you mean \"leaderboard [week|all]\"?", "I do not know \"leaderbord\". Did you mean \"leaderboard [week|all]\"?")]
    [InlineData("lesson", "\"lesson\": That needs the number of one lesson. Say it like this: \"lesson DAY\".", "\"lesson\": That needs the number of one lesson. Say it like this: \"lesson DAY\".")]
    public void A_leads_command_is_named_to_leads_alone(string said, string told, string toLeads)
    {
        var among = Morning.In(cohort => cohort with { Leads = ["lea"] }).Among(Scenes.Joined("lea") with { Name = "Lea" });

        Assert.Equal(told, Told(among, said));
        Assert.Equal(toLeads, Told(among.By(p => p with { Admin = true }), said));
    }

    [Theory]
    [InlineData(false, false, false, "You are not on pause. \"pause until DATE\" starts one.")]
    [InlineData(false, false, true, "Welcome back: your pause is over, and your streak carries on from here.")]
    [InlineData(false, true, false, "You are not on pause yourself: the whole cohort rests through Wed 4 Mar 2026.")]
    [InlineData(false, true, true, "Welcome back: your pause is over, and your streak carries on from here.")]
    [InlineData(true, false, true, "Welcome back: your pause is over, and your streak carries on from here.")]
    [InlineData(true, true, false, "Is the whole cohort to go on?\n\nButtons: Resume the cohort; Not yet.")]
    [InlineData(true, true, true, "You are on pause, and so is the cohort. Who is to go on?\n\nButtons: I alone; The whole cohort.")]
    public void Resume_ends_ones_own_pause_and_a_leads_cohorts_once_they_say_so(bool leads, bool cohortRests, bool rests, string told)
    {
        var (today, at) = (Make.Date("2026-03-04"), Make.At("2026-03-04T09:00:00Z"));
        var scene = Morning.In(cohort => cohort with
        {
            Leads = leads ? ["ana"] : ["lea"],
            Schedule = cohort.Schedule with { Pauses = cohortRests ? [new(today, today)] : [] },
        }).As(m => m with { Pauses = rests ? [new(at, at.Plus(NodaTime.Duration.FromDays(3)))] : [] });

        Assert.Equal($"told: {told}", Lines.Of(Answered(scene, "resume"))[^1]);
    }

    [Theory]
    [InlineData("done 1-10", "10")]
    [InlineData("done 1-3000000000", "thousands of")]
    [InlineData("done 2-3000000000", "thousands of")]
    public void Too_many_at_once_are_refused_with_one_advice(string said, string many) => Assert.Equal(
        $"That names {many} days at once, and I take up to 7, so nothing was counted. Send them in smaller groups, such as \"done 3-5\".", Told(Morning, said));

    [Fact]
    public void Who_says_stop_is_shown_three_ways_to_hear_less()
    {
        var card = Assert.Single(Answered(Morning, "stop").Replies).Card;

        Assert.Equal(["mute", "pause until 2026-03-11", "leave"], card.Parts.OfType<StudyBot.Cards.Part.Buttons>().Single().Items.Select(button => button.Command));
    }

    [Fact]
    public void Thanks_get_a_kind_word_and_a_nod_gets_none()
    {
        Assert.Equal("You are welcome.", Told(Morning, "Thank you!"));
        Assert.Same(Decision.Nothing, Answered(Morning, "ok"));
        Assert.Same(Decision.Nothing, Answered(Morning, "👍"));
    }

    /// <summary>As an answer to a nudge. What it must never do is name what takes another lesson back.</summary>
    [Theory]
    [InlineData(3, "oo", "There is no hurry with day 3. On time until Thu 5 Mar, 09:00 (Europe/Berlin).\n\nButton: Remind me later.")]
    [InlineData(3, "ooo", "Day 3 is already counted, on time. \"undo 3\" takes it back.")]
    public void Not_done_yet_hears_that_there_is_no_hurry(int posted, string marks, string told) =>
        Assert.Equal(told, Told(Scenes.At("2026-03-04T10:00:00Z", posted, marks).Directly(), "not done yet"));

    [Fact]
    public void Before_the_first_lesson_not_done_yet_is_nothing() =>
        Assert.Same(Decision.Nothing, Answered(Scenes.At("2026-03-01T10:00:00Z", posted: 0).Directly(), "not done yet"));

    private static string Told(Scene scene, string said) => Lines.Told(Answered(scene, said));

    private static Decision Answered(Scene scene, string said) =>
        Dispatch.To(new Request.Words(said, "m1"), CommandGrammar.Read(said, Make.Date("2026-03-04")), scene.Doing(new Did.Said("m1", said)));
}
