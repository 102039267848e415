using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>Marks each minute that the bot is alive. After a gap of more than 5 min nobody is charged for our outage: what people wrote is read back,
/// and where it cannot be, the grace ends of the lessons it met are extended by the gap and one line says so. The same where the bot was alive and heard nothing of a platform
/// for as long. Only marks are written here; the lanes do the reading and the telling, since a round never waits for a platform.</summary>
public sealed partial class Heartbeat(IStudyStore store, IEnumerable<IPlatform> platforms, TimeProvider clock, ILogger<Heartbeat> log)
{
    /// <summary>How many cohorts are marked at once: no lesson goes out before the last of them is.</summary>
    private const int Width = 16;

    /// <summary>Of a beat against those of others at the same time; the next comes within a minute.</summary>
    private const int Tries = 3;

    /// <summary>A connection that broke may be taken for a whole one for half a minute, and a platform delivers for about as long as a gap what did not arrive.</summary>
    private static readonly Duration Margin = Duration.FromMinutes(1);

    /// <summary>The silences that this instance measures by the clock's timestamp, each with the start that was written down last, or the beat before it: whatever the clock is set to, the time is no shorter.</summary>
    private readonly Dictionary<string, (Instant? Since, long Timestamp)> _deaf = new(StringComparer.Ordinal);

    /// <summary>The newest beat this instance knows of: the bot's own is at least as young.</summary>
    private Beat? _seen;

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
        var stored = await store.FindBeatAsync(cancel);
        _seen = stored?.Value;
        if (IsFresh(_seen, now, fresh)) return;
        var unheard = Unheard(_seen, now);
        if (unheard.Count > 0) await MarkAsync(unheard, now, cancel);
        var deaf = Deaf(_seen, unheard, now);
        if (_seen?.At is { } ahead && ahead > now && IsSomebodys(ahead, now)) return;

        // Marking may have taken minutes. Whoever wrote since the beat was read is alive as well, and knows what is so now; but not what is heard here.
        var beat = new Beat(clock.Now(), deaf);
        for (var attempt = 1; !await store.BeatAsync(beat, stored?.ETag, cancel); attempt++)
        {
            stored = await store.FindBeatAsync(cancel);
            if (attempt == Tries || stored is not { Value: var theirs } || Heard(theirs, unheard) is not { } heard) return;
            beat = new(Instant.Max(clock.Now(), theirs.At), heard.Count > 0 ? heard : null);
        }

