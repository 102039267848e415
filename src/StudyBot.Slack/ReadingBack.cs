using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Takes up what people wrote while the bot was away, each with the instant at which they wrote it: in the channel, under its lessons,
/// and in their direct conversations with the bot. Where Slack gives no more for now, what was read is kept, and the next try goes on from there.</summary>
public sealed partial class ReadingBack(SlackApi api, People people, Directs directs, IStudyStore store, Hear hear, Saying saying, TimeProvider clock, ILogger<ReadingBack> log)
{
    private readonly ConcurrentDictionary<CohortId, ReadSoFar> _read = new();

    public async Task ReadAsync(Workspace workspace, CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel)
    {
        var read = _read.TryGetValue(cohort, out var begun) && begun.GoesOn(since, clock.Now()) ? begun : _read[cohort] = new(since);
        try
        {
            await InChannelAsync(workspace, cohort.Channel, read, posts, cancel);
            await InDirectsAsync(workspace, cohort, read, cancel);
        }
        finally
        {
            await HearAllAsync(workspace, read, cancel);
        }

        _read.TryRemove(cohort, out _);
    }

    /// <summary>In the order in which it was said: who said <c>done</c> and then <c>undo</c> has nothing done. Where one cannot be heard now, the next try goes on with it.</summary>
    private async Task HearAllAsync(Workspace workspace, ReadSoFar read, CancellationToken cancel)
    {
        try
        {
            while (read.Whole.TryPeek(out var said, out _))
            {
                if (said.Asks && await people.WhoIsAsync(workspace, said.User, "", cancel) is { } person) saying.Say(workspace, said, await hear(said.By(person), cancel));
                read.Whole.Dequeue();
            }
        }
        finally
        {
            read.LeftAt = clock.Now();
        }
    }

    private async Task InChannelAsync(Workspace workspace, string channel, ReadSoFar read, IReadOnlyList<string> posts, CancellationToken cancel)
    {
        var since = Timestamp.Write(read.Since);
        await AllAsync(
            read,
            channel,
            cursor => api.HistoryAsync(workspace.Token, channel, since, cursor, cancel),
            message => Said(workspace, channel, message));
        foreach (var post in posts)
        {
            await AllAsync(
                read,
                $"{channel} {post}",
                cursor => ThreadAsync(workspace, channel, post, since, cursor, cancel),
                message => message.Ts == post ? Reacted(workspace, channel, message, read.Since) : Said(workspace, channel, message));
        }
    }

    /// <summary>A page may name fewer people than reacted to the post that it begins with.</summary>
    private async Task<CallResult<History>> ThreadAsync(Workspace workspace, string channel, string post, string since, string? cursor, CancellationToken cancel)
    {
        var page = await api.RepliesAsync(workspace.Token, channel, post, since, cursor, cancel);
        if (cursor is not null || page.Value is not { Messages: [{ Reactions: { } reactions }, ..] } got || reactions.All(reaction => reaction is null || reaction.Users?.Count >= reaction.Count)) return page;
        var whole = await api.ReactionsAsync(workspace.Token, channel, post, cancel);
        if (whole.Failure is { Kind: not FailureKind.Refused } failure) return failure;
        return got with { Messages = [whole.Value?.Message ?? got.Messages[0], .. got.Messages.Skip(1)] };
    }

    private async Task InDirectsAsync(Workspace workspace, CohortId cohort, ReadSoFar read, CancellationToken cancel)
    {
        if (await store.FindCohortAsync(cohort, cancel) is not { Value.Run: var run }) return;
        foreach (var member in await store.MembersAsync(cohort, run, cancel))
        {
            if (member.Value.Left) continue;
            var opened = await directs.WithAsync(workspace, member.Value.Id.User, cancel);
            if (opened.Failure is { Kind: FailureKind.Refused }) continue;
            var direct = opened.Value ?? throw Untold(opened.Failure!.Error);
            await AllAsync(
                read,
                direct,
                cursor => api.HistoryAsync(workspace.Token, direct, Timestamp.Write(read.Since), cursor, cancel),
                message => Said(workspace, direct, message));
        }
    }

    private static IEnumerable<Heard> Said(Workspace workspace, string channel, HistoryMessage message) =>
        EventReader.Said(message, channel, workspace) is { } said ? [said] : [];

    /// <summary>Slack does not say when a reaction was put on: it counts from the first instant at which it can have been.</summary>
    private static IEnumerable<Heard> Reacted(Workspace workspace, string channel, HistoryMessage post, Instant since)
    {
        var at = Instant.Max(since, Timestamp.Read(post.Ts) ?? since);
        foreach (var reaction in post.Reactions ?? [])
        {
            if (reaction is not { Name: { } emoji, Users: { } users }) continue;
            foreach (var user in users)
                if (user is not null && user != workspace.BotUser) yield return EventReader.Reacted(workspace, channel, post.Ts, user, emoji, $"{at.ToUnixTimeTicks()} read back", at, on: true);
        }
    }

    /// <summary>All pages of a conversation; throws where Slack does not give them, since what is missing would be lost. One that is refused has nothing to tell.</summary>
    private async Task AllAsync(ReadSoFar read, string conversation, Func<string?, Task<CallResult<History>>> page, Func<HistoryMessage, IEnumerable<Heard>> heard)
    {
        var part = read.Of(conversation);
        while (!part.Pages.IsAtEnd)
        {
            var answer = await page(part.Pages.Next);
            if (answer.Value is { } got)
            {
                if (!part.Add(got.Messages.OfType<HistoryMessage>().SelectMany(heard), got.ResponseMetadata?.NextCursor))
                {
                    Log.Endless(log, conversation);
                    part.Add([], null);
                }
            }
            else if (answer.Failure is { Kind: FailureKind.Refused } && part.Pages.Next is null)
            {
                part.Add([], null);
            }
            else
            {
                if (answer.Failure is { Kind: FailureKind.Refused }) part.BeginAnew();
                throw Untold(answer.Failure!.Error);
            }

            if (part.Pages.IsAtEnd) read.Take(part);
        }
    }

    private static HttpRequestException Untold(string error) => new($"Slack does not say now what was written: {error}");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Slack's pages of what was written in {Conversation} come to no end; what they told is taken up")]
        public static partial void Endless(ILogger log, string conversation);
    }
}
