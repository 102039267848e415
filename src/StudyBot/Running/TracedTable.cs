using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Host.Running;

/// <summary>A span for each call of the embedded store, in the trace of what it is done for. A store that is reached over HTTP has spans of its own.</summary>
internal sealed class TracedTable(ITable inner) : ITable, IDisposable
{
    public void Dispose() => (inner as IDisposable)?.Dispose();

    public async Task<Row?> GetAsync(string partition, string key, CancellationToken cancel)
    {
        using var activity = Telemetry.Store("get", KindOf(partition, key));
        return await inner.GetAsync(partition, key, cancel);
    }

    public async Task<IReadOnlyList<Row?>> GetAsync(string partition, IReadOnlyList<Wanted> wanted, CancellationToken cancel)
    {
        using var activity = Telemetry.Store("get", string.Join(' ', wanted.Select(row => KindOf(partition, row.Key)).Distinct(StringComparer.Ordinal)));
        return await inner.GetAsync(partition, wanted, cancel);
    }

    public async Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel)
    {
        using var activity = Telemetry.Store("range", KindOf(partition, from));
        var rows = await inner.RangeAsync(partition, from, until, limit, cancel);
        activity?.SetTag("studybot.count", rows.Count);
        return rows;
    }

    public async Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel)
    {
        using var activity = Telemetry.Store("write", KindOf(partition, partition));
        activity?.SetTag("studybot.count", changes.Count);
        var written = await inner.WriteAsync(partition, changes, cancel);
        if (written is Written.Conflict) activity?.SetTag("studybot.conflict", true);
        return written;
    }

    public IAsyncEnumerable<Row> EveryAsync(string from, string until, string key, CancellationToken cancel) => inner.EveryAsync(from, until, key, cancel);

    public IAsyncEnumerable<Row> AllAsync(CancellationToken cancel) => inner.AllAsync(cancel);

    /// <summary><c>member</c> of a cohort's <c>member|0001|U1</c>; elsewhere the partition's kind, since a key may be a name.</summary>
    private static string KindOf(string partition, string key)
    {
        var kind = partition.Split('|')[0];
        return kind == "cohort" ? key.Split('|')[0] : kind;
    }
}
