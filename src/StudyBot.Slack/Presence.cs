using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Whether the bot is in a channel: <c>/study</c> is answered everywhere, and a lesson can be posted in those alone that the bot was invited to.</summary>
public sealed class Presence(SlackApi api, TimeProvider clock)
{
    /// <summary>Whether Slack says that it is not. A channel that it does not name to the bot is a private one, seen from outside; where it does not say in time, nobody is kept waiting.</summary>
    public async Task<bool> IsAwayFromAsync(Workspace workspace, string channel, CancellationToken cancel) =>
        await AskAsync(workspace, channel, cancel) is { Value.Channel.IsMember: false } or { Failure: { Kind: FailureKind.Refused, Error: "channel_not_found" } };

    /// <summary>Whether Slack says that it is, and can speak there.</summary>
    public async Task<bool> IsInAsync(Workspace workspace, string channel, CancellationToken cancel) =>
        await AskAsync(workspace, channel, cancel) is { Value.Channel: { IsMember: true, IsArchived: false } };

    private Task<Answer<ConversationOpened>?> AskAsync(Workspace workspace, string channel, CancellationToken cancel) =>
        InTime.AskAsync(clock, either => api.ConversationAsync(workspace.Token, channel, either), cancel);
}
