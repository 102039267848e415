using StudyBot.CheckIns;
using StudyBot.Commands.Decisions;
using StudyBot.Tests.Rules;
using StudyBot.Tests.Wording;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>Whoever completes the last lesson, or the last one open, is told so once, with what they shared on the way. The plan has seven days.</summary>
public class FinishTests
{
    private static readonly Scene LastMorning = Scenes.At("2026-03-08T10:00:00Z", posted: 7, marks: "oooooo", lessons: 7);

    [Theory]
    [InlineData("oooooo", 7, true)]
    [InlineData("o", 7, true)] // the last one, others are open
    [InlineData("ooooooo", 7, false)] // again
    [InlineData("ooooo.o", 6, true)] // the last that was open
    [InlineData("oooo..o", 6, false)]
    [InlineData("ooooo", 6, false)]
    public void It_is_the_last_lesson_that_finishes_a_plan_or_the_last_one_open(string marks, int lesson, bool finishes)
    {
        var scene = LastMorning.As(m => m with { Ledger = new(marks) });

        Assert.Equal(finishes, CheckingIn.Finishes(scene, Done(scene, lesson)));
    }

    [Fact]
    public void A_lead_who_excuses_somebody_else_finishes_nothing()
    {
        var decision = Leads.Excuse(LastMorning.Among(Scenes.Joined("ben", "ooooooo")), new(new("ben"), 3, Off: false));

        Assert.False(CheckingIn.Finishes(LastMorning, decision));
    }

    [Fact]
    public void The_links_are_those_of_before_and_of_now_by_lesson()
    {
        var scene = (LastMorning with { Curriculum = Sample.Plan }).Having(Shared(7, "https://bread.example/draft"), Shared(2, "https://bread.example/yeast"));

        var words = Lines.Of(CheckingIn.WithFinish(scene, Done(scene, 7, "https://bread.example/loaf")))[^1];

        Assert.StartsWith("told: You finished Bread from scratch\n\nana, you completed all 7 lessons.", words, StringComparison.Ordinal);
        Assert.Equal(
            ["- Day 2: https://bread.example/yeast", "- Day 7: https://bread.example/draft", "- Day 7: https://bread.example/loaf"],
            words.Split('\n').Where(line => line.StartsWith("- Day", StringComparison.Ordinal)));
    }

    /// <summary>Also those that <c>open</c> does not list: they came before the person joined.</summary>
    [Fact]
    public void Who_has_some_without_a_check_in_is_told_which()
    {
        var scene = (LastMorning with { Curriculum = Sample.Plan }).As(m => m with { Ledger = new("..oooo"), JoinedAt = Make.At("2026-03-04T10:00:00Z") });

        var words = Lines.Of(CheckingIn.WithFinish(scene, Done(scene, 7)))[^1];

        Assert.StartsWith("told: You reached the end of Bread from scratch", words, StringComparison.Ordinal);
        Assert.EndsWith("Without a check-in so far: days 1 and 2. You can still complete them whenever you like: \"done 1\".", words, StringComparison.Ordinal);
    }

    private static Decision Done(Scene scene, int lesson, params string[] links) => CheckingIn.Record(scene, new([lesson], null, links), "button");

    private static CheckIn Shared(int lesson, string link) => Make.CheckIn(lesson, Make.At("2026-03-08T09:00:00Z"), "message") with { Links = [link] };
}
