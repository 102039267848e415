using System.Globalization;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Doors;
using StudyBot.Fakes.Slack;

namespace StudyBot.Judges.Cluster;

/// <summary>The worst of mornings: hundreds of cohorts are due in one minute; one instance is killed in the middle of it and started again, and one stands still for longer than its lease,
/// with posts on their way that Slack takes only when others have posted them already.</summary>
[Collection(nameof(Heavy))]
public class MorningTests(ITestOutputHelper output)
{
    /// <summary><c>STUDYBOT_INSTANCES</c> says otherwise.</summary>
    private static readonly int Instances = int.Parse(Environment.GetEnvironmentVariable("STUDYBOT_INSTANCES") ?? "2", CultureInfo.InvariantCulture);

    /// <summary><c>STUDYBOT_COHORTS</c> says otherwise. A third instance needs more of them, or too few are left for the posts that are held up.</summary>
    private static readonly int Cohorts = int.Parse(Environment.GetEnvironmentVariable("STUDYBOT_COHORTS") ?? (Instances < 3 ? "300" : "500"), CultureInfo.InvariantCulture);

    /// <summary>How many posts an instance has on their way at once.</summary>
    private const int Width = 64;

    /// <summary>Of a judge that has to share its machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public Task Instances_lose_nothing_and_double_nothing_when_one_is_killed_and_one_stands_still() => MorningAsync(Instances);

    private async Task MorningAsync(int instances)
    {
        await using var town = await Town.FoundAsync(instances, await Postgres.DatabaseAsync());
        var (killed, paused) = (town.Instances[0], town.Instances[1]);
        var slot = await town.SeedAsync(Cohorts);
        // Slow enough that there is a middle.
        town.Slack.Faults.Next("chat.postMessage", new SlackFault { Delay = TimeSpan.FromMilliseconds(250), Times = Cohorts / 3 });

        await town.UntilAsync(() => town.Posted >= Cohorts / 5, Patience, "The first lessons");
        await killed.KillAsync();
        await town.UntilAsync(() => town.Slack.Faults.Left == 0, Patience, "The slow ones");
        // More than the others can have on their way: some are those of the one that is about to stand still.
        var arrive = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        town.Slack.Faults.Next("chat.postMessage", new SlackFault { Until = arrive.Task, Times = Width * (instances - 2) + Width / 2 });
        await town.UntilAsync(() => town.Slack.Faults.Left == 0, Patience, "The ones that are held up");
        await paused.PauseAsync();
        var (still, atPause) = (TimeProvider.System.Now(), town.Counts());
        await killed.StartAsync();

        await town.RecordedAsync(Patience);
        await town.PassAsync(Duration.Max(Duration.Zero, still + Claims.Lease + Duration.FromSeconds(5) - TimeProvider.System.Now()));
        var taken = TimeProvider.System.Now();
        // Whatever the bot asked for lately, these are taken.
        town.Slack.Rates = SlackRates.None;
        arrive.SetResult();
        await town.UntilAsync(() => town.Doubled > 0, Patience, "What arrives too late");
        await town.PassAsync(Duration.FromSeconds(1));
        var beforeGoingOn = town.Counts();
        await paused.GoOnAsync();
        await town.UntilAsync(() => town.Doubled == 0, Patience, "What is there twice goes");
        await town.PassAsync(Duration.FromSeconds(3));

        output.WriteLine($"{instances} instances. One had been killed and one stood still: {atPause}");
        output.WriteLine($"It stood still for {(taken - still).TotalSeconds:0} s, its lease was {Claims.Lease.TotalSeconds:0} s. Before it went on: {beforeGoingOn}");
        await town.JudgeAsync(output);
        Judge(town, slot, still + Duration.FromSeconds(15), taken);
    }

    /// <summary>Each shard was looked at in the first minute, and then once a minute by whoever lived; what the killed one and the still one had begun may have been begun again.</summary>
    private void Judge(Town town, Instant slot, Instant from, Instant until)
    {
        var ticks = town.Instances.SelectMany(i => i.Ticks.Select(tick => (tick.Minute, tick.Shard, i.Name))).ToLookup(tick => (tick.Minute, tick.Shard), tick => tick.Name);
        Instant[] minutes = [.. Enumerable.Range(0, 10).Select(minute => slot + Duration.FromMinutes(minute)).Where(minute => minute + Duration.FromSeconds(15) < until)];
        foreach (var minute in minutes)
            output.WriteLine($"{minute:HH:mm}: {string.Join(", ", Enumerable.Range(0, Town.Shards).Select(shard => $"shard {shard} by {string.Join(" and ", Of(minute, shard))}"))}");
        Assert.All(Enumerable.Range(0, Town.Shards), shard => Assert.NotEmpty(Of(slot, shard)));
        Assert.All(minutes.Where(minute => minute > from).SelectMany(minute => Enumerable.Range(0, Town.Shards).Select(shard => Of(minute, shard))), by => Assert.Single(by));
        Assert.Contains(minutes, minute => minute > from);
        Assert.All(town.Instances.Where((_, number) => number != 1), instance => Assert.True(instance.Delivered >= Cohorts / 10, town.Counts()));

        IEnumerable<string> Of(Instant minute, int shard) => ticks[($"{minute:HH:mm}", shard)];
    }
}
