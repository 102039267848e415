using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>Marks each minute that the bot is alive. After a gap of more than 5 min nobody is charged for our outage: what people wrote is read back,
/// and where it cannot be, the grace ends of the lessons it met are extended by the gap and one line says so. Only marks are written here;
/// the lanes do the reading and the telling, since a round never waits for a platform.</summary>
public sealed partial class Heartbeat(IStudyStore store, IEnumerable<IPlatform> platforms, TimeProvider clock, ILogger<Heartbeat> log)
{
    private readonly Changing _changing = new(store, clock);

    /// <summary>The newest beat this instance knows of: the bot's own is at least as young.</summary>
    private Instant? _seen;

    /// <summary>A beat that lay ahead of this instance's clock, and when it was seen first.</summary>
    private (Instant Beat, Instant Since)? _ahead;

    public static Duration Gap { get; } = Duration.FromMinutes(5);

    /// <summary>The beat follows the marks: an outage that could not be marked is found again by the next beat, and what is marked is marked once.</summary>
    public Task BeatAsync(CancellationToken cancel) => BeatAsync(Duration.Zero, cancel);

    /// <summary>The heart is the whole bot's: of several beats at the same time, one is written.</summary>
    /// <param name="fresh">A beat that is no further away than this stands for this one.</param>
    public async Task BeatAsync(Duration fresh, CancellationToken cancel)
    {
        var now = clock.Now();
        if (IsFresh(_seen, now, fresh)) return;
        _seen = await store.LastBeatAsync(cancel);
        if (IsFresh(_seen, now, fresh)) return;
        if (_seen is { } last && now - last > Gap) await MarkAsync(last, now, cancel);
        if (_seen is { } ahead && ahead > now && IsSomebodys(ahead, now)) return;
        await store.BeatAsync(now, cancel);
        _seen = now;
    }

    /// <summary>Whether an instance whose clock is ahead of ours still beats: ours in between would make each of its beats look like one after an outage, minute by minute.
    /// A beat that stands still for as long as a gap is nobody's any more: a clock was put right, or moved on for a demo.</summary>
    private bool IsSomebodys(Instant beat, Instant now)
    {
        if (_ahead is not { } ahead || ahead.Beat != beat) _ahead = ahead = (beat, now);
        return now - ahead.Since <= Gap;
    }

    private static bool IsFresh(Instant? beat, Instant now, Duration fresh) => beat is { } at && Duration.Max(now - at, at - now) < fresh;

    private async Task MarkAsync(Instant from, Instant until, CancellationToken cancel)
    {
        Log.Away(log, from, until);
        await foreach (var cohort in store.CohortsAsync(cancel))
        {
            if (platforms.FirstOrDefault(p => p.Name == cohort.Value.Id.Platform) is not { } platform) continue;
            await MarkAsync(cohort.Value.Id, platform, from, until, cancel);
        }
    }

    private async Task MarkAsync(CohortId id, IPlatform platform, Instant from, Instant until, CancellationToken cancel)
    {
        var hint = new DueHint(id, until);
        IReadOnlyList<Change> changes = [];
        var isMarked = false;
        await _changing.CommitAsync(id, async () =>
        {
            if (await store.FindCohortAsync(id, cancel) is not { } stored) return changes = [];
            isMarked = stored.Value.UnheardSince == from || stored.Value.OutageSettled > from;
            changes = platform.CanReadBack ? Unheard(stored, from) : Extended(stored, from, until);
            if (changes.Count > 0) await store.AnnounceAsync(hint, cancel);
            return changes;
        }, cancel);

        // Another instance that looked between the two saw nothing to do, and took the hint out. So it may have been at the beat before, which came to no end.
        if (changes.Count > 0 || isMarked) await store.AnnounceAgainAsync(hint, cancel);
    }

    /// <summary>Where the plan has been over for long, nobody is listened for.</summary>
    private static IReadOnlyList<Change> Unheard(Versioned<Cohort> stored, Instant from)
    {
        var cohort = stored.Value;
        if (cohort.Broken is not null || cohort.UnheardSince <= from) return [];
        return cohort.IsFinished && Statements.UntilWhenAnswered(cohort.Posted[^1]) <= from ? [] : [new Change.PutCohort(cohort with { UnheardSince = from }, stored.ETag)];
    }

    private static IReadOnlyList<Change> Extended(Versioned<Cohort> stored, Instant from, Instant until)
    {
        var since = stored.Value.OutageSettled is { } settled && settled > from ? settled : from;
        if (until - since <= Gap) return [];
        var (extended, met) = Outage.ExtendGrace(stored.Value, since, until);
        if (met.Count == 0) return [];
        var put = new Change.PutCohort(extended with { OutageSettled = until }, stored.ETag);
        // A channel that cannot be reached is told nothing; its people's lessons stay open longer all the same.
        return extended.Broken is null ? [put, new Change.PutDelivery(Notices.Away(extended, until, met), null)] : [put];
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The bot was away from {From} to {Until}; what people wrote meanwhile is read back, or their grace period is extended")]
        public static partial void Away(ILogger log, Instant from, Instant until);
    }
}
