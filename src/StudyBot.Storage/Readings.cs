using System.Collections.Concurrent;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>What rows said when they were last read. This is no copy of the store: a row is fetched each time, and only where its version is the one that was
/// read before is it not parsed again. A cohort's row grows with its lessons, and every check-in needs it.</summary>
internal sealed class Readings<T>(Func<Row, Versioned<T>> read)
{
    /// <summary>More cohorts than are at work in the same hour.</summary>
    private const int Most = 1024;

    private readonly ConcurrentDictionary<string, Versioned<T>> _known = new(StringComparer.Ordinal);

    /// <summary>How many rows were ever read: no fewer than are known, and unlike their count it costs no lock.</summary>
    private int _read;

    /// <summary>What the row of a partition said when it was last read: as good as a guess until its version is seen.</summary>
    public Versioned<T>? Last(string partition) => _known.GetValueOrDefault(partition);

    /// <param name="last">What was known when the row was asked for; its value may be left out where this still holds.</param>
    public Versioned<T> Of(Row row, Versioned<T>? last)
    {
        if (last is not null && last.ETag == row.ETag) return last;
        if (Interlocked.Increment(ref _read) % Most == 0) _known.Clear();
        return _known[row.Partition] = read(row);
    }
}
