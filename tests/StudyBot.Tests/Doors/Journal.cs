using System.Collections;

namespace StudyBot.Tests.Doors;

/// <summary>A list that several lanes write to at once, while the test reads it: whoever goes through it goes through what stood there.</summary>
public sealed class Journal<T> : IReadOnlyList<T>
{
    private readonly List<T> _items = [];

    public int Count
    {
        get
        {
            lock (_items) return _items.Count;
        }
    }

    public T this[int index] => Snapshot()[index];

    public void Add(T item)
    {
        lock (_items) _items.Add(item);
    }

    public T? Find(Predicate<T> match) => Array.Find(Snapshot(), match);

    public int RemoveAll(Predicate<T> match)
    {
        lock (_items) return _items.RemoveAll(match);
    }

    public void Clear()
    {
        lock (_items) _items.Clear();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Snapshot()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private T[] Snapshot()
    {
        lock (_items) return [.. _items];
    }
}
