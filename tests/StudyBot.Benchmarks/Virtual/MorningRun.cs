using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Benchmarks.Hosts;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Host;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Benchmarks.Virtual;

/// <summary>A morning on a clock that costs nothing: all cohorts' first lesson is due in the same second, and the schedule wakes each minute.</summary>
internal static class MorningRun
{
    private static readonly Instant Slot = Instant.FromUtc(2026, 3, 5, 9, 0);

    /// <summary>When each tenant's last post was taken, after the slot; and all calls.</summary>
    public sealed record Seen(IReadOnlyDictionary<string, Duration> Finish, MeteredPlatform Platform)
    {
        /// <summary>Tenants or channels that were not posted to exactly once.</summary>
        public int Wrong(int expected) => Platform.Posts.GroupBy(post => post.Cohort).Count(group => group.Count() != 1) + Math.Abs(Platform.Posts.Count - expected);
    }

    public static Seen Play(string platform, Limits limits, IReadOnlyList<(string Tenant, int Channels)> tenants, Func<string, Duration, bool>? refuses = null)
    {
        var time = new VirtualTime(Slot.ToDateTimeOffset());
        var expected = tenants.Sum(tenant => tenant.Channels);
        var metered = new MeteredPlatform(platform, limits, time, expected, (tenant, at) => refuses?.Invoke(tenant, at - Slot) == true);
        return OneThread.Run(time, () => PlayAsync(time, metered, tenants));
    }

    private static async Task<Seen> PlayAsync(VirtualTime time, MeteredPlatform platform, IReadOnlyList<(string Tenant, int Channels)> tenants)
    {
        var store = new StudyStore(new MemoryTable());
        await store.SaveCurriculumAsync(BuiltIn.Find("month-3")!, CancellationToken.None);
        foreach (var (tenant, channels) in tenants)
        {
            for (var number = 0; number < channels; number++)
            {
                var schedule = new Schedule(Slot.InUtc().Date, DateTimeZone.Utc, Slot.InUtc().TimeOfDay, StudyDays.EveryDay, new HashSet<LocalDate>(), [], Nudge: null, Summary: null);
                var cohort = new Cohort(new(platform.Name, tenant, Seeding.Channel(number)), 1, Seeding.Plan, schedule, [], ["U0LEAD"]);
                await store.AnnounceAsync(new(cohort.Id, Slot), CancellationToken.None);
                await store.CommitAsync(cohort.Id, [new Change.PutCohort(cohort, null)], CancellationToken.None);
            }
        }

        var refreshes = new Refreshes();
        using var poster = new Poster(store, [platform], new Library(store), refreshes, new("bench"), time, NullLogger<Poster>.Instance);
        using var rounds = new Rounds(store, poster, new Heartbeat(store, [platform], time, NullLogger<Heartbeat>.Instance), new("bench"), time);
        using var stop = new CancellationTokenSource();
        var serving = poster.RunAsync(stop.Token, CancellationToken.None);
        var waking = WakeAsync(rounds, time, stop.Token);
        await platform.All;
        await stop.CancelAsync();
        await Task.WhenAll(serving, waking);
        return new(platform.Posts.GroupBy(post => post.Cohort.Tenant).ToDictionary(group => group.Key, group => group.Max(post => post.At) - Slot), platform);
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
