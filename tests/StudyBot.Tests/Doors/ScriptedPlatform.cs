using System.Collections.Concurrent;
using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>A post as people see it.</summary>
public sealed record Seen(Post Post, string Id, Instant At)
{
    public Card Card { get; set; } = Post.Card;
}

/// <summary>The other side, which outlives the bot: what is in its channels, and what it answers next. It breaks a test that calls it as a real one must not be called.</summary>
public sealed class ScriptedPlatform(string name, TimeProvider clock)
{
    private readonly ConcurrentDictionary<CohortId, Instant> _notBefore = [];
    private int _number;
    private Instant? _looked;

    public string Name
    {
        get
        {
            Named?.Invoke();
            return name;
        }
    }

    /// <summary>Whenever it is asked what it is called, which a lane does in the middle of a look at what there is to do.</summary>
    public Action? Named { get; set; }

    public Limits Limits { get; set; } = Limits.None;

    public bool CanFind { get; set; } = true;

    public bool CanReadBack { get; set; }

    public bool Hears { get; set; } = true;

    /// <summary>What is there now, in order.</summary>
    public Journal<Seen> Posts { get; } = [];

    /// <summary>Every call: <c>post lesson 0001</c>, <c>find …</c>, <c>update m1</c>, <c>delete m1</c>, <c>read C1</c>.</summary>
    public Journal<(Instant At, string Call)> Calls { get; } = [];

    /// <summary>What the next posts meet, in order; afterwards they are taken.</summary>
    public ConcurrentQueue<Func<Post, Task<Sending>>> Next { get; } = new();

    /// <summary>What every post meets, where it is no null.</summary>
    public Func<Post, Sending?> Always { get; set; } = _ => null;

    /// <summary>What the next looks and updates meet, in order.</summary>
    public ConcurrentQueue<Found> NextFound { get; } = new();

    /// <summary>One look is answered in this time; more are limited.</summary>
    public Duration BetweenLooks { get; set; } = Duration.Zero;

    public ConcurrentQueue<Func<bool>> NextUpdate { get; } = new();

    /// <summary>How many deletions are not taken.</summary>
    public int DeletesRefused { get; set; }

    /// <summary>What people did meanwhile, for reading back.</summary>
    public Func<CohortId, Instant, IReadOnlyList<string>, Task> Heard { get; set; } = (_, _, _) => Task.CompletedTask;

    /// <summary>As a running bot reaches it.</summary>
    public IPlatform For(Fuse fuse) => new Reached(this, fuse);

    public Sending Take(Post post)
    {
        Assert.NotEmpty(post.Card.Parts);
        var seen = new Seen(post, $"m{Interlocked.Increment(ref _number)}", clock.Now());
        Posts.Add(seen);
        return new Sending.Sent(seen.Id, seen.At);
    }

    /// <summary>It arrives, and the answer is lost.</summary>
    public Task<Sending> TakenUnanswered(Post post)
    {
        Take(post);
        return Task.FromResult<Sending>(new Sending.Unknown("The connection was reset."));
    }

    public Task<Sending> LostOnTheWay(Post post) => Task.FromResult<Sending>(new Sending.Unknown("The request timed out."));

    public Func<Post, Task<Sending>> Limited(Duration? after) => post =>
    {
        if (after is { } wait && wait > Duration.Zero) _notBefore[post.Cohort] = clock.Now() + Duration.Min(wait, Duration.FromHours(1));
        return Task.FromResult<Sending>(new Sending.NotSent("429", after));
    };

    public static Task<Sending> Gone(Post post) => Task.FromResult<Sending>(new Sending.Refused("channel_not_found"));

    /// <summary>Posts of a kind, as <c>lesson 0001</c>.</summary>
    public string[] Of(CohortId cohort) => [.. Posts.Where(p => p.Post.Cohort == cohort).Select(p => Tell(p.Post.Delivery))];

    public static string Tell(Agendas.DeliveryId id) => $"{id.Kind} {id.Subject}".ToLowerInvariant();

    public int Count(string call) => Calls.Count(c => c.Call.StartsWith(call, StringComparison.Ordinal));

    private async Task<Sending> PostAsync(Post post)
    {
        if (_notBefore.TryGetValue(post.Cohort, out var instant)) Assert.True(clock.Now() >= instant, $"Posted at {clock.Now()}, before {instant} as was asked for.");
        if (Next.TryDequeue(out var meets)) return await meets(post);
        return Always(post) ?? Take(post);
    }

    private Found Find(Sought sought)
    {
        if (NextFound.TryDequeue(out var found)) return found;
        if (_looked is { } looked && clock.Now() - looked < BetweenLooks) return new Found.NotNow("ratelimited");
        _looked = clock.Now();
        if (!CanFind) return new Found.CannotTell();
        return Posts.Find(p => p.Post.Cohort == sought.Cohort && p.Post.Delivery == sought.Delivery && p.At >= sought.Since && p.Id != sought.Besides) is { } there
            ? new Found.Here(there.Id, there.At)
            : new Found.Nowhere();
    }

    private bool Update(string messageId, Card card)
    {
        if (NextUpdate.TryDequeue(out var meets) && !meets()) return false;
        Assert.Single(Posts, p => p.Id == messageId).Card = card;
        return true;
    }

    private bool Delete(string messageId) => DeletesRefused-- <= 0 && Posts.RemoveAll(p => p.Id == messageId) >= 0;

    private void Called(string call) => Calls.Add((clock.Now(), call));

    private sealed class Reached(ScriptedPlatform other, Fuse fuse) : IPlatform
    {
        public string Name => other.Name;

        public Limits Limits => other.Limits;

        public bool CanReadBack => other.CanReadBack;

        public bool Hears => other.Hears;

        public Task<Sending> PostAsync(Post post, CancellationToken cancel) => CallAsync($"post {Tell(post.Delivery)}", () => other.PostAsync(post), cancel);

        public Task<Found> FindAsync(Sought sought, CancellationToken cancel) => CallAsync($"find {Tell(sought.Delivery)}", () => Task.FromResult(other.Find(sought)), cancel);

        public Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel) =>
            CallAsync($"update {messageId}", () => Task.FromResult(other.Update(messageId, card)), cancel);

        public Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel) =>
            CallAsync($"delete {messageId}", () => Task.FromResult(other.Delete(messageId)), cancel);

        public Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => CallAsync(
            $"read {cohort.Channel}",
            async () =>
            {
                await other.Heard(cohort, since, posts);
                return true;
            },
            cancel);

        private Task<T> CallAsync<T>(string call, Func<Task<T>> act, CancellationToken cancel)
        {
            cancel.ThrowIfCancellationRequested();
            other.Called(call);
            return fuse.CallAsync(act);
        }
    }
}
