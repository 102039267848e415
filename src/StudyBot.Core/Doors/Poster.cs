using Microsoft.Extensions.Logging;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>The way out for what is due: an instant → posts. A tick only enqueues; queues are drained one per platform and tenant.</summary>
public sealed class Poster(IStudyStore store, IEnumerable<IPlatform> platforms, TimeProvider clock, ILogger<Poster> log)
{
    /// <summary>Puts what the clock says is due into its queues; costs one store call a shard when nothing is.</summary>
    public Task TickAsync(CancellationToken cancel)
    {
        _ = (store, platforms, clock, log, cancel);
        return Task.CompletedTask;
    }

    /// <summary>Empties every queue in the caller's own turn: for replay, the demo clock and a graceful stop.</summary>
    public Task DrainAsync(CancellationToken cancel)
    {
        _ = cancel;
        return Task.CompletedTask;
    }

    /// <summary>Serves the queues until cancelled, then finishes what was started.</summary>
    public Task RunAsync(CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, clock, cancel);

    /// <summary>Marks that the bot is alive; after a gap of more than 5 min reads back or extends grace.</summary>
    public Task BeatAsync(CancellationToken cancel)
    {
        _ = cancel;
        return Task.CompletedTask;
    }

    /// <summary>Asks for a lesson's shared card to be brought up to date; a burst is one update.</summary>
    public void Refresh(CohortId cohort, int lesson) => _ = (cohort, lesson);
}
