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

    private static List<string> Values(IReadOnlyList<CurriculumVersion> curricula, Cohort? running)
    {
        var card = Assert.Single(SettingUp.Ask(curricula, running, Make.Zone("Europe/Berlin"), Now).Replies).Card;
        return [.. Assert.Single(card.Parts.OfType<Part.Form>()).Fields.Select(field => $"{field.Name}={field.Value}")];
    }
}
