using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Simulation.Running;

namespace StudyBot.Simulation.Safeguards;

/// <summary>A platform that does not do all it was asked.</summary>
internal abstract class LyingPlatform(IPlatform platform) : IPlatform
{
    public string Name => platform.Name;

    public Limits Limits => platform.Limits;

    public bool CanReadBack => platform.CanReadBack;

    public virtual Task<Sending> PostAsync(Post post, CancellationToken cancel) => platform.PostAsync(post, cancel);

    public Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel) => platform.UpdateAsync(cohort, messageId, card, cancel);

    public Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel) => platform.DeleteAsync(cohort, messageId, cancel);

    public virtual Task<Found> FindAsync(Sought sought, CancellationToken cancel) => platform.FindAsync(sought, cancel);

    public virtual Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => platform.ReadBackAsync(cohort, since, posts, cancel);
}

/// <summary>The platform says that nothing was written while the bot was away.</summary>
internal sealed record NoReadBack : Lies
{
    public override IPlatform Platform(IPlatform platform) => new Lying(platform);

    private sealed class Lying(IPlatform platform) : LyingPlatform(platform)
    {
        public override Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => Task.CompletedTask;
    }
}

/// <summary>The platform never finds a post of ours.</summary>
internal sealed record NoLookUp : Lies
{
    public override IPlatform Platform(IPlatform platform) => new Lying(platform);

    private sealed class Lying(IPlatform platform) : LyingPlatform(platform)
    {
        public override Task<Found> FindAsync(Sought sought, CancellationToken cancel) => Task.FromResult<Found>(new Found.Nowhere());
    }
}

/// <summary>Once one channel refuses us or does not answer, the platform asks whoever comes next for a break.</summary>
internal sealed record NoIsolation : Lies
{
    private CohortId? _broken;

    public override IPlatform Platform(IPlatform platform) => new Lying(platform, this);

    private sealed class Lying(IPlatform platform, NoIsolation lies) : LyingPlatform(platform)
    {
        public override async Task<Sending> PostAsync(Post post, CancellationToken cancel)
        {
            if (lies._broken is { } broken && broken != post.Cohort)
            {
                lies._broken = null;
                return new Sending.NotSent($"{broken} is broken", Duration.FromMinutes(10));
            }

            var sending = await base.PostAsync(post, cancel);
            if (sending is Sending.Refused or Sending.Unknown) lies._broken = post.Cohort;
            return sending;
        }
    }
}
