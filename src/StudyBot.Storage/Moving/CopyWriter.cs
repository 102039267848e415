using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>Gathers rows into batches of one partition, and keeps a few batches under way at once: over a network each is a wait.</summary>
internal sealed class CopyWriter(ITable to)
{
    private const int AtOnce = 16;

    /// <summary>Small enough for a slow line within the time that a call may take.</summary>
    private const int MostBytes = 128 * 1024;

    private readonly List<RowChange> _batch = [];
    private readonly List<Task> _underWay = [];
    private string _partition = "";
    private int _bytes;

    public async Task AddAsync(string partition, RowChange change, CancellationToken cancel)
    {
        if (partition != _partition || _batch.Count == Batches.MostRows || _bytes >= MostBytes) await SendAsync(cancel);
        _partition = partition;
        _batch.Add(change);
        _bytes += Batches.ValueOf(change).Length;
    }

    public async Task EndAsync(CancellationToken cancel)
    {
        await SendAsync(cancel);
        await Task.WhenAll(_underWay);
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        if (_batch.Count == 0) return;
        if (_underWay.Count == AtOnce)
        {
            var done = await Task.WhenAny(_underWay);
            _underWay.Remove(done);
            await done;
        }

        _underWay.Add(to.WriteAsync(_partition, [.. _batch], cancel));
        _batch.Clear();
        _bytes = 0;
    }
}
