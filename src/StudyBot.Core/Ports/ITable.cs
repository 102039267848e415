namespace StudyBot.Ports;

/// <summary>A table of partitions with sorted rows: all that storage has to be. Keys are any text of up to 500 letters, digits, <c>-._|</c> or fewer others; an adapter encodes them
/// for its own rules. Rows of a partition sort by the ordinal order of their keys. Throws <see cref="TableUnavailableException"/> when it cannot answer.</summary>
public interface ITable
{
    Task<Row?> GetAsync(string partition, string key, CancellationToken cancel);

    /// <summary>Several rows, null where there is none: all as they were at one moment, or each as it was no earlier than the one before it.</summary>
    async Task<IReadOnlyList<Row?>> GetAsync(string partition, IReadOnlyList<Wanted> wanted, CancellationToken cancel)
    {
        var rows = new Row?[wanted.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = await GetAsync(partition, wanted[i].Key, cancel);
        return rows;
    }

    /// <summary>Rows from <paramref name="from"/> (inclusive) to <paramref name="until"/> (exclusive), in order, at most <paramref name="limit"/> (1 to 1,000): one call.</summary>
    Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel);

    /// <summary>Writes at most 100 rows and 2 MiB of one partition, each key once: all, or none when any condition does not hold.</summary>
    Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel);

    /// <summary>The row of this key in every partition from <paramref name="from"/> (inclusive) to <paramref name="until"/> (exclusive) that has one:
    /// costs what partitions there are, so it is for sweeps and operators only.</summary>
    IAsyncEnumerable<Row> EveryAsync(string from, string until, string key, CancellationToken cancel);

    /// <summary>Every row there is, in the ordinal order of partitions and then of keys: a scan, for copies and operators only.</summary>
    IAsyncEnumerable<Row> AllAsync(CancellationToken cancel);
}

/// <summary>A row that is asked for.</summary>
/// <param name="Known">The version whose value is known already: where it still stands, the value may be left out.</param>
public readonly record struct Wanted(string Key, string? Known = null);

/// <param name="ETag">Changes with every write; opaque.</param>
/// <param name="Value">UTF-8 JSON, at most 512 KiB.</param>
public sealed record Row(string Partition, string Key, string ETag, ReadOnlyMemory<byte> Value);

/// <summary>One row to write, with the condition it is written under.</summary>
public abstract record RowChange(string Key)
{
    /// <summary>Only where no row has the key.</summary>
    public sealed record Insert(string Key, ReadOnlyMemory<byte> Value) : RowChange(Key);

    /// <summary>Only where the row is still at this version.</summary>
    public sealed record Replace(string Key, string ETag, ReadOnlyMemory<byte> Value) : RowChange(Key);

    /// <summary>Whatever is there.</summary>
    public sealed record Put(string Key, ReadOnlyMemory<byte> Value) : RowChange(Key);

    /// <summary>Only where the row is still at this version; null: whatever is there, and nothing where nothing is.</summary>
    public sealed record Delete(string Key, string? ETag = null) : RowChange(Key);
}

/// <summary>What became of a batch.</summary>
public abstract record Written
{
    private Written() { }

    /// <param name="ETag">The version that the row has now, where one row was written and the table tells; else it is read.</param>
    public sealed record Done(string? ETag = null) : Written
    {
        public static Done Instance { get; } = new();
    }

    /// <summary>Nothing was written: the condition of the row at this index of the batch did not hold.</summary>
    public sealed record Conflict(int Index) : Written;
}

/// <summary>The store could not answer (down, full, locked, its reply lost): what was asked for may or may not have happened.</summary>
public sealed class TableUnavailableException : Exception
{
    public TableUnavailableException() { }

    public TableUnavailableException(string message)
        : base(message) { }

    public TableUnavailableException(string message, Exception inner)
        : base(message, inner) { }
}
