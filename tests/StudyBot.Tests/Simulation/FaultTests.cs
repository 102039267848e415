using NodaTime;
using StudyBot.Simulation.Stories;
using StudyBot.Simulation.Trials;

namespace StudyBot.Tests.Simulation;

/// <summary>A fault that cannot strike proves nothing, and must excuse nothing.</summary>
public class FaultTests
{
    [Fact]
    public void Each_is_planned_where_it_can_strike()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var story = Writing.Of(seed);
            Assert.InRange(story.Faults.Count, 10, 44);
            foreach (var fault in story.Faults)
            {
                Assert.InRange(fault.Instance, 0, story.Instances - 1);
                if (fault.IsLimit || fault.Kind is FaultKind.UpdateFails or FaultKind.DeleteFails) Assert.Contains(fault.Where, (string[])["slack", "teams"]);
                if (fault.Kind is FaultKind.FindFails or FaultKind.ReadBackFails or FaultKind.HistoryScarce) Assert.Equal("slack", fault.Where);
                if (fault.Kind is FaultKind.ChannelGone) Assert.NotEqual("local", story.Cohorts.Single(cohort => cohort.Index == fault.Cohort).Id.Platform);
            }
        }
    }

    [Fact]
    public void One_that_strikes_nothing_is_not_counted()
    {
        var story = Writing.Of(1);
        var local = story.Cohorts.First(cohort => cohort.Id.Platform == "local");
        var fault = new Fault(1, FaultKind.ChannelGone, story.Start + Duration.FromHours(1), Duration.FromHours(1), Cohort: local.Index);

        var outcome = Trial.Of(story with { Days = 4, Faults = [fault] }, Play.All);

        Assert.Null(outcome.Broken);
        Assert.Empty(outcome.World.Trouble.Tally);
    }

    [Fact]
    public void Two_workspaces_and_several_shards_are_in_some_stories_and_not_in_others()
    {
        var stories = Enumerable.Range(1, 50).Select(Writing.Of).ToList();

        foreach (var platform in (string[])["slack", "teams"])
            Assert.Equal([1, 2], stories.Select(story => story.Cohorts.Where(cohort => cohort.Id.Platform == platform).DistinctBy(cohort => cohort.Id.Tenant).Count()).Distinct().Order());
        Assert.Equal([1, 3], stories.Select(story => story.Shards).Distinct().Order());
    }
}
