using StudyBot.Cohorts;
using StudyBot.Doors;

namespace StudyBot.Tests.Doors;

/// <summary>Which lesson cards wait for their newest count.</summary>
public class RefreshTests
{
    private readonly Refreshes _refreshes = new();
    private readonly List<CohortId> _woken = [];

    public RefreshTests() => _refreshes.Asked += _woken.Add;

    [Fact]
    public void However_often_it_is_asked_for_a_card_waits_and_wakes_once()
    {
        for (var ask = 0; ask < 3; ask++) _refreshes.Ask(World.Mornings, 1);

        Assert.Equal([World.Mornings], _woken);
        Assert.Single(_refreshes.Take("slack", "T1"));
        Assert.Empty(_refreshes.Take("slack", "T1"));

        _refreshes.Ask(World.Mornings, 1);
        Assert.Equal(2, _woken.Count);
    }

    [Fact]
    public void Each_workspace_takes_its_own_in_the_order_of_channels_and_lessons()
    {
        var teams = World.Mornings with { Platform = "teams" };
        foreach (var (cohort, lesson) in ((CohortId, int)[])[(World.Evenings, 1), (World.Mornings, 2), (World.Elsewhere, 1), (World.Mornings, 1), (teams, 1)]) _refreshes.Ask(cohort, lesson);

        Assert.Equal([(World.Mornings, 1), (World.Mornings, 2), (World.Evenings, 1)], _refreshes.Take("slack", "T1"));
        Assert.Equal([(World.Elsewhere, 1)], _refreshes.Take("slack", "T2"));
        Assert.Equal([(teams, 1)], _refreshes.Take("teams", "T1"));
    }

    [Fact]
    public void Whoever_asks_while_a_card_is_about_to_be_brought_is_served_with_it()
    {
        _refreshes.Ask(World.Mornings, 1);
        _refreshes.Take("slack", "T1");
        _refreshes.Ask(World.Mornings, 1);
        _refreshes.Begin(World.Mornings, 1);

        Assert.Empty(_refreshes.Take("slack", "T1"));
    }

    [Fact]
    public void What_could_not_be_brought_waits_until_it_is_asked_for_again_and_then_once()
    {
        _refreshes.Keep(World.Mornings, 1);
        Assert.Empty(_refreshes.Take("slack", "T1"));

        _refreshes.AskAgain();
        Assert.Equal([(World.Mornings, 1)], _refreshes.Take("slack", "T1"));
        Assert.Single(_woken);

        _refreshes.AskAgain();
        Assert.Empty(_refreshes.Take("slack", "T1"));
    }
}
