using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Whether the bot is in a channel: <c>/study</c> is answered everywhere, and a lesson can be posted in those alone that the bot was invited to.</summary>
public sealed class Presence(SlackApi api, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>True where Slack says so. A channel that it does not name to the bot is a private one, seen from outside; where it does not say in time, nobody is kept waiting.</summary>
    public async Task<bool> IsAwayFromAsync(Workspace workspace, string channel, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            return await api.ConversationAsync(workspace.Token, channel, either.Token) is { Value.Channel.IsMember: false } or { Failure: { Kind: FailureKind.Refused, Error: "channel_not_found" } };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
