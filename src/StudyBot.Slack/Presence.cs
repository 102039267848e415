using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Whether the bot is in a channel: <c>/study</c> is answered everywhere, and a lesson can be posted in those alone that the bot was invited to.</summary>
public sealed class Presence(SlackApi api, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Whether Slack says that it is not. A channel that it does not name to the bot is a private one, seen from outside; where it does not say in time, nobody is kept waiting.</summary>
    public async Task<bool> IsAwayFromAsync(Workspace workspace, string channel, CancellationToken cancel) =>
        await AskAsync(workspace, channel, cancel) is { Value.Channel.IsMember: false } or { Failure: { Kind: FailureKind.Refused, Error: "channel_not_found" } };

    /// <summary>Whether Slack says that it is, and can speak there.</summary>
    public async Task<bool> IsInAsync(Workspace workspace, string channel, CancellationToken cancel) =>
        await AskAsync(workspace, channel, cancel) is { Value.Channel: { IsMember: true, IsArchived: false } };

    /// <summary>Null where it does not say in time.</summary>
    private async Task<Answer<ConversationOpened>?> AskAsync(Workspace workspace, string channel, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            return await api.ConversationAsync(workspace.Token, channel, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
