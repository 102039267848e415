using System.Collections.Concurrent;
using System.Diagnostics;
using StudyBot.Simulation.Running;
using StudyBot.Simulation.Stories;
using StudyBot.Simulation.Trials;

namespace StudyBot.Tests.Simulation;

/// <summary>Months of virtual time with everything that can go wrong (docs/simulator.md). A command runs as many seeds as one likes; these are run each time.</summary>
public class SeedTests
{
    private const int Seeds = 200;

    private const int Compared = 25;

    /// <summary>Runs to make a failing story shorter in; the command takes more.</summary>
    private const int Shorter = 150;

    [Fact]
    public void No_seed_breaks_a_promise()
    {
        var broken = new ConcurrentBag<Outcome>();
        var struck = new ConcurrentDictionary<FaultKind, int>();
        SideBySide(Enumerable.Range(1, Seeds), seed =>
        {
            var outcome = Trial.Of(Writing.Of(seed), Play.All);
            foreach (var (kind, count) in outcome.World.Trouble.Tally) struck.AddOrUpdate(kind, count, (_, before) => before + count);
            if (outcome.Broken is not null) broken.Add(outcome);
        });

        NoneOf(broken);

        // A fault that never struck proves nothing.
        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.True(struck.GetValueOrDefault(kind) > 0, $"{kind} never struck."));
    }

    [Theory]
    [InlineData("outage")]
    [InlineData("isolation")]
    public void No_seed_lives_worse_with_what_went_wrong_than_without(string what)
    {
        var play = what == "outage" ? Play.Outage : Play.Isolation;
        var broken = new ConcurrentBag<Outcome>();
        SideBySide(Enumerable.Range(1, Compared), seed =>
        {
            if (Trial.Of(Writing.Of(seed), play) is { Broken: not null } outcome) broken.Add(outcome);
        });

        NoneOf(broken);
    }

    /// <summary>Of whom nothing at all was heard, there is no record to compare: what they kept otherwise is missed all the same.</summary>
    [Fact]
    public void Whoever_is_not_heard_for_all_that_went_wrong_is_missed()
    {
        var (with, without) = Twins.Outage(Writing.Of(1));
        var person = without.Deeds.CountBy(deed => deed.Person).MaxBy(deeds => deeds.Value).Key;

        var missed = Twins.NoStreakIsShorter(Lived(with with { Deeds = [.. with.Deeds.Where(deed => deed.Person != person)] }), Lived(without));

        Assert.Equal("outage", missed?.Promise);
        Assert.StartsWith(person, missed!.What);

        static World Lived(Story story)
        {
            var world = new World(story, new(), tell: false);
            world.Run();
            Assert.Null(world.Broken);
            return world;
        }
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

    /// <summary>A process of its own hashes strings in another order.</summary>
    [Fact]
    public async Task A_seed_is_the_same_run_in_another_process()
    {
        const int first = 5, count = 3;
        var here = string.Concat(Enumerable.Range(first, count).SelectMany(seed => Trial.PlaysOf(seed).Select(play => Trial.Of(Writing.Of(seed), play, tell: true).World.History)));
        var program = new ProcessStartInfo("dotnet", [typeof(Trial).Assembly.Location, "--from", $"{first}", "--seeds", $"{count}", "--threads", "1", "--tell"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(program)!;

        var there = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.True(there.StartsWith(here, StringComparison.Ordinal), $"They part after {here.Zip(there).TakeWhile(two => two.First == two.Second).Count()} of {here.Length} letters.");
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

    /// <summary>Also one that is compared with its twin: what went wrong, and whose cohort was broken, stays as it was while the rest is left out.</summary>
    [Fact]
    public void A_twin_that_fails_is_told_shorter()
    {
        var lies = StudyBot.Simulation.Safeguards.Without.All["isolation"];
        var whole = Enumerable.Range(1, 100).Select(seed => Trial.Of(Writing.Of(seed), Play.Isolation, lies)).First(outcome => outcome.Broken is { Promise: "isolation" }).Story;

        var shorter = new Shrinking(Play.Isolation, "isolation", lies, most: 30).Shrink(whole);

        Assert.Equal("isolation", Trial.Of(shorter, Play.Isolation, lies).Broken?.Promise);
        Assert.Equal(2, shorter.Cohorts.Count);
        Assert.True(shorter.Faults.Count < whole.Faults.Count);
        Assert.Single(shorter.Faults.Select(fault => fault.Cohort).Intersect(shorter.Cohorts.Select(cohort => cohort.Index)));
    }

    private static void NoneOf(IReadOnlyCollection<Outcome> broken)
    {
        if (broken.Count == 0) return;
        var promises = broken.OrderBy(outcome => outcome.Story.Seed).Select(outcome => $"Seed {outcome.Story.Seed} ({outcome.Play}): {outcome.Broken}");
        Assert.Fail($"{string.Join('\n', promises)}\n{Telling.Of(broken.MinBy(outcome => outcome.Story.Seed)!, most: Shorter)}");
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
