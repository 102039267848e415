using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>A table in memory: for replay, simulation and tests. Deterministic; safe for concurrent callers.</summary>
public sealed class MemoryTable : ITable
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, SortedList<string, Row>> _partitions = new(StringComparer.Ordinal);
    private long _version;

    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancel)
    {
        lock (_lock) return Task.FromResult(Find(partition, key));
    }

    public Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel)
    {
        Batches.Check(limit);
        lock (_lock)
        {
            if (!_partitions.TryGetValue(partition, out var rows)) return Task.FromResult<IReadOnlyList<Row>>([]);
            var found = new List<Row>();
            for (var i = FirstAtOrAfter(rows, from); i < rows.Count && found.Count < limit; i++)
            {
                if (string.CompareOrdinal(rows.Keys[i], until) >= 0) break;
                found.Add(rows.Values[i]);
            }

            return Task.FromResult<IReadOnlyList<Row>>(found);
        }
    }

    public Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel)
    {
        Batches.Check(changes);
        lock (_lock)
        {
            for (var i = 0; i < changes.Count; i++)
                if (!Batches.Holds(changes[i], Find(partition, changes[i].Key)?.ETag)) return Task.FromResult<Written>(new Written.Conflict(i));

            if (!_partitions.TryGetValue(partition, out var rows)) _partitions[partition] = rows = new(StringComparer.Ordinal);
            foreach (var change in changes)
            {
                if (change is RowChange.Delete) rows.Remove(change.Key);
                else rows[change.Key] = new Row(partition, change.Key, (++_version).ToString(), Batches.ValueOf(change).ToArray());
            }

            if (rows.Count == 0) _partitions.Remove(partition);
            return Task.FromResult<Written>(changes is [not RowChange.Delete] ? new Written.Done(_version.ToString()) : Written.Done.Instance);
        }
    }

    public IAsyncEnumerable<Row> EveryAsync(string from, string until, string key, CancellationToken cancel)
    {
        lock (_lock)
        {
            return _partitions
                .Where(partition => string.CompareOrdinal(from, partition.Key) <= 0 && string.CompareOrdinal(partition.Key, until) < 0)
                .Select(partition => partition.Value.GetValueOrDefault(key))
                .OfType<Row>()
                .ToArray()
                .ToAsyncEnumerable();
        }
    }

    public IAsyncEnumerable<Row> AllAsync(CancellationToken cancel) => All().ToAsyncEnumerable();

    /// <summary>Every row there is, in order: for tests that look for what must not be there.</summary>
    internal IReadOnlyList<Row> All()
    {
        lock (_lock) return [.. _partitions.Values.SelectMany(rows => rows.Values)];
    }

    private Row? Find(string partition, string key) =>
        _partitions.TryGetValue(partition, out var rows) ? rows.GetValueOrDefault(key) : null;

    private static int FirstAtOrAfter(SortedList<string, Row> rows, string from)
    {
        int low = 0, high = rows.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(rows.Keys[middle], from) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
