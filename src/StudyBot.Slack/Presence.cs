using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>Whether the bot is in a channel: <c>/study</c> is answered everywhere, and a lesson can be posted in those alone that the bot was invited to.</summary>
public sealed class Presence(SlackApi api, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What stands in the way of a cohort there, for whoever asks for one; null where nothing is known to. A channel that Slack does not name to the bot is a private one, seen from outside.
    /// In a group message, for which it has no scope, it would hear nobody. Where Slack does not say in time, nobody is kept waiting.</summary>
    public async Task<string?> ObstacleAsync(Workspace workspace, string channel, CancellationToken cancel) => await AskAsync(workspace, channel, cancel) switch
    {
        { Value.Channel.IsMember: false } or { Failure: { Kind: FailureKind.Refused, Error: "channel_not_found" } } => Say.InviteMeFirst(),
        { Failure: { Kind: FailureKind.Refused, Error: "missing_scope mpim:read" } } => Say.CohortsLiveInChannels(),
        _ => null,
    };

    /// <summary>Whether Slack says that it is, and can speak there.</summary>
    public async Task<bool> IsInAsync(Workspace workspace, string channel, CancellationToken cancel) =>
        await AskAsync(workspace, channel, cancel) is { Value.Channel: { IsMember: true, IsArchived: false } };

    private Task<CallResult<ConversationOpened>?> AskAsync(Workspace workspace, string channel, CancellationToken cancel) =>
        clock.NoLongerThanAsync<CallResult<ConversationOpened>>(Patience, async either => await api.ConversationAsync(workspace.Token, channel, either), cancel);
}
