using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>The way out for what is due: an instant → posts. A tick only enqueues; each platform's tenant has a lane of its own.</summary>
public sealed partial class Poster : IDisposable
{
    /// <summary>How many cohorts of a lane are served at once: while one waits for the platform or the disk, others go on. Each cohort by one at a time.</summary>
    private const int Width = 128;

    private readonly IStudyStore _store;
    private readonly Dictionary<string, IPlatform> _platforms;
    private readonly Refreshes _refreshes;
    private readonly PosterOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<Poster> _log;
    private readonly Delivering _delivering;
    private readonly Serving _serving;
    private readonly Dictionary<(string Platform, string Tenant), Lane> _lanes = [];
    private readonly Channel<Lane> _opened = Channel.CreateUnbounded<Lane>();

    public Poster(
        IStudyStore store,
        IEnumerable<IPlatform> platforms,
        Library library,
        Refreshes refreshes,
        PosterOptions options,
        TimeProvider clock,
        ILogger<Poster> log)
    {
        _store = store;
        _platforms = platforms.ToDictionary(p => p.Name, StringComparer.Ordinal);
        _refreshes = refreshes;
        _options = options;
        _clock = clock;
        _log = log;
        _delivering = new(store, options, clock, log);
        _serving = new(store, library, _delivering, clock, log);
        _refreshes.Asked += WakeFor;
    }

    /// <summary>Puts what the clock says is due into the lanes; costs one store call a shard when nothing is.</summary>
    public async Task TickAsync(CancellationToken cancel)
    {
        for (var shard = 0; shard < _options.Shards; shard++) await TickAsync(shard, cancel);
        AskAgain();
    }

    /// <summary>Takes up what this instance alone knows it has to try again; costs no store call.</summary>
    public void AskAgain()
    {
        _refreshes.AskAgain();
        foreach (var cohort in _delivering.Strays.Cohorts) LaneOf(cohort)?.Enqueue(new(cohort, _clock.Now()));
    }

    /// <summary>The same for one shard of the due index.</summary>
    public async Task TickAsync(int shard, CancellationToken cancel)
    {
        foreach (var hint in await _store.DueAsync(shard, _clock.Now(), cancel))
            LaneOf(hint.Cohort)?.Enqueue(hint);
    }

