using System.Collections.Concurrent;
using StudyBot.Simulation.Stories;
using StudyBot.Simulation.Trials;

namespace StudyBot.Tests.Simulation;

/// <summary>Months of virtual time with everything that can go wrong (docs/simulator.md). A command runs as many seeds as one likes; these are run each time.</summary>
public class SeedTests
{
    private const int Seeds = 120;

    [Fact]
    public void No_seed_breaks_a_promise()
    {
        var broken = new ConcurrentBag<string>();
        var struck = new ConcurrentDictionary<FaultKind, int>();
        SideBySide(Enumerable.Range(1, Seeds), seed =>
        {
            var outcome = Trial.Of(Writing.Of(seed), Play.All);
            foreach (var (kind, count) in outcome.World.Trouble.Tally) struck.AddOrUpdate(kind, count, (_, before) => before + count);
            if (outcome.Broken is { } promise) broken.Add($"seed {seed}: {promise}");
        });

        Assert.Empty(broken);

        // A fault that never struck proves nothing.
        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.True(struck.GetValueOrDefault(kind) > 0, $"{kind} never struck."));
    }

    [Theory]
    [InlineData("outage")]
    [InlineData("isolation")]
    public void No_seed_lives_worse_with_what_went_wrong_than_without(string what)
    {
        var play = what == "outage" ? Play.Outage : Play.Isolation;
        var broken = new ConcurrentBag<string>();
        SideBySide(Enumerable.Range(1, 10), seed =>
        {
            if (Trial.Of(Writing.Of(seed), play).Broken is { } promise) broken.Add($"seed {seed}: {promise}");
        });

        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("All")]
    [InlineData("Outage")]
    [InlineData("Isolation")]
    public void A_seed_is_one_run_to_the_last_letter(string name)
    {
        var play = Enum.Parse<Play>(name);
        var (once, again) = (Trial.Of(Writing.Of(7), play, tell: true).World.History, Trial.Of(Writing.Of(7), play, tell: true).World.History);

        Assert.True(once.Length > 100_000, $"A history of {once.Length} letters.");
        Assert.Equal(once, again);
    }

    [Fact]
    public void A_seed_is_as_large_as_it_is_said_to_be()
    {
        var crowds = 0;
        for (var seed = 1; seed <= 50; seed++)
        {
            var story = Writing.Of(seed);
            Assert.True(story.Days >= 60);
            Assert.Equal(["local", "slack", "teams"], story.Cohorts.Select(cohort => cohort.Id.Platform).Distinct().Order(StringComparer.Ordinal));
            Assert.Equal(6, story.Cohorts.Count);
            var people = story.Cohorts.SelectMany(cohort => cohort.People).Distinct().Count();
            Assert.Contains(people, (int[])[30, 70]);
            crowds += people > 30 ? 1 : 0;
            Assert.True(story.Faults.Count >= 10);
        }

        Assert.InRange(crowds, 1, 10);
    }

    [Fact]
    public void A_story_that_fails_is_told_shorter()
    {
        var lies = StudyBot.Simulation.Safeguards.Without.All["look-up"];
        var whole = Enumerable.Range(1, 100).Select(Writing.Of).First(story => Trial.Of(story, Play.All, lies).Broken is not null);
        var promise = Trial.Of(whole, Play.All, lies).Broken!.Promise;

        var shorter = new Shrinking(Play.All, promise, lies, most: 14).Shrink(whole);

        Assert.Equal(promise, Trial.Of(shorter, Play.All, lies).Broken?.Promise);
        Assert.True(shorter.Cohorts.Count < whole.Cohorts.Count);
        Assert.True(shorter.Faults.Count < whole.Faults.Count);
    }

    /// <summary>A run is one thread's from its start to its end.</summary>
    private static void SideBySide(IEnumerable<int> seeds, Action<int> run)
    {
        var waiting = new ConcurrentQueue<int>(seeds);
        var faults = new ConcurrentBag<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Empty(faults);

        void Work()
        {
            try
            {
                while (waiting.TryDequeue(out var seed)) run(seed);
            }
            catch (Exception fault)
            {
                faults.Add(fault);
            }
        }
    }
}
