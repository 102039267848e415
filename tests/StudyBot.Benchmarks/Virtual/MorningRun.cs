using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Host;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Benchmarks.Virtual;

/// <summary>A morning on a clock that costs nothing: all that is due is due in the same second, and the schedule wakes each minute.</summary>
internal static class MorningRun
{
    private static readonly Instant Slot = Instant.FromUtc(2026, 3, 5, 9, 0);

    /// <summary>When each tenant's last post was taken, after the slot; and all calls.</summary>
    public sealed record Seen(IReadOnlyDictionary<string, Duration> Finish, MeteredPlatform Platform)
    {
        /// <summary>Deliveries that were not posted exactly once.</summary>
        public int Wrong(int expected) => Platform.Posts.GroupBy(seen => (seen.Post.Cohort, seen.Post.Delivery)).Count(group => group.Count() != 1) + Math.Abs(Platform.Posts.Count - expected);
    }

    public static Seen Play(string platform, Limits limits, IReadOnlyList<Town> towns, Func<string, Duration, bool>? refuses = null)
    {
        var time = new VirtualTime(Slot.ToDateTimeOffset());
        var metered = new MeteredPlatform(platform, limits, time, towns.Sum(town => town.Posts), (tenant, at) => refuses?.Invoke(tenant, at - Slot) == true);
        return OneThread.Run(time, () => PlayAsync(time, metered, towns));
    }

    private static async Task<Seen> PlayAsync(VirtualTime time, MeteredPlatform platform, IReadOnlyList<Town> towns)
    {
        var store = new StudyStore(new MemoryTable());
        await store.SaveCurriculumAsync(BuiltIn.Find("month-3")!, CancellationToken.None);
        foreach (var town in towns) await town.FoundAsync(store, platform.Name, Slot);

        var refreshes = new Refreshes();
        using var poster = new Poster(store, [platform], new Library(store), refreshes, new("bench"), time, NullLogger<Poster>.Instance);
        using var rounds = new Rounds(store, poster, new Heartbeat(store, [platform], time, NullLogger<Heartbeat>.Instance), new("bench"), time);
        using var stop = new CancellationTokenSource();
        var serving = poster.RunAsync(stop.Token, CancellationToken.None);
        var waking = WakeAsync(rounds, time, stop.Token);
        await platform.All;
        await stop.CancelAsync();
        await Task.WhenAll(serving, waking);
        return new(platform.Posts.GroupBy(seen => seen.Post.Cohort.Tenant).ToDictionary(group => group.Key, group => group.Max(seen => seen.At) - Slot), platform);
    }

    private static async Task WakeAsync(Rounds rounds, VirtualTime time, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await rounds.RoundAsync(CancellationToken.None);
                await Task.Delay(TimeSpan.FromMinutes(1), time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }
}
