using NodaTime;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>Another clock, set forward by an offset that is kept over restarts. It only ever moves forward, and its timers run as fast as the other's.</summary>
public sealed class DemoClock(TimeProvider inner) : TimeProvider
{
    private const string Partition = "local/clock";
    private const string Key = "offset";

    private long _offset;

    /// <summary>How far it is ahead.</summary>
    public TimeSpan Offset => new(Interlocked.Read(ref _offset));

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Offset;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes up the offset of before.</summary>
    public async Task LoadAsync(ITable table, CancellationToken cancel)
    {
        if (await table.GetAsync(Partition, Key, cancel) is { } row) Raise(RowJson.Read<long>(row.Value));
    }

    /// <summary>Moves to an instant, and keeps that first; one that is over moves nothing.</summary>
    public async Task MoveToAsync(Instant to, ITable table, CancellationToken cancel)
    {
        var offset = (to.ToDateTimeOffset() - inner.GetUtcNow()).Ticks;
        if (offset <= Interlocked.Read(ref _offset)) return;
        await table.WriteAsync(Partition, [new RowChange.Put(Key, RowJson.Write(offset))], cancel);
        Raise(offset);
    }

    private void Raise(long offset)
    {
        long before;
        do
        {
            before = Interlocked.Read(ref _offset);
        }
        while (offset > before && Interlocked.CompareExchange(ref _offset, offset, before) != before);
    }
}
