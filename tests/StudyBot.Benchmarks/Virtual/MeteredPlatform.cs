using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Benchmarks.Virtual;

/// <summary>Takes posts with a real platform's limits and a while for each, and writes down when each came.</summary>
/// <param name="refuses">Whether a tenant answers 429 at an instant.</param>
internal sealed class MeteredPlatform(string name, Limits limits, VirtualTime time, int expected, Func<string, Instant, bool> refuses) : IPlatform
{
    private static readonly TimeSpan Takes = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(Post Post, Instant At)> _posts = [];
    private readonly List<(CohortId Cohort, Instant At)> _calls = [];

    public string Name => name;

    public Limits Limits => limits;

    public bool CanReadBack => false;

    public Task All => _all.Task;

    /// <summary>What was taken.</summary>
    public IReadOnlyList<(Post Post, Instant At)> Posts => _posts;

    /// <summary>What was asked for, taken or not.</summary>
    public IReadOnlyList<(CohortId Cohort, Instant At)> Calls => _calls;

    public async Task<Sending> PostAsync(Post post, CancellationToken cancel)
    {
        var now = time.Now();
        _calls.Add((post.Cohort, now));
        await Task.Delay(Takes, time, cancel);
        if (refuses(post.Cohort.Tenant, now)) return new Sending.NotSent("ratelimited", Duration.FromSeconds(30));
        _posts.Add((post, now));
        if (_posts.Count == expected) _all.TrySetResult();
        return new Sending.Sent($"{_posts.Count}", now);
    }

    public Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel) => Task.FromResult(true);

    public Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel) => Task.FromResult(true);

    public Task<Found> FindAsync(Sought sought, CancellationToken cancel) => Task.FromResult<Found>(new Found.Nowhere());

    public Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => Task.CompletedTask;
}
