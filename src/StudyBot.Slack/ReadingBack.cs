using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Takes up what people wrote while the bot was away, each with the instant at which they wrote it: in the channel, under its lessons,
/// and in their direct conversations with the bot.</summary>
public sealed class ReadingBack(SlackApi api, People people, Directs directs, IStudyStore store, Hear hear, Saying saying)
{
    public async Task ReadAsync(Workspace workspace, CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel)
    {
        var heard = await InChannelAsync(workspace, cohort.Channel, since, posts, cancel);
        heard.AddRange(await InDirectsAsync(workspace, cohort, since, cancel));
        foreach (var said in heard.OrderBy(h => h.At))
        {
            if (!said.Asks) continue;
            saying.Say(workspace, said, await hear(said.By(await people.WhoIsAsync(workspace, said.User, "", cancel)), cancel));
        }
    }

    private async Task<List<Heard>> InChannelAsync(Workspace workspace, string channel, Instant since, IReadOnlyList<string> posts, CancellationToken cancel)
    {
        var heard = new List<Heard>();
        foreach (var message in await AllAsync(cursor => api.HistoryAsync(workspace.Token, channel, Timestamp.Write(since), cursor, cancel)))
            Add(heard, workspace, channel, message);
        foreach (var post in posts)
        {
            foreach (var message in await AllAsync(cursor => api.RepliesAsync(workspace.Token, channel, post, Timestamp.Write(since), cursor, cancel)))
            {
                if (message.Ts == post) AddReactions(heard, workspace, channel, message, Instant.Max(since, Timestamp.Read(post) ?? since));
                else Add(heard, workspace, channel, message);
            }
        }

        return heard;
    }

    private async Task<List<Heard>> InDirectsAsync(Workspace workspace, CohortId cohort, Instant since, CancellationToken cancel)
    {
        var heard = new List<Heard>();
        if (await store.FindCohortAsync(cohort, cancel) is not { Value.Run: var run }) return heard;
        foreach (var member in await store.MembersAsync(cohort, run, cancel))
        {
            if (member.Value.Left || (await directs.WithAsync(workspace, member.Value.Id.User, cancel)).Value is not { } direct) continue;
            foreach (var message in await AllAsync(cursor => api.HistoryAsync(workspace.Token, direct, Timestamp.Write(since), cursor, cancel)))
                Add(heard, workspace, direct, message);
        }

        return heard;
    }

    private static void Add(List<Heard> heard, Workspace workspace, string channel, HistoryMessage message)
    {
        if (EventReader.Said(message, channel, workspace) is { } said) heard.Add(said);
    }

    /// <summary>Slack does not say when a reaction was put on: it counts from the first instant at which it can have been.</summary>
    private static void AddReactions(List<Heard> heard, Workspace workspace, string channel, HistoryMessage post, Instant at)
    {
        foreach (var reaction in post.Reactions ?? [])
        {
            foreach (var user in reaction.Users.Where(user => user != workspace.BotUser))
                heard.Add(EventReader.Reacted(workspace, channel, post.Ts, user, reaction.Name, $"{at.ToUnixTimeTicks()} read back", at, on: true));
        }
    }

    /// <summary>All pages; throws where Slack does not give them, since what is missing would be lost.</summary>
    private async Task<IReadOnlyList<HistoryMessage>> AllAsync(Func<string?, Task<Answer<History>>> page)
    {
        var all = new List<HistoryMessage>();
        string? cursor = null;
        do
        {
            var answer = await page(cursor);
            if (answer.Failure is { Kind: FailureKind.Refused }) return all;
            if (answer.Value is not { } got) throw new HttpRequestException($"Slack cannot say what was written: {answer.Failure!.Error}");
            all.AddRange(got.Messages);
            cursor = got.ResponseMetadata?.NextCursor;
        }
        while (!string.IsNullOrEmpty(cursor));

        return all;
    }
}