    /// <summary>Empties every lane in the caller's own turn: for replay and the demo clock.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        foreach (var lane in Lanes().OrderBy(l => l.Platform.Name, StringComparer.Ordinal).ThenBy(l => l.Tenant, StringComparer.Ordinal))
            await ServeAsync(lane, 1, CancellationToken.None, cancel);
    }

    /// <summary>Serves the lanes until told to stop, then finishes what was started.</summary>
    /// <param name="stop">Takes nothing new.</param>
    /// <param name="abandon">Ends even what was started.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abandon)
    {
        var pumps = new List<Task>();
        try
        {
            while (await _opened.Reader.WaitToReadAsync(stop))
                while (_opened.Reader.TryRead(out var lane)) pumps.Add(PumpAsync(lane, stop, abandon));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        await Task.WhenAll(pumps);
    }

    /// <summary>Brings the cards that were put aside, and those that were asked for since the lanes were left: for the end, when nothing more is heard.</summary>
    /// <param name="stop">Already told.</param>
    public Task FinishAsync(CancellationToken stop, CancellationToken abandon)
    {
        _refreshes.AskAgain();
        return Task.WhenAll(Lanes().Select(lane =>
        {
            lane.Stop = stop;
            return ServeAsync(lane, Width, stop, abandon);
        }));
    }

    public void Dispose() => _refreshes.Asked -= WakeFor;

    private async Task PumpAsync(Lane lane, CancellationToken stop, CancellationToken abandon)
    {
        await Task.Yield();
        lane.Stop = stop;
        try
        {
            while (await lane.WaitAsync(stop)) await ServeAsync(lane, Width, stop, abandon);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Serves what waits, up to so many cohorts at once, until nothing waits and nothing is under way.</summary>
    private async Task ServeAsync(Lane lane, int width, CancellationToken stop, CancellationToken abandon)
    {
        await lane.Gate.WaitAsync(abandon);
        try
        {
            var underWay = new UnderWay();
            var refreshing = Task.CompletedTask;
            Task? arrival = null;
            Task? end = null;
            while (true)
            {
                // Before anything is looked at: what ends from here on ends the wait below, and is no reason to leave.
                if (end is null or { IsCompleted: true }) end = underWay.EndAsync();
                var count = underWay.Count;
                var took = false;
                while (!stop.IsCancellationRequested && underWay.Count < width && lane.TryTake(out var work))
                {
                    took = true;
                    if (work is not null) underWay.Add(ServeAsync(lane, work, stop, abandon));
                }

                if (refreshing.IsCompleted && _refreshes.Take(lane.Platform.Name, lane.Tenant) is { Count: > 0 } asked)
                {
                    took = true;
                    underWay.Add(refreshing = RefreshAsync(lane, asked, stop, abandon));
                }

                if (took) continue;
                if (count == 0) break;

                var mayTake = !stop.IsCancellationRequested && count < width;
                if (mayTake && arrival is null or { IsCompleted: true }) arrival = lane.ArrivalAsync(stop);
                await (mayTake ? Task.WhenAny(end, arrival!) : end);
            }
        }
        finally
        {
            lane.Gate.Release();
        }
    }

    private async Task ServeAsync(Lane lane, Work work, CancellationToken stop, CancellationToken abandon)
    {
        try
        {
            await SafelyAsync(work.Cohort, () => _serving.ServeAsync(lane, work.Cohort, work.Hints, abandon), stop, abandon);
        }
        finally
        {
            lane.GiveBack(work.Cohort);
        }
    }

    private async Task RefreshAsync(Lane lane, IReadOnlyList<(CohortId Cohort, int Lesson)> asked, CancellationToken stop, CancellationToken abandon)
    {
        foreach (var (cohort, lesson) in asked)
            await SafelyAsync(cohort, () => RefreshAsync(lane, cohort, lesson, abandon), stop, abandon);
    }

    /// <summary>What the platform cannot take now is put aside: the next tick asks for it again.</summary>
    private async Task RefreshAsync(Lane lane, CohortId cohort, int lesson, CancellationToken cancel)
    {
        await lane.SpaceAsync(cohort.Channel, cancel);
        _refreshes.Begin(cohort, lesson);
        try
        {
            var refreshed = await _serving.RefreshAsync(lane, cohort, lesson, cancel);
            if (refreshed is Refreshed.NotNow) _refreshes.Keep(cohort, lesson);
            else if (refreshed is Refreshed.Behind) _refreshes.Ask(cohort, lesson);
        }
        catch
        {
            _refreshes.Keep(cohort, lesson);
            throw;
        }
    }

    /// <summary>A fault of one cohort is logged once and leaves every other alone; the next tick finds the cohort again.
    /// A call that gave up by itself (HttpClient's time-out is a cancellation) is such a fault too; one that we ended is none.</summary>
    private async Task SafelyAsync(CohortId cohort, Func<Task> work, CancellationToken stop, CancellationToken abandon)
    {
        using var scope = Scopes.Of(_log, cohort);
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || abandon.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            Log.Failed(_log, cohort, fault);
        }
    }

    private void WakeFor(CohortId cohort) => LaneOf(cohort)?.Wake();

    /// <summary>Null where the cohort's platform is not configured here.</summary>
    private Lane? LaneOf(CohortId cohort)
    {
        if (!_platforms.TryGetValue(cohort.Platform, out var platform)) return null;
        lock (_lanes)
        {
            if (_lanes.TryGetValue((cohort.Platform, cohort.Tenant), out var lane)) return lane;
            lane = new(platform, cohort.Tenant, _clock);
            _lanes[(cohort.Platform, cohort.Tenant)] = lane;
            _opened.Writer.TryWrite(lane);
            return lane;
        }
    }

    private Lane[] Lanes()
    {
        lock (_lanes) return [.. _lanes.Values];
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Serving {Cohort} failed; it is tried again at the next tick")]
        public static partial void Failed(ILogger log, CohortId cohort, Exception fault);
    }
}
