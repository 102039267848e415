using Microsoft.Extensions.Logging.Abstractions;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Tests.Doors;

/// <summary>A plan that comes with the form stands beside the others.</summary>
public class OwnPlanTests
{
    private const string Own = "# Bread\n\n### Day 1: Mine\n**Learning:** Rye.\n**Doable:** Knead.\n";

    [Fact]
    public async Task It_takes_no_others_name_and_the_same_file_is_kept_once()
    {
        var world = new World();
        var bot = new Bot(world.Store, new Library(world.Store), new Refreshes(), NullLogger<Bot>.Instance);

        foreach (var (channel, file) in ((CohortId, string)[])[(World.Mornings, Own), (World.Elsewhere, Own), (World.Evenings, Own + "**Tip:** Rest.\n")])
            await bot.HandleAsync(world.Does("U7", new Did.Submitted(SetUpFields.Form, Form(file)), channel), TestContext.Current.CancellationToken);

        Assert.Equal("bread-2", (await world.CohortAsync(World.Mornings)).Curriculum.Name);
        Assert.Equal((await world.CohortAsync(World.Mornings)).Curriculum, (await world.CohortAsync(World.Elsewhere)).Curriculum);
        Assert.Equal("bread-3", (await world.CohortAsync(World.Evenings)).Curriculum.Name);
        Assert.Equal(World.Plan, await world.Store.FindCurriculumAsync("bread", TestContext.Current.CancellationToken));
    }

    private static Dictionary<string, string> Form(string file) => new()
    {
        [SetUpFields.Curriculum] = "bread",
        [SetUpFields.File] = file,
        [SetUpFields.Start] = "2026-03-09",
        [SetUpFields.Time] = "09:00",
        [SetUpFields.Zone] = "Europe/Berlin",
        [SetUpFields.Days] = "mon-fri",
    };
}
