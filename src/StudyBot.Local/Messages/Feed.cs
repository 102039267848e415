using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace StudyBot.Local;

/// <summary>What changed, for those who watch. The newest changes are kept in memory, so that a watcher who was away for a moment misses none;
/// one who was away for longer, or over a restart, is told to read anew.</summary>
public sealed class Feed(TimeProvider clock)
{
    private const int Kept = 500;
    private const int Behind = 1000;

    private readonly Lock _lock = new();
    private readonly string _life = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString("x");
    private readonly Queue<News> _recent = new();
    private readonly List<Channel<News>> _watchers = [];
    private long _number;

    /// <summary>Whether anybody watches just now.</summary>
    public bool IsWatched
    {
        get
        {
            lock (_lock) return _watchers.Count > 0;
        }
    }

    public void Tell(Message message) => Tell(message, null);

    /// <summary>That people, standings or the clock are different now.</summary>
    public void Tell(string what) => Tell(null, what);

    /// <summary>Whether this version of a message, or a later one, is among what was told lately.</summary>
    public bool Told(Message message)
    {
        lock (_lock) return _recent.Any(news => news.Message is { } told && told.Number == message.Number && told.Revision >= message.Revision);
    }

    /// <summary>First what was missed since <paramref name="last"/> (null: nothing), then what comes, until cancelled or hopelessly behind.
    /// Starts with a news of neither message nor word; its <see cref="News.Reset"/> says that what was missed is not known any more.</summary>
    public async IAsyncEnumerable<News> WatchAsync(string? last, [EnumeratorCancellation] CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<News>(new BoundedChannelOptions(Behind) { SingleReader = true });
        News[] first;
        lock (_lock)
        {
            first = Missed(last);
            _watchers.Add(channel);
        }

        try
        {
            foreach (var news in first) yield return news;
            await foreach (var news in channel.Reader.ReadAllAsync(cancel)) yield return news;
        }
        finally
        {
            lock (_lock) _watchers.Remove(channel);
        }
    }

    private void Tell(Message? message, string? what)
    {
        lock (_lock)
        {
            var news = new News($"{_life}.{++_number}", message, what);
            _recent.Enqueue(news);
            if (_recent.Count > Kept) _recent.Dequeue();
            foreach (var watcher in _watchers)
                if (!watcher.Writer.TryWrite(news)) watcher.Writer.TryComplete();
        }
    }

    private News[] Missed(string? last)
    {
        var now = new News($"{_life}.{_number}", null, null);
        if (last is null || last == now.Id) return [now];
        var missed = _recent.SkipWhile(news => news.Id != last).Skip(1).ToArray();
        return missed.Length > 0 ? [now with { Id = last }, .. missed] : [now with { Reset = true }];
    }
}

/// <param name="Id">Where to go on from.</param>
/// <param name="What"><c>people</c>, <c>clock</c> …; null for a message.</param>
/// <param name="Reset">Read everything anew.</param>
public sealed record News(string Id, Message? Message, string? What, bool Reset = false);