        _seen = beat;
        foreach (var (platform, measured) in _deaf)
            if (DeafSince(beat, platform) is { } since) _deaf[platform] = measured with { Since = since };
    }

    /// <summary>What another instance cannot hear, without what this one hears and has marked, or need not mark; null where that changes nothing.</summary>
    private Dictionary<string, Instant>? Heard(Beat theirs, Dictionary<string, Instant> marked)
    {
        var deaf = new Dictionary<string, Instant>(theirs.Deaf ?? new Dictionary<string, Instant>(), StringComparer.Ordinal);
        var heard = platforms.Where(platform => platform.Hears && DeafSince(theirs, platform.Name) is { } since && (marked.TryGetValue(platform.Name, out var from) && from <= since || theirs.At - since <= Gap)).ToArray();
        foreach (var platform in heard) deaf.Remove(platform.Name);
        return heard.Length > 0 ? deaf : null;
    }

    /// <summary>The platforms whose people nobody heard for longer than a gap and can be heard again, each since when: all after an outage; otherwise those that were deaf.</summary>
    private Dictionary<string, Instant> Unheard(Beat? last, Instant now)
    {
        var unheard = new Dictionary<string, Instant>(StringComparer.Ordinal);
        if (last is null) return unheard;
        var wasAway = now - last.At > Gap;
        if (wasAway) Log.Away(log, last.At, now);
        foreach (var platform in platforms)
        {
            var deaf = DeafSince(last, platform.Name);
            var since = wasAway ? deaf ?? last.At : platform.Hears ? deaf : null;
            if (since is not { } from || now - from <= Gap) continue;
            unheard[platform.Name] = from;
            if (deaf is not null) Log.Deaf(log, platform.Name, from, now);
        }

        return unheard;
    }

    /// <summary>The platforms that cannot be heard, each since when. One that any instance hears is heard: that instance's beat says so, and what others say after it begins there.
    /// What is marked was heard until the marks.</summary>
    private Dictionary<string, Instant>? Deaf(Beat? last, Dictionary<string, Instant> marked, Instant now)
    {
        var deaf = new Dictionary<string, Instant>(StringComparer.Ordinal);
        foreach (var platform in platforms.Where(platform => !platform.Hears))
        {
            var before = marked.ContainsKey(platform.Name) ? null : DeafSince(last, platform.Name);
            // One that began otherwise is another one: it may have been heard in between, here or elsewhere.
            var start = before ?? last?.At;
            if (!_deaf.TryGetValue(platform.Name, out var measured) || measured.Since != start) _deaf[platform.Name] = measured = (start, clock.GetTimestamp());
            var known = now - Duration.FromTimeSpan(clock.GetElapsedTime(measured.Timestamp)) - Margin;
            var heard = marked.ContainsKey(platform.Name) ? now : last?.At ?? now;
            deaf[platform.Name] = Instant.Min(before ?? heard - Margin, known);
        }

        return deaf.Count > 0 ? deaf : null;
    }

    private static Instant? DeafSince(Beat? beat, string platform) => beat?.Deaf is { } deaf && deaf.TryGetValue(platform, out var since) ? since : null;

    /// <summary>Whether an instance whose clock is ahead of ours still beats: ours in between would make each of its beats look like one after an outage, minute by minute.
    /// A beat that stands still for as long as a gap is nobody's any more: a clock was put right, or moved on for a demo.</summary>
    private bool IsSomebodys(Instant beat, Instant now)
    {
        if (_ahead is not { } ahead || ahead.Beat != beat) _ahead = ahead = (beat, now);
        return now - ahead.Since <= Gap;
    }

    /// <summary>One that calls a platform deaf which this instance hears is never fresh.</summary>
    private bool IsFresh(Beat? beat, Instant now, Duration fresh) =>
        beat?.At is { } at && Duration.Max(now - at, at - now) < fresh && !platforms.Any(platform => platform.Hears && DeafSince(beat, platform.Name) is not null);

    private async Task MarkAsync(Dictionary<string, Instant> unheard, Instant until, CancellationToken cancel)
    {
        await foreach (var cohorts in store.CohortsAsync(cancel).Where(cohort => unheard.ContainsKey(cohort.Value.Id.Platform)).Chunk(Width))
            await Task.WhenAll(cohorts.Select(cohort => MarkAsync(cohort.Value.Id, unheard[cohort.Value.Id.Platform], until, cancel)));
    }

    private async Task MarkAsync(CohortId id, Instant from, Instant until, CancellationToken cancel)
    {
        var platform = platforms.First(p => p.Name == id.Platform);
        var hint = new DueHint(id, until);
        IReadOnlyList<Change> changes = [];
        var isMarked = false;
        await store.CommitAsync(id, async () =>
        {
            if (await store.FindCohortAsync(id, cancel) is not { } stored) return changes = [];
            isMarked = stored.Value.UnheardSince == from || stored.Value.OutageSettled > from;
            changes = platform.CanReadBack ? ToBeHeard(stored, from) : Extended(stored, from, until);
            if (changes.Count > 0) await store.AnnounceAsync(hint, cancel);
            return changes;
        }, cancel);

        // Another instance that looked between the two saw nothing to do, and took the hint out. So it may have been at the beat before, which came to no end.
        if (changes.Count > 0 || isMarked) await store.AnnounceAgainAsync(hint, cancel);
    }

    /// <summary>Where the plan has been over for long, nobody is listened for.</summary>
    private static IReadOnlyList<Change> ToBeHeard(Versioned<Cohort> stored, Instant from)
    {
        var cohort = stored.Value;
        if (cohort.Broken is not null || cohort.UnheardSince <= from) return [];
        return cohort.IsFinished && Statements.UntilWhenAnswered(cohort.Posted[^1]) <= from ? [] : [new Change.PutCohort(cohort with { UnheardSince = from }, stored.ETag)];
    }

    private static IReadOnlyList<Change> Extended(Versioned<Cohort> stored, Instant from, Instant until)
    {
        var cohort = stored.Value;
        var spans = Outage.Unsettled(cohort, from, until);
        if (spans.Aggregate(Duration.Zero, (sum, span) => sum + (span.Until - span.From)) <= Gap) return [];
        var (extended, met) = (cohort, new SortedSet<int>());
        foreach (var span in spans)
        {
            (extended, var days) = Outage.ExtendGrace(extended, span.From, span.Until);
            met.UnionWith(days);
        }

        if (met.Count == 0) return [];
        var began = cohort.OutageSettled > from && cohort.OutageFrom < from ? cohort.OutageFrom : from;
        var put = new Change.PutCohort(extended with { OutageFrom = began, OutageSettled = Instant.Max(until, cohort.OutageSettled ?? until) }, stored.ETag);
        // A channel that cannot be reached is told nothing; its people's lessons stay open longer all the same.
        return extended.Broken is null ? [put, new Change.PutDelivery(Notices.Away(extended, until, [.. met]), null)] : [put];
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The bot was away from {From} to {Until}; what people wrote meanwhile is read back, or their grace period is extended")]
        public static partial void Away(ILogger log, Instant from, Instant until);

        [LoggerMessage(LogLevel.Warning, "Nothing was heard of {Platform} from {From} to {Until}; what people wrote meanwhile is read back, or their grace period is extended")]
        public static partial void Deaf(ILogger log, string platform, Instant from, Instant until);
    }
}
