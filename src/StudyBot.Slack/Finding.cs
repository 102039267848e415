using System.Collections.Concurrent;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Looks for our own post of a delivery by its metadata, from the newest message on. Where Slack gives no more for now, the next try goes on from there:
/// begun anew each time, it would never come to a post that people have written a page below since.</summary>
public sealed class Finding(SlackApi api, TimeProvider clock)
{
    /// <summary>Slack's clock and ours may differ.</summary>
    private static readonly Duration Skew = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<Sought, (Pages Pages, Instant LeftAt)> _begun = new();

    public async Task<Found> FindAsync(Workspace workspace, string channel, Sought sought, CancellationToken cancel)
    {
        var tag = Tag.Of(sought.Cohort, sought.Delivery);
        var oldest = Timestamp.Write(sought.Since - Skew);
        string IdOf(HistoryMessage message) => new MessageId(channel, message.Ts).Write(sought.Cohort.Channel);
        var pages = GoneOnWith(sought);
        while (!pages.IsAtEnd)
        {
            var answer = await api.HistoryAsync(workspace.Token, channel, oldest, pages.Next, cancel);
            if (answer.Failure is { } failure)
            {
                // A cursor that holds no longer says nothing of the post.
                if (failure.Kind is FailureKind.Refused && pages.Next is not null) return new Found.NotNow(failure.Error);
                if (pages.Next is not null) _begun[sought] = (pages, clock.Now());
                return ToFound(failure);
            }

            var page = answer.Value!;
            if (page.Messages.FirstOrDefault(message => message is { Ts: not null } && Tag.IsOn(message, tag) && IdOf(message) != sought.Besides) is { } ours)
                return new Found.Here(IdOf(ours), Timestamp.Read(ours.Ts) ?? clock.Now());
            if (!pages.Turn(page.ResponseMetadata?.NextCursor)) return new Found.NotNow("Slack's pages come to no end");
        }

        return new Found.Nowhere();
    }

    /// <summary>Where a try was left that is not long ago; those that nobody went on with are forgotten.</summary>
    private Pages GoneOnWith(Sought sought)
    {
        var fresh = clock.Now() - Heartbeat.Gap;
        foreach (var (left, begun) in _begun)
            if (begun.LeftAt < fresh) _begun.TryRemove(left, out _);
        return _begun.TryRemove(sought, out var last) ? last.Pages : new();
    }

    /// <summary>A channel that is gone holds no post of ours that anybody sees; a scope that is missing will be missing tomorrow too.</summary>
    public static Found ToFound(Failure failure) => failure switch
    {
        { Kind: not FailureKind.Refused } => new Found.NotNow(failure.Error, failure.RetryAfter),
        { Error: var error } when error.StartsWith("missing_scope", StringComparison.Ordinal) => new Found.CannotTell(),
        _ => new Found.Nowhere(),
    };
}
