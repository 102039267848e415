using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Asks Slack what somebody waits for meanwhile, and waits no longer than they would.</summary>
internal static class InTime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Null where Slack does not say within a second.</summary>
    public static async Task<Answer<T>?> AskAsync<T>(TimeProvider clock, Func<CancellationToken, Task<Answer<T>>> ask, CancellationToken cancel)
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
