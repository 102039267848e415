using NodaTime.Text;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>Makes one table hold what another does. Both are walked side by side in their common order and only what differs is written,
/// so that a copy which was interrupted goes on where it stopped, and one that is run again catches up with what changed meanwhile.</summary>
public sealed class TableCopy(ITable from, ITable to)
{
    /// <summary>One row of the target says that it is a copy under way: rows that the source lacks may go from it, and nobody else's store is taken for one.</summary>
    private const string Partition = "copy";
    private const string Unfinished = "unfinished";

    /// <summary>Whether a copy to this table was begun and has not ended.</summary>
    public static async Task<bool> IsUnfinishedAsync(ITable table, CancellationToken cancel) => await table.GetAsync(Partition, Unfinished, cancel) is not null;

    /// <summary>Takes such a table for a whole store, whatever it lacks.</summary>
    public static Task KeepAsync(ITable table, CancellationToken cancel) => table.WriteAsync(Partition, [new RowChange.Delete(Unfinished)], cancel);

    /// <summary>How many rows there are to copy.</summary>
    public Task<long> CountAsync(CancellationToken cancel) => SourceAsync(from, cancel).LongCountAsync(cancel).AsTask();

    /// <summary>Throws <see cref="StoreRefusedException"/> where the target holds something that no copy brought there, or the source is no whole store.</summary>
    /// <param name="passed">Called for each row of the source, with whether it had to be written.</param>
    /// <returns>Of the source, as it was read.</returns>
    public async Task<(long Rows, string Sum)> RunAsync(Action<bool> passed, CancellationToken cancel)
    {
        await BeginAsync(cancel);
        using var sum = new Checksum();
        var writing = new CopyWriter(to);
        await using var source = SourceAsync(from, cancel).GetAsyncEnumerator(cancel);
        await using var target = SourceAsync(to, cancel).GetAsyncEnumerator(cancel);
        var (hasSource, hasTarget) = (await source.MoveNextAsync(), await target.MoveNextAsync());
        while (hasSource || hasTarget)
        {
            var order = !hasTarget ? -1 : !hasSource ? 1 : Compare(source.Current, target.Current);
            if (order > 0)
            {
                await writing.AddAsync(target.Current.Partition, new RowChange.Delete(target.Current.Key), cancel);
            }
            else
            {
                var row = source.Current;
                sum.Add(row);
                var differs = order < 0 || !row.Value.Span.SequenceEqual(target.Current.Value.Span);
                if (differs) await writing.AddAsync(row.Partition, new RowChange.Put(row.Key, row.Value), cancel);
                passed(differs);
            }

            if (order <= 0) hasSource = await source.MoveNextAsync();
            if (order >= 0) hasTarget = await target.MoveNextAsync();
        }

        await writing.EndAsync(cancel);
        return (sum.Rows, sum.Sum());
    }

    /// <summary>Reads the target anew; a copy that is equal is finished with that.</summary>
    /// <param name="passed">Called for each row.</param>
    public async Task<bool> VerifyAsync((long Rows, string Sum) expected, Action passed, CancellationToken cancel)
    {
        using var sum = new Checksum();
        await foreach (var row in SourceAsync(to, cancel))
        {
            sum.Add(row);
            passed();
        }

        if ((sum.Rows, sum.Sum()) != expected) return false;
        await KeepAsync(to, cancel);
        return true;
    }

    private async Task BeginAsync(CancellationToken cancel)
    {
        if (await IsUnfinishedAsync(from, cancel)) throw new StoreRefusedException("The store to read is itself a copy that was not finished. Finish it first, or take it as it is with `StudyBot storage keep`.");
        if (await IsUnfinishedAsync(to, cancel))
        {
            await RefuseLivingAsync(cancel);
            return;
        }

        if (await to.AllAsync(cancel).AnyAsync(cancel)) throw new StoreRefusedException("The store to copy to holds rows already, and no copy of ours. Name an empty one.");
        await to.WriteAsync(Partition, [new RowChange.Insert(Unfinished, "true"u8.ToArray())], cancel);
    }

    /// <summary>A heartbeat that the source never had was made by a host that was started on the target: what it wrote is nowhere else.</summary>
    private async Task RefuseLivingAsync(CancellationToken cancel)
    {
        if (await new StudyStore(to).LastBeatAsync(cancel) is not { } beat || beat <= await new StudyStore(from).LastBeatAsync(cancel)) return;
        throw new StoreRefusedException($"The store to copy to was alive at {InstantPattern.ExtendedIso.Format(beat)}, later than the one to read: a copy would take away what happened there. `StudyBot storage keep` takes it as it is; to copy, name an empty one.");
    }

    private static IAsyncEnumerable<Row> SourceAsync(ITable table, CancellationToken cancel) => table.AllAsync(cancel).Where(row => row.Partition != Partition);

    private static int Compare(Row a, Row b) => string.CompareOrdinal(a.Partition, b.Partition) is not 0 and var order ? order : string.CompareOrdinal(a.Key, b.Key);
}
