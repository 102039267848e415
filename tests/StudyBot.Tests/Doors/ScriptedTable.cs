using System.Runtime.CompilerServices;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Doors;

/// <summary>What a call of the table meets.</summary>
public enum Fault
{
    None,

    /// <summary>Nothing is done.</summary>
    Down,

    /// <summary>It is done, and the caller never hears.</summary>
    ReplyLost,
}

/// <summary>One call of the table.</summary>
/// <param name="Kind"><c>get</c>, <c>range</c>, <c>write</c> or <c>every</c>.</param>
/// <param name="Key">The row, the start of the range, or the first row written.</param>
public sealed record TableCall(string Kind, string Partition, string Key)
{
    /// <summary>The heart's, or the due index's: they come when the clock moves, beside whatever else is done.</summary>
    public bool IsOfTheSchedule() => Partition == Keys.System || Partition.StartsWith("due|", StringComparison.Ordinal);

    public override string ToString() => $"{Kind} {Partition} {Key}";
}

/// <summary>A table before another, that counts its calls and fails the ones it is told to.</summary>
public sealed class ScriptedTable(ITable inner, Fuse fuse) : ITable
{
    /// <summary>Whose own writes stage no further race; those of anybody else at that time do.</summary>
    private readonly AsyncLocal<bool> _isMeanwhile = new();

    public Journal<TableCall> Calls { get; } = [];

    /// <summary>What each call meets.</summary>
    public Func<TableCall, Fault> Meets { get; set; } = _ => Fault.None;

    /// <summary>What somebody else does before a write reaches the table: the race, staged. Null: nothing, from then on.</summary>
    public Func<TableCall, Task>? Meanwhile { get; set; }

    /// <summary>What a read waits for before it reaches the table; null: for nothing.</summary>
    public Func<CancellationToken, Task>? Reads { get; set; }

    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancel) =>
        CallAsync(new("get", partition, key), () => inner.GetAsync(partition, key, cancel), cancel);

    public Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel) =>
        CallAsync(new("range", partition, from), () => inner.RangeAsync(partition, from, until, limit, cancel), cancel);

    public Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel) => CallAsync(
        new("write", partition, changes[0].Key),
        () => inner.WriteAsync(partition, changes, cancel),
        cancel);

    public async IAsyncEnumerable<Row> EveryAsync(string from, string until, string key, [EnumeratorCancellation] CancellationToken cancel)
    {
        var rows = await CallAsync(
            new("every", from, key),
            async () =>
            {
                var found = new List<Row>();
                await foreach (var row in inner.EveryAsync(from, until, key, cancel)) found.Add(row);
                return found;
            },
            cancel);
        foreach (var row in rows) yield return row;
    }

    public IAsyncEnumerable<Row> AllAsync(CancellationToken cancel) => inner.AllAsync(cancel);

    private async Task<T> CallAsync<T>(TableCall call, Func<Task<T>> act, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Calls.Add(call);
        if (call.Kind == "write" && Meanwhile is { } meanwhile && !_isMeanwhile.Value)
        {
            _isMeanwhile.Value = true;
            await meanwhile(call);
            _isMeanwhile.Value = false;
        }

        if (call.Kind != "write" && Reads is { } reads) await reads(cancel);
        var fault = Meets(call);
        if (fault is Fault.Down) throw new TableUnavailableException("The store is down.");
        var answer = await fuse.CallAsync(act);
        return fault is Fault.ReplyLost ? throw new TableUnavailableException("The store's reply was lost.") : answer;
    }
}
