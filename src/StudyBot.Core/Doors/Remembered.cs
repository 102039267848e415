using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace StudyBot.Doors;

/// <summary>What was found out and can be found out again, kept in memory for many callers at once. Where it gets more than <paramref name="most"/>, all of it is dropped.</summary>
public sealed class Remembered<TKey, TValue>(int most, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _known = new(comparer);

    /// <summary>Counted here, since the dictionary's own count takes all its locks.</summary>
    private int _count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _known.TryGetValue(key, out value);

    public void Set(TKey key, TValue value)
    {
        if (!_known.TryAdd(key, value)) _known[key] = value;
        else if (Interlocked.Increment(ref _count) > most) Drop();
    }

    /// <summary>The count is off by what comes in that very moment, until the next drop.</summary>
    private void Drop()
    {
        Volatile.Write(ref _count, 0);
        _known.Clear();
    }
}
