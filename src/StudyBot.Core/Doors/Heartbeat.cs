using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Doors;

/// <summary>Marks each minute that the bot is alive. After a gap of more than 5 min nobody is charged for our outage: what people wrote is read back,
/// and where it cannot be, the grace ends of the lessons it met are extended by the gap and one line says so.</summary>
public sealed partial class Heartbeat(
    IStudyStore store,
    IEnumerable<IPlatform> platforms,
    TimeProvider clock,
    ILogger<Heartbeat> log)
{
    public static Duration Gap { get; } = Duration.FromMinutes(5);

    public async Task BeatAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        if (await store.LastBeatAsync(cancel) is { } last && now - last > Gap) await MendAsync(last, now, cancel);
        await store.BeatAsync(now, cancel);
    }

    private async Task MendAsync(Instant from, Instant until, CancellationToken cancel)
    {
        Log.Away(log, from, until);
        await foreach (var cohort in store.CohortsAsync(cancel))
        {
            if (platforms.FirstOrDefault(p => p.Name == cohort.Value.Id.Platform) is not { } platform) continue;
            try
            {
                if (platform.CanReadBack) await platform.ReadBackAsync(cohort.Value.Id, from, [.. cohort.Value.Posted.Where(l => from < l.GraceEnd).Select(l => l.MessageId)], cancel);
                else await ExtendAsync(platform, cohort.Value.Id, from, until, cancel);
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                Log.NotMended(log, cohort.Value.Id, fault);
            }
        }
    }

    private async Task ExtendAsync(IPlatform platform, CohortId id, Instant from, Instant until, CancellationToken cancel)
    {
        while (await store.FindCohortAsync(id, cancel) is { } stored)
        {
            var since = stored.Value.OutageSettled is { } settled && settled > from ? settled : from;
            if (since >= until) return;
            var (extended, met) = Outage.ExtendGrace(stored.Value, since, until);
            if (met.Count == 0) return;
            var changes = new Change.PutCohort(extended with { OutageSettled = until }, stored.ETag);
            if (await store.CommitAsync(id, [changes], cancel) is not Commit.Done) continue;
            var notice = Deliveries.Notice(stored.Value.Run, $"away {until.ToUnixTimeSeconds()}");
            await platform.PostAsync(new Post(id, notice, Say.OutageNote(met)), cancel);
            return;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The bot was away from {From} to {Until}; what people wrote meanwhile is read back, or their grace time is extended")]
        public static partial void Away(ILogger log, Instant from, Instant until);

        [LoggerMessage(LogLevel.Error, "What {Cohort} missed could not be mended")]
        public static partial void NotMended(ILogger log, CohortId cohort, Exception fault);
    }
}
