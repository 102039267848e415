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
        var bytes = 0;
        for (var i = 0; i < changes.Count; i++)
        {
            var (key, length) = (changes[i].Key, ValueOf(changes[i]).Length);
            for (var before = 0; before < i; before++)
                if (changes[before].Key == key) throw new ArgumentException($"A batch has each key once; this one has {key} twice.", nameof(changes));
            if (length > MostBytes) throw new ArgumentException($"A row has at most {MostBytes} bytes; {key} has {length}.", nameof(changes));
            bytes += length;
        }

        if (bytes > MostBytesAtOnce) throw new ArgumentException($"A batch has at most {MostBytesAtOnce} bytes; this one has {bytes}.", nameof(changes));
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
