using StudyBot.Doors;

namespace StudyBot.Host.Running;

/// <summary>Serves what the rounds find due, once the host listens. Told to stop, it takes nothing new and has a while to finish what it started.</summary>
internal sealed class Posting(Poster poster, Rounding rounding, IHostApplicationLifetime life) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host stops its parts one after the other; this one begins to finish when the first does.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, life.ApplicationStopping);
        using var abandon = new CancellationTokenSource();
        await using var patience = stop.Token.Register(() => abandon.CancelAfter(Composition.Patience));
        if (!await ListeningAsync(stop.Token)) return;
        // What came due while the bot was off does not wait for the next full minute.
        await rounding.RoundAsync(stop.Token);
        await poster.RunAsync(stop.Token, abandon.Token);
    }

    /// <summary>False where the start came to nothing: then nothing is posted either.</summary>
    private async Task<bool> ListeningAsync(CancellationToken stop)
    {
        var listening = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var yes = life.ApplicationStarted.Register(() => listening.TrySetResult(true));
        await using var no = stop.Register(() => listening.TrySetResult(false));
        return await listening.Task;
    }
}
