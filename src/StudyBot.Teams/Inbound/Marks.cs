using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>The check mark on what counted. Teams takes two reactions a second from a bot, over all its conversations ("Use emoji reactions in Teams chat"),
/// so they wait in a queue of their own, and no word waits for a mark.</summary>
public sealed partial class Marks(Connector connector, Afterwards afterwards, TimeProvider clock, ILogger<Marks> log)
{
    private const string Queue = "marks";

    /// <summary>A mark that would come later says nothing any more; the lesson's card has counted long since.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Duration Pause = Duration.FromHours(1);

    /// <summary>Tenants where bots may not react, and until when that is not tried again: people see it on the lesson's card.</summary>
    private readonly ConcurrentDictionary<string, Instant> _mayNot = new(StringComparer.Ordinal);
    private long? _last;
    private int _waiting;
    private int _leftOut;

    /// <summary>From one mark to the next.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Queues a mark, to be put on or taken off; returns at once. One that is to be taken off would be wrong if it stayed, so it always waits.</summary>
    public void Enqueue(ReplyTo to, string conversation, string message, bool on)
    {
        if (on && Volatile.Read(ref _waiting) * Gap >= Patience)
        {
            Interlocked.Increment(ref _leftOut);
            return;
        }

        Interlocked.Increment(ref _waiting);
        var waits = afterwards.Enqueue(Names.Platform, Queue, async cancel =>
        {
            Interlocked.Decrement(ref _waiting);
            if (Interlocked.Exchange(ref _leftOut, 0) is > 0 and var count) Log.LeftOut(log, count);
            if (!_mayNot.TryGetValue(to.Tenant, out var until) || until <= clock.Now()) await MarkAsync(to, conversation, message, on, cancel);
        });
        if (!waits) Interlocked.Decrement(ref _waiting);
    }

    private async Task MarkAsync(ReplyTo to, string conversation, string message, bool on, CancellationToken cancel)
    {
        var answer = await clock.AsLongAsItHelpsAsync(
            async () =>
            {
                await PaceAsync(cancel);
                var given = await (on
                    ? connector.AddReactionAsync(to.Service, conversation, message, Names.Counted, cancel)
                    : connector.RemoveReactionAsync(to.Service, conversation, message, Names.Counted, cancel));
                return given.Failure is { } refusal && IsFromTheWay(refusal) ? refusal with { Kind = FailureKind.Refused } : given;
            },
            cancel);
        if (answer.Failure is not { } failure) return;
        Log.NotMarked(log, failure.Error);
        if (failure is { Kind: FailureKind.Refused, Error: "Forbidden" or "Teams answered 403" }) _mayNot[to.Tenant] = clock.Now() + Pause;
    }

    /// <summary>What somebody on the way to Teams answers may go on for long; a mark may be left out, and no other waits for it.</summary>
    private static bool IsFromTheWay(Failure failure) => failure is { Kind: FailureKind.NotNow, Error: "Teams answered 403" or "Teams answered 404" or "Teams answered 405" };

    /// <summary>By the clock's timestamp, which no setting of the clock moves. The queue has one reader.</summary>
    private async Task PaceAsync(CancellationToken cancel)
    {
        if (_last is { } last && Gap - clock.GetElapsedTime(last) is var wait && wait > TimeSpan.Zero) await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock, cancel);
        _last = clock.GetTimestamp();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Teams did not take a mark: {Error}")]
        public static partial void NotMarked(ILogger log, string error);

        [LoggerMessage(LogLevel.Warning, "{Count} marks were left out: Teams takes two a second, and they would have come more than a minute late. What they were about is recorded")]
        public static partial void LeftOut(ILogger log, int count);
    }
}
