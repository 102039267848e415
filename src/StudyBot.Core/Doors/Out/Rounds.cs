using NodaTime;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>What happens each minute: the bot marks that it is alive, then puts what is due into the lanes.
/// One round at a time, so that a clock moved on purpose is never taken for an outage.</summary>
public sealed class Rounds(IStudyStore store, Poster poster, Heartbeat heart, PosterOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>Rounds of the shards in the same minute are one beat of the heart.</summary>
    private static readonly Duration SameMinute = Duration.FromSeconds(20);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Read by other threads while it changes: an instant by itself could be half of one and half of another.</summary>
    private volatile Ended? _last;

    /// <summary>The instant of the last round over all shards that came to its end; null before the first.</summary>
    public Instant? Last => _last?.At;

    /// <summary>How long ago that was, by a measure that no setting of the clock moves.</summary>
    public Duration? SinceLast => _last is { } last ? Duration.FromTimeSpan(clock.GetElapsedTime(last.Timestamp)) : null;

    public async Task RoundAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var now = clock.Now();
            await heart.BeatAsync(cancel);
            await poster.TickAsync(cancel);
            _last = new(now, clock.GetTimestamp());
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A round over one shard, where several instances share the others.</summary>
    public async Task RoundAsync(int shard, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await heart.BeatAsync(SameMinute, cancel);
            await poster.TickAsync(shard, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Moves a clock that can be moved from one due instant to the next, delivers what is due at each, and ends at <paramref name="until"/>.
    /// Time passed over like this is no outage.</summary>
    /// <param name="moveTo">Sets the clock that this object was given.</param>
    public async Task RunUntilAsync(Instant until, Func<Instant, CancellationToken, Task> moveTo, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            while (await NextAsync(until, cancel) is { } next) await StepAsync(next, moveTo, cancel);
            await StepAsync(until, moveTo, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task StepAsync(Instant at, Func<Instant, CancellationToken, Task> moveTo, CancellationToken cancel)
    {
        await moveTo(at, cancel);
        await store.BeatAsync(clock.Now(), cancel);
        await poster.TickAsync(cancel);
        await poster.DrainAsync(cancel);
        _last = new(clock.Now(), clock.GetTimestamp());
    }

    /// <summary>The next instant after now at which something may be due; null where there is none before the end.</summary>
    private async Task<Instant?> NextAsync(Instant until, CancellationToken cancel)
    {
        var now = clock.Now();
        Instant? next = null;
        for (var shard = 0; shard < options.Shards; shard++)
        {
            foreach (var hint in await store.DueAsync(shard, until, cancel))
                if (hint.At > now && (next is null || hint.At < next)) next = hint.At;
        }

        return next < until ? next : null;
    }

    private sealed record Ended(Instant At, long Timestamp);
}
