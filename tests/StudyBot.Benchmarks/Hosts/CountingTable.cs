using StudyBot.Ports;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>Counts what is asked of a table. A scan counts once, however many pages it takes.</summary>
internal sealed class CountingTable(ITable inner) : ITable
{
    public int Reads { get; private set; }

    public int Writes { get; private set; }

    public int Calls => Reads + Writes;

    public void Restart() => (Reads, Writes) = (0, 0);

    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancel)
    {
        Reads++;
        return inner.GetAsync(partition, key, cancel);
    }

    public Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel)
    {
        Reads++;
        return inner.RangeAsync(partition, from, until, limit, cancel);
    }

    public Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel)
    {
        Writes++;
        return inner.WriteAsync(partition, changes, cancel);
    }

    public IAsyncEnumerable<Row> EveryAsync(string from, string until, string key, CancellationToken cancel)
    {
        Reads++;
        return inner.EveryAsync(from, until, key, cancel);
    }

    public IAsyncEnumerable<Row> AllAsync(CancellationToken cancel)
    {
        Reads++;
        return inner.AllAsync(cancel);
    }
}
