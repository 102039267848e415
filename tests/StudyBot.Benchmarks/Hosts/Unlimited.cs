using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>A platform that may be called as often as the machine can.</summary>
internal sealed class Unlimited(IPlatform inner) : IPlatform
{
    public string Name => inner.Name;

    public Limits Limits => Limits.None;

    public bool CanReadBack => inner.CanReadBack;

    public Task<Sending> PostAsync(Post post, CancellationToken cancel) => inner.PostAsync(post, cancel);

    public Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel) => inner.UpdateAsync(cohort, messageId, card, cancel);

    public Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel) => inner.DeleteAsync(cohort, messageId, cancel);

    public Task<Found> FindAsync(Sought sought, CancellationToken cancel) => inner.FindAsync(sought, cancel);

    public Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => inner.ReadBackAsync(cohort, since, posts, cancel);
}
