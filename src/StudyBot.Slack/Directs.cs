using System.Collections.Concurrent;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>The direct conversation of each person with the bot; its id never changes, so it is asked for once.</summary>
public sealed class Directs(SlackApi api)
{
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<(string Team, string User), string> _known = new();

    /// <summary>The conversation's id.</summary>
    public async Task<Answer<string>> WithAsync(Workspace workspace, string user, CancellationToken cancel)
    {
        if (_known.TryGetValue((workspace.Team, user), out var known)) return known;
        var opened = await api.OpenConversationAsync(workspace.Token, user, cancel);
        if (opened.Value is not { } open) return opened.Failure!;
        if (_known.Count > Most) _known.Clear();
        return _known[(workspace.Team, user)] = open.Channel.Id;
    }
}
