using System.Threading.Channels;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>The queue of one platform's workspace or tenant: what waits to be looked at, and how fast it may be served. A full one delays no other.</summary>
internal sealed class Lane(IPlatform platform, string tenant, TimeProvider clock)
{
    private readonly Channel<DueHint?> _queue = Channel.CreateUnbounded<DueHint?>();
    private readonly HashSet<DueHint> _waiting = [];
    private readonly SentLog _tenant = new();
    private readonly Dictionary<string, SentLog> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> _updated = new(StringComparer.Ordinal);
    private Instant _blockedUntil = Instant.MinValue;

    public IPlatform Platform => platform;

    public string Tenant => tenant;

    /// <summary>Held by whoever serves the queue, so that it is served by one at a time.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public ValueTask<bool> WaitAsync(CancellationToken cancel) => _queue.Reader.WaitToReadAsync(cancel);

    /// <summary>Queues a hint once, however many ticks find it.</summary>
    public void Enqueue(DueHint hint)
    {
        lock (_waiting)
            if (!_waiting.Add(hint)) return;
        _queue.Writer.TryWrite(hint);
    }

    /// <summary>Wakes whoever serves the lane, for its refreshes.</summary>
    public void Wake() => _queue.Writer.TryWrite(null);

    /// <summary>The next hint; null stands for a mere wake-up.</summary>
    public bool TryTake(out DueHint? hint)
    {
        if (!_queue.Reader.TryRead(out hint)) return false;
        if (hint is not null)
            lock (_waiting) _waiting.Remove(hint);
        return true;
    }

    /// <summary>Waits until the platform's limits allow one more post to the channel, and counts it.</summary>
    public async Task PaceAsync(string channel, CancellationToken cancel)
    {
        if (!_channels.TryGetValue(channel, out var sent)) _channels[channel] = sent = new();
        while (true)
        {
            var now = clock.Now();
            var next = Pace.Next(now, sent.Since(now), _tenant.Since(now), platform.Limits);
            if (next < _blockedUntil) next = _blockedUntil;
            if (next <= now) break;
            await Task.Delay((next - now).ToTimeSpan(), clock, cancel);
        }

        sent.Add(clock.Now());
        _tenant.Add(clock.Now());
        if (_channels.Count > 10_000) _channels.Clear();
    }

    /// <summary>Waits until a card of the channel may be updated again, so that a burst of check-ins is one update.</summary>
    public async Task SpaceAsync(string channel, CancellationToken cancel)
    {
        var wait = _updated.TryGetValue(channel, out var last) ? last + platform.Limits.UpdateGap - clock.Now() : Duration.Zero;
        if (wait > Duration.Zero) await Task.Delay(wait.ToTimeSpan(), clock, cancel);
        _updated[channel] = clock.Now();
        if (_updated.Count > 10_000) _updated.Clear();
    }

    /// <summary>The platform asked for a break: nothing goes out before it is over.</summary>
    public void Block(Instant until) => _blockedUntil = until > _blockedUntil ? until : _blockedUntil;

    /// <summary>Instants of sends, as far back as any limit looks.</summary>
    private sealed class SentLog
    {
        private static readonly Duration Longest = Duration.FromHours(1);
        private readonly List<Instant> _sent = [];

        public void Add(Instant at) => _sent.Add(at);

        public IReadOnlyList<Instant> Since(Instant now)
        {
            _sent.RemoveAll(at => at < now - Longest);
            return _sent;
        }
    }
}
