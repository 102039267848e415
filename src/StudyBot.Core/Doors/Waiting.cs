namespace StudyBot.Doors;

/// <summary>Asks what somebody waits for meanwhile, and waits no longer than they would.</summary>
public static class Waiting
{
    /// <summary>Null where there is no answer within this time, by the clock.</summary>
    public static async Task<T?> NoLongerThanAsync<T>(this TimeProvider clock, TimeSpan patience, Func<CancellationToken, Task<T?>> ask, CancellationToken cancel)
        where T : class
    {
        using var over = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, over.Token);
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
