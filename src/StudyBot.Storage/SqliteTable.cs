using StudyBot.Ports;
namespace StudyBot.Storage;
public sealed class StoreRefusedException(string message) : Exception(message);
public sealed class SqliteTable : ITable, IDisposable
{
    private readonly MemoryTable _t = new();
    public static SqliteTable Open(string path) => new();
    public void Dispose() { }
    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancel) => _t.GetAsync(partition, key, cancel);
    public Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel) => _t.RangeAsync(partition, from, until, limit, cancel);
    public Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel) => _t.WriteAsync(partition, changes, cancel);
    public IAsyncEnumerable<Row> EveryAsync(string key, CancellationToken cancel) => _t.EveryAsync(key, cancel);
}
