using System.Runtime.CompilerServices;
using StudyBot.Ports;
using StudyBot.Simulation.Running;
using StudyBot.Simulation.Stories;

namespace StudyBot.Simulation.Ports;

/// <summary>The store's table as one bot reaches it: it may be slow, down or full, and lose a reply.</summary>
internal sealed class SimTable(World world, Instance instance) : ITable
{
    private const int Page = 2;

    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancel) =>
        instance.IsQuiet() ? Task.FromResult(Spoilt(world.Table.GetAsync(partition, key, cancel).Result)) : CallAsync(false, async () => Spoilt(await world.Table.GetAsync(partition, key, cancel)), cancel);

    public Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel) =>
        instance.IsQuiet() ? world.Table.RangeAsync(partition, from, until, limit, cancel) : CallAsync(false, () => world.Table.RangeAsync(partition, from, until, limit, cancel), cancel);

    public Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel) =>
        instance.IsQuiet() ? WriteAsync(partition, changes) : CallAsync(true, () => WriteAsync(partition, changes), cancel);

    /// <summary>A page at a time, so that things may go wrong between two of them.</summary>
    public async IAsyncEnumerable<Row> EveryAsync(string from, string until, string key, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (List<Row> page; ; from = page[^1].Partition + "\0")
        {
            page = instance.IsQuiet() ? await PageAsync() : await CallAsync(false, PageAsync, cancel);
            foreach (var row in page) yield return Spoilt(row)!;
            if (page.Count < Page) yield break;
        }

        Task<List<Row>> PageAsync() => world.Table.EveryAsync(from, until, key, cancel).Take(Page).ToListAsync(cancel).AsTask();
    }

    /// <summary>For copies and operators, of which there are none here.</summary>
    public IAsyncEnumerable<Row> AllAsync(CancellationToken cancel) => throw new NotSupportedException("No bot copies its store.");

    private async Task<T> CallAsync<T>(bool writes, Func<Task<T>> act, CancellationToken cancel)
    {
        var trouble = world.Trouble;
        return await instance.CallAsync(
            instance.TableLatency(),
            async () =>
            {
                if (trouble.Is(FaultKind.StoreDown)) throw Struck(FaultKind.StoreDown);
                if (writes && trouble.Is(FaultKind.StoreFull)) throw Struck(FaultKind.StoreFull);
                if (trouble.Strikes(f => f.Kind is FaultKind.StoreErrors) is not null) throw Failed(FaultKind.StoreErrors);
                var lost = writes && trouble.Strikes(f => f.Kind is FaultKind.StoreReplyLost) is not null;
                var answer = await act();
                return lost ? throw Failed(FaultKind.StoreReplyLost) : answer;
            },
            cancel);
    }

    private async Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes)
    {
        var written = await world.Table.WriteAsync(partition, changes, CancellationToken.None);
        if (written is Written.Done) world.Wrote(instance, partition, changes);
        return written;
    }

    private Row? Spoilt(Row? row)
    {
        if (row is not { Key: Storage.Keys.Cohort } || !world.Trouble.Is(FaultKind.RowUnreadable)) return row;
        var room = world.RoomOf(row.Partition);
        if (room is null || !world.Trouble.Is(FaultKind.RowUnreadable, room.Cohort.Index)) return row;
        world.Trouble.Struck(FaultKind.RowUnreadable);
        return row with { Value = "{\"id\":"u8.ToArray() };
    }

    private TableUnavailableException Struck(FaultKind kind)
    {
        world.Trouble.Struck(kind);
        return Failed(kind);
    }

    private TableUnavailableException Failed(FaultKind kind)
    {
        instance.PutAside();
        world.Tell($"{instance} meets {kind}");
        return new(kind.ToString());
    }
}
