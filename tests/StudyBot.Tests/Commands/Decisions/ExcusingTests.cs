using StudyBot.Commands.Decisions;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>A lead excuses somebody from a lesson: one number in that person's row.</summary>
public class ExcusingTests
{
    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z").ByALead()
        .Among(Scenes.Joined("ana"), Scenes.Joined("U7", "o") with { Name = "Ben", Excused = [5] }, Make.Member("cleo"), Scenes.Joined("dag") with { Name = "Twin" }, Scenes.Joined("eva") with { Name = "twin" });

    [Theory]
    [InlineData("U7")]
    [InlineData("Ben")]
    [InlineData("bEN")]
    public void Somebody_is_meant_by_id_or_by_the_name_that_they_alone_have(string person) => Assert.Equal(
        [
            "member U7: Ben [o], since 2026-03-02T08:00:00Z, excused 2 5, over U7 1",
            "told: Day 2 is excused for Ben: it neither adds to their streak nor breaks it.",
        ],
        Lines.Of(Leads.Excuse(Morning, person, 2)));

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void Any_lesson_of_the_plan_may_be_excused_the_first_and_the_last_too(int lesson) => Assert.Single(Leads.Excuse(Morning, "Ben", lesson).Changes);

    [Theory]
    [InlineData("Ben", 0, "There is no day 0 in this plan; its days run from 1 to 30.")]
    [InlineData("Ben", 31, "There is no day 31 in this plan; its days run from 1 to 30.")]
    [InlineData("Ben", 5, "Day 5 is already excused for Ben.")]
    [InlineData("cleo", 2, "cleo has not joined this cohort, so nothing changed.")]
    [InlineData("nobody", 2, "I know nobody here by the name of nobody.")]
    [InlineData("Twin", 2, "I know nobody here by the name of Twin.")] // two are called so
    public void What_cannot_be_is_told(string person, int lesson, string told) =>
        Assert.StartsWith(told, Lines.Told(Leads.Excuse(Morning, person, lesson)), StringComparison.Ordinal);
}
