using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>The way out to Slack. A post carries its delivery in the message's metadata: the one trace by which it is found again.</summary>
public sealed partial class SlackPlatform(
    SlackApi api,
    Workspaces workspaces,
    Directs directs,
    Finding finding,
    ReadingBack readingBack,
    SocketStatus sockets,
    TimeProvider clock,
    ILogger<SlackPlatform> log) : IPlatform
{
    public string Name => Names.Platform;

    /// <summary>Source: the page on rate limits, for posting: one a second in a channel, several hundred a minute in a workspace.</summary>
    public Ports.Limits Limits { get; } = new([new(1, Duration.FromSeconds(1))], [new(300, Duration.FromMinutes(1))]) { UpdateGap = Duration.FromSeconds(1), Updates = [new(50, Duration.FromMinutes(1))] };

    public async Task<Sending> PostAsync(Post post, CancellationToken cancel)
    {
        var found = await workspaces.FindAsync(post.Cohort.Tenant, cancel);
        if (found.Value is not { } workspace) return ToSending(found.Failure!);
        var message = BlockKit.Message(post.Card, post.To is null ? null : post.Cohort);
        // A person's id stands for their direct conversation: to ask for that first has a limit of its own, which a morning's nudges would meet.
        var to = post.To?.User ?? post.Cohort.Channel;
        var answer = await api.PostMessageAsync(workspace.Token, new(to, message.Text, message.Blocks, Metadata: Tag.Of(post.Cohort, post.Delivery)), cancel);
        if (answer.Value is { } posted) return new Sending.Sent(new MessageId(posted.Channel, posted.Ts).Write(post.Cohort.Channel), Timestamp.Read(posted.Ts) ?? clock.Now());
        workspaces.DropIfVoid(workspace, answer.Failure!);
        return ToSending(answer.Failure!);
    }

    public async Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel)
    {
        var found = await workspaces.FindAsync(cohort.Tenant, cancel);
        if (found.Value is not { } workspace) return found.Failure!.Kind is FailureKind.Refused;
        var (channel, ts) = MessageId.Of(messageId, cohort.Channel);
        var message = BlockKit.Message(card);
        var answer = await api.UpdateAsync(workspace.Token, new(channel, ts, message.Text, message.Blocks), cancel);
        if (answer.Failure is not { } failure) return true;
        Log.NotUpdated(log, cohort, ts, failure.Error);
        workspaces.DropIfVoid(workspace, failure);
        return failure.Kind is FailureKind.Refused;
    }

    public async Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel)
    {
        if ((await workspaces.FindAsync(cohort.Tenant, cancel)).Value is not { } workspace) return false;
        var (channel, ts) = MessageId.Of(messageId, cohort.Channel);
        var answer = await api.DeleteAsync(workspace.Token, new(channel, ts), cancel);
        return answer.Failure is null or { Error: "message_not_found" };
    }

    public async Task<Found> FindAsync(Sought sought, CancellationToken cancel)
    {
        var found = await workspaces.FindAsync(sought.Cohort.Tenant, cancel);
        if (found.Value is not { } workspace) return Finding.ToFound(found.Failure!);
        CallResult<string> channel = sought.To is { } person ? await directs.WithAsync(workspace, person.User, cancel) : sought.Cohort.Channel;
        return channel.Value is { } to ? await finding.FindAsync(workspace, to, sought, cancel) : Finding.ToFound(channel.Failure!);
    }

    public bool Hears => sockets.Hears && !workspaces.IsTurnedAway;

    public bool CanReadBack => true;

    public async Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel)
    {
        var found = await workspaces.FindAsync(cohort.Tenant, cancel);
        if (found.Value is { } workspace) await readingBack.ReadAsync(workspace, cohort, since, posts, cancel);
        else if (found.Failure is { Kind: not FailureKind.Refused } failure) throw new HttpRequestException(failure.Error);
    }

    private static Sending ToSending(Failure failure) => Sending.Of(failure, Reasons.Of);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The card {Ts} of {Cohort} was not updated: {Error}")]
        public static partial void NotUpdated(ILogger log, CohortId cohort, string ts, string error);
    }
}
