using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>Reads back what people did in a cohort's channel while nothing of it was heard.</summary>
internal sealed partial class CatchingUp(IStudyStore store, TimeProvider clock, ILogger log)
{
    /// <summary>The cohorts of which all was heard since an instant but what stands below a post that is in doubt.</summary>
    private readonly ConcurrentDictionary<CohortId, Instant> _heard = new();

    private readonly Changing _changing = new(store, clock);

    /// <summary>What people wrote while the bot was away is taken up before anything new is said. Where that fails it holds up nothing, and is tried again.</summary>
    public async Task<bool> HearAsync(Lane lane, Cohort cohort, Instant since, CancellationToken cancel)
    {
        var id = cohort.Id;
        try
        {
            // What is said below a lesson can be read once its post is known; until then, all else is read once.
            var isInDoubt = lane.Platform.CanReadBack && await store.IsAppearingAsync(cohort, cohort.Day + 1, cancel);
            if (isInDoubt && _heard.TryGetValue(id, out var heard) && heard == since) return false;
            string[] posts = [.. cohort.Posted.Where(lesson => since < Statements.UntilWhenAnswered(lesson) && lesson.MessageId.Length > 0).Select(lesson => lesson.MessageId)];
            if (lane.Platform.CanReadBack) await lane.Platform.ReadBackAsync(id, since, posts, cancel);
            if (isInDoubt)
            {
                _heard[id] = since;
                return false;
            }

            _heard.TryRemove(id, out _);
            await _changing.CommitAsync(id, now => now.UnheardSince == since ? now with { UnheardSince = null } : now, cancel);
            return true;
        }
        catch (HttpRequestException fault) when (!cancel.IsCancellationRequested)
        {
            Log.NotHeardNow(log, id, since, fault.Message);
            return false;
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            Log.NotHeard(log, id, since, fault);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What {Cohort} missed since {Since} was not read back to its end ({Reason}); the next tick goes on with it")]
        public static partial void NotHeardNow(ILogger log, CohortId cohort, Instant since, string reason);

        [LoggerMessage(LogLevel.Error, "What {Cohort} missed since {Since} could not be read back; it is tried again at the next tick")]
        public static partial void NotHeard(ILogger log, CohortId cohort, Instant since, Exception fault);
    }
}
