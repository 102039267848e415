using StudyBot.Simulation.Safeguards;
using StudyBot.Simulation.Stories;
using StudyBot.Simulation.Trials;

namespace StudyBot.Tests.Simulation;

/// <summary>Each safeguard of the product, switched off from outside by a port that lies, is missed within a thousand seeds: so that seeds that pass say something.</summary>
public class SafeguardTests
{
    private const int Most = 1000;

    public static TheoryData<string> Safeguards => [.. Without.All.Keys];

    [Theory]
    [MemberData(nameof(Safeguards))]
    public void Without_it_a_promise_breaks(string safeguard)
    {
        var (expected, lies) = (Promises(safeguard), Without.All[safeguard]);
        for (var seed = 1; seed <= Most; seed++)
        {
            foreach (var outcome in Trial.Of(seed, lies))
            {
                if (outcome.Broken is not { } broken) continue;
                TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed} ({outcome.Play}): {broken}");
                Assert.Contains(broken.Promise, expected);
                return;
            }
        }

        Assert.Fail($"{Most} seeds did not miss it.");
    }

    /// <summary>On Teams, where a post of which nobody can know may come twice: one that everybody could know of may not.</summary>
    [Fact]
    public void Without_the_claim_a_lesson_comes_twice_on_Teams()
    {
        for (var seed = 1; seed <= Most; seed++)
        {
            var story = Writing.Of(seed);
            StoryCohort[] cohorts = [.. story.Cohorts.Where(cohort => cohort.Id.Platform == "teams")];
            story = story with { Cohorts = cohorts, Orders = [.. story.Orders.Where(order => cohorts.Any(cohort => cohort.Index == order.Cohort))] };
            if (Trial.Of(story, Play.All, Without.All["claim"]).Broken is not { Promise: "once" } broken) continue;
            TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}: {broken}");
            Assert.Contains("times", broken.What);
            return;
        }

        Assert.Fail($"{Most} seeds did not miss it.");
    }

    /// <summary>What people would lose.</summary>
    private static string[] Promises(string safeguard) => safeguard switch
    {
        "dedupe" => ["once", "recorded"],
        "claim" or "look-up" => ["once", "posted"],
        "read-back" or "grace" => ["outage"],
        "durability" => ["acknowledged"],
        "hints" => ["skipped", "due index"],
        _ => ["isolation"],
    };
}
