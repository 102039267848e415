using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>What every table refuses alike, so that none takes what another would not.</summary>
internal static class Batches
{
    public const int MostRows = 100;
    public const int MostBytes = 512 * 1024;
    public const int LongestPage = 1000;

    /// <summary>Azure Tables takes 4 MiB a batch, as base64 with some words around each row.</summary>
    public const int MostBytesAtOnce = 2 * 1024 * 1024;

    /// <summary>Throws <see cref="ArgumentException"/>: a mistake of the caller, not of the store.</summary>
    public static void Check(IReadOnlyList<RowChange> changes)
    {
        if (changes.Count > MostRows) throw new ArgumentException($"A batch has at most {MostRows} rows; this one has {changes.Count}.", nameof(changes));
        var bytes = changes.Sum(change => ValueOf(change).Length);
        if (bytes > MostBytesAtOnce) throw new ArgumentException($"A batch has at most {MostBytesAtOnce} bytes; this one has {bytes}.", nameof(changes));
        var keys = new HashSet<string>(changes.Count, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (!keys.Add(change.Key)) throw new ArgumentException($"A batch has each key once; this one has {change.Key} twice.", nameof(changes));
            if (ValueOf(change).Length > MostBytes) throw new ArgumentException($"A row has at most {MostBytes} bytes; {change.Key} has {ValueOf(change).Length}.", nameof(changes));
        }
    }

    public static void Check(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LongestPage);
    }

    /// <summary>What the row will hold; empty for a deletion.</summary>
    public static ReadOnlyMemory<byte> ValueOf(RowChange change) => change switch
    {
        RowChange.Insert insert => insert.Value,
        RowChange.Replace replace => replace.Value,
        RowChange.Put put => put.Value,
        _ => default,
    };

    /// <param name="etag">Of the row as it stands; null where there is none.</param>
    public static bool Holds(RowChange change, string? etag) => change switch
    {
        RowChange.Insert => etag is null,
        RowChange.Replace replace => etag == replace.ETag,
        RowChange.Delete { ETag: { } expected } => etag == expected,
        _ => true,
    };

    /// <summary>Whether the row that stands matters.</summary>
    public static bool IsConditional(RowChange change) => change is RowChange.Insert or RowChange.Replace or RowChange.Delete { ETag: not null };
}
