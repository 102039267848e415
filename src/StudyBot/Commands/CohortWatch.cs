using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Host.Commands;

/// <summary>Tells whether a cohort's own row was written by whoever has this table, and not by others at the same moment.</summary>
internal sealed class CohortWatch(ITable inner, CohortId cohort) : ITable
{
    public bool IsChanged { get; private set; }

    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancel) => inner.GetAsync(partition, key, cancel);

    public Task<IReadOnlyList<Row?>> GetAsync(string partition, IReadOnlyList<Wanted> wanted, CancellationToken cancel) => inner.GetAsync(partition, wanted, cancel);

    public Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel) => inner.RangeAsync(partition, from, until, limit, cancel);

    public async Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel)
    {
        var written = await inner.WriteAsync(partition, changes, cancel);
        IsChanged |= written is Written.Done && partition == Keys.Partition(cohort) && changes.Any(change => change.Key == Keys.Cohort);
        return written;
    }

    public IAsyncEnumerable<Row> EveryAsync(string from, string until, string key, CancellationToken cancel) => inner.EveryAsync(from, until, key, cancel);

    public IAsyncEnumerable<Row> AllAsync(CancellationToken cancel) => inner.AllAsync(cancel);
}
