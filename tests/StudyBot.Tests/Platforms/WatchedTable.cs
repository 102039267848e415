using StudyBot.Ports;

namespace StudyBot.Tests.Platforms;

/// <summary>Tells whether anybody is at the store just now: a clock that moves only while nobody works must know.</summary>
internal sealed class WatchedTable(ITable inner) : ITable
{
    private int _begun;
    private int _ended;

    /// <summary>How many calls began so far.</summary>
    public int Begun => Volatile.Read(ref _begun);

    public bool IsBusy => Volatile.Read(ref _ended) != Begun;

    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancel) => WatchAsync(inner.GetAsync(partition, key, cancel));

    public Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel) => WatchAsync(inner.RangeAsync(partition, from, until, limit, cancel));

    public Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel) => WatchAsync(inner.WriteAsync(partition, changes, cancel));

    public IAsyncEnumerable<Row> EveryAsync(string from, string until, string key, CancellationToken cancel) => inner.EveryAsync(from, until, key, cancel);

    public IAsyncEnumerable<Row> AllAsync(CancellationToken cancel) => inner.AllAsync(cancel);

    private async Task<T> WatchAsync<T>(Task<T> call)
    {
        Interlocked.Increment(ref _begun);
        try
        {
            return await call;
        }
        finally
        {
            Interlocked.Increment(ref _ended);
        }
    }
}
