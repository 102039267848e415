using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>The direct conversation of each person with the bot; its id never changes, so it is asked for once.</summary>
public sealed class Directs(SlackApi api)
{
    private readonly Remembered<(string Team, string User), string> _known = new(most: 50_000);

    /// <summary>The conversation's id.</summary>
    public async Task<CallResult<string>> WithAsync(Workspace workspace, string user, CancellationToken cancel)
    {
        if (_known.TryGet((workspace.Team, user), out var known)) return known;
        var opened = await api.OpenConversationAsync(workspace.Token, user, cancel);
        if (opened.Value is not { } open) return opened.Failure!;
        _known.Set((workspace.Team, user), open.Channel.Id);
        return open.Channel.Id;
    }
}
