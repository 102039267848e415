using NodaTime;
using StudyBot.Agendas;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>How fast one tenant may be posted to. Its time is the clock's timestamp, which no setting of the clock moves:
/// after a step back by an hour nobody waits for an hour.</summary>
internal sealed class Pacing(Limits limits, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly SentLog _tenant = new(limits.PerTenant);
    private readonly SentLog _updates = new(limits.Updates);
    private readonly Dictionary<string, SentLog> _channels = new(StringComparer.Ordinal);
    private readonly Duration _longest = limits.PerChannel.Select(limit => limit.Span).Append(limits.UpdateGap).Max();
    private readonly long _start = clock.GetTimestamp();
    private Instant _blockedUntil = Instant.MinValue;
    private int _crowd = 1024;

    /// <summary>How many posts to channels wait: what is private goes where the tenant's limits have room for one more than those.</summary>
    private int _waiting;

    /// <summary>Whether a private word would have to wait.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock) return Instant.Max(OfTenant(Now(), isPrivate: true), _blockedUntil) > Now();
        }
    }

    /// <summary>Waits until the limits allow one more post to the channel, and counts it.</summary>
    /// <param name="isPrivate">The channel is a person; what waits for a channel of many goes before it.</param>
    /// <returns>When it was let through, for <see cref="Depart"/>, and whether that took time.</returns>
    public async Task<(Instant Let, bool Waited)> PostAsync(string channel, bool isPrivate, CancellationToken cancel)
    {
        var (let, wait) = Post(channel, isPrivate);
        if (wait <= Duration.Zero) return (let, false);
        if (!isPrivate) lock (_lock) _waiting++;
        try
        {
            while (wait > Duration.Zero)
            {
                await WaitAsync(wait, cancel);
                (let, wait) = Post(channel, isPrivate);
            }

            return (let, true);
        }
        finally
        {
            if (!isPrivate) lock (_lock) _waiting--;
        }
    }

    /// <summary>A post that was let through sets out only now: what follows counts from here, however long its claim took.</summary>
    public void Depart(string channel, Instant let)
    {
        lock (_lock)
        {
            var now = Now();
            if (now == let) return;
            LogOf(channel, now).Move(let, now);
            _tenant.Move(let, now);
        }
    }

    /// <summary>Waits until a card of the channel may be updated again, so that a burst of check-ins is one update.</summary>
    public async Task UpdateAsync(string channel, CancellationToken cancel)
    {
        while (Update(channel) is var wait && wait > Duration.Zero) await WaitAsync(wait, cancel);
    }

    /// <summary>An update that was let through sets out only now: what follows counts from here, however long its card took to make.</summary>
    public void DepartUpdate(string channel)
    {
        lock (_lock)
        {
            var now = Now();
            var log = LogOf(channel, now);
            _updates.Move(log.Updated, now);
            log.Updated = now;
        }
    }

    /// <summary>The platform asked for a break: nothing goes out before it is over.</summary>
    public void Block(Duration wait)
    {
        lock (_lock) _blockedUntil = Instant.Max(_blockedUntil, Now() + wait);
    }

    /// <summary>What is left of a break that the platform asked for; null where there is none.</summary>
    public Duration? Break()
    {
        lock (_lock) return _blockedUntil - Now() is var left && left > Duration.Zero ? left : null;
    }

    private (Instant Let, Duration Wait) Post(string channel, bool isPrivate)
    {
        lock (_lock)
        {
            var now = Now();
            var log = LogOf(channel, now);
            var next = Instant.Max(Instant.Max(Pace.Next(now, log.Sent, limits.PerChannel), OfTenant(now, isPrivate)), _blockedUntil);
            if (next > now) return (now, next - now);
            log.Add(now);
            _tenant.Add(now);
            return (now, Duration.Zero);
        }
    }

    private Instant OfTenant(Instant now, bool isPrivate) =>
        isPrivate && _waiting > 0
            ? Pace.Next(now, _tenant.Sent, [.. limits.PerTenant.Select(limit => limit with { Calls = Math.Max(1, limit.Calls - _waiting) })])
            : Pace.Next(now, _tenant.Sent, limits.PerTenant);

    private Duration Update(string channel)
    {
        lock (_lock)
        {
            var now = Now();
            var log = LogOf(channel, now);
            var next = Instant.Max(Pace.Next(now, _updates.Sent, limits.Updates), Instant.Max(log.Updated + limits.UpdateGap, _blockedUntil));
            if (next > now) return next - now;
            log.Updated = now;
            _updates.Add(now);
            return Duration.Zero;
        }
    }

    private SentLog LogOf(string channel, Instant now)
    {
        if (_channels.TryGetValue(channel, out var log)) return log;
        if (_channels.Count >= _crowd) Forget(now);
        return _channels[channel] = new(limits.PerChannel);
    }

    /// <summary>Channels of which no limit remembers anything.</summary>
    private void Forget(Instant now)
    {
        foreach (var (channel, log) in _channels)
            if (log.Last + _longest <= now) _channels.Remove(channel);
        _crowd = Math.Max(1024, _channels.Count * 2);
    }

    private Instant Now() => NodaConstants.UnixEpoch + Duration.FromTimeSpan(clock.GetElapsedTime(_start));

    /// <summary>Timers count whole milliseconds.</summary>
    private Task WaitAsync(Duration wait, CancellationToken cancel) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock, cancel);

    /// <summary>Instants of posts, ascending, as many as the largest limit counts.</summary>
    private sealed class SentLog(IReadOnlyList<Limit> limits)
    {
        private readonly int _most = limits.Select(limit => limit.Calls).DefaultIfEmpty(0).Max();
        private readonly List<Instant> _sent = [];

        public IReadOnlyList<Instant> Sent => _sent;

        public Instant Updated { get; set; } = NodaConstants.UnixEpoch - Duration.FromDays(1);

        public Instant Last => _sent is [.., var last] ? Instant.Max(last, Updated) : Updated;

        public void Add(Instant at)
        {
            if (_most == 0) return;
            _sent.Add(at);
            if (_sent.Count > _most * 2) _sent.RemoveRange(0, _sent.Count - _most);
        }

        public void Move(Instant from, Instant to)
        {
            if (_sent.Remove(from)) Add(to);
        }
    }
}
