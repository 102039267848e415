using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>What stands in the form at first, on the 4th at 23:30 in UTC.</summary>
public class SetUpFormTests
{
    private static readonly Instant Now = Make.At("2026-03-04T23:30:00Z");

    [Fact]
    public void It_is_what_is_usual_from_tomorrow_on_where_the_person_is() => Assert.Equal(
        ["curriculum=bread", "file=", "start=2026-03-06", "time=09:00", "zone=Europe/Berlin", "days=mon-fri", "holidays=", "nudge=18:00", "summary=17:00", "notes=off"],
        Values([new("bread", "v1", "Bread", 7), new("plan", "v1", "Plan", 30)], null));

    [Fact]
    public void Or_what_runs_here_now() => Assert.Equal(
        ["curriculum=plan", "file=", "start=2026-03-06", "time=07:15", "zone=Asia/Tokyo", "days=mon-fri", "holidays=", "nudge=18:00", "summary=17:00", "notes=off"],
        Values([new("bread", "v1", "Bread", 7)], Make.Cohort(Make.Schedule(zone: "Asia/Tokyo", time: "07:15"))));

    [Fact]
    public void With_no_plan_to_choose_none_is_chosen() => Assert.Equal("curriculum=", Values([], null)[0]);

    [Fact]
    public void The_plan_that_came_with_the_bot_is_chosen_wherever_it_stands() => Assert.Equal("curriculum=plan", Values([new("bread", "v1", "Bread", 7), new("plan", "v1", "Plan", 30)], null, "plan")[0]);

    [Fact]
    public void But_not_where_it_is_not_there_or_another_ran_before()
    {
        Assert.Equal("curriculum=bread", Values([new("bread", "v1", "Bread", 7)], null, "salt")[0]);
        Assert.Equal("curriculum=plan", Values([new("bread", "v1", "Bread", 7), new("plan", "v1", "Plan", 30)], Make.Cohort(Make.Schedule()), "bread")[0]);
    }

    [Fact]
    public void Plans_of_one_title_are_told_apart_by_their_names()
    {
        var card = Assert.Single(SettingUp.Ask([new("bread", "v1", "Bread", 7), new("bread-2", "v2", "Bread", 7), new("salt", "v1", "Salt", 1)], null, null, Make.Zone("Europe/Berlin"), Now).Replies).Card;
        Assert.Equal(["Bread (7 lessons, bread)", "Bread (7 lessons, bread-2)", "Salt (1 lesson)"], Assert.Single(card.Parts.OfType<Part.Form>()).Fields[0].Choices!.Select(choice => choice.Label));
    }

    private static List<string> Values(IReadOnlyList<CurriculumVersion> curricula, Cohort? running, string? usual = null)
    {
        var card = Assert.Single(SettingUp.Ask(curricula, running, usual, Make.Zone("Europe/Berlin"), Now).Replies).Card;
        return [.. Assert.Single(card.Parts.OfType<Part.Form>()).Fields.Select(field => $"{field.Name}={field.Value}")];
    }
}
