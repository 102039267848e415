using StudyBot.Doors;

namespace StudyBot.Host.Running;

/// <summary>Serves what the rounds find due, once the host listens. Told to stop, it takes nothing new and has a while to finish what it started.</summary>
internal sealed partial class Posting(Poster poster, RoundRunner runner, Sweeping sweeping, TimeProvider clock, IHostApplicationLifetime life, ILogger<Posting> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host stops its parts one after the other; this one begins to finish when the first does.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, life.ApplicationStopping);
        using var abandon = new CancellationTokenSource();
        await using var patience = stop.Token.Register(() => abandon.CancelAfter(Composition.Patience));
        if (!await ListeningAsync(stop.Token)) return;
        // What came due while the bot was off does not wait for the next full minute.
        await runner.RoundAsync(stop.Token);
        await Task.WhenAll(poster.RunAsync(stop.Token, abandon.Token), SweepAsync(stop.Token));
        await StoppedAsync(stoppingToken);
        await poster.FinishAsync(stop.Token, abandon.Token);
    }

    /// <summary>The host stops what listens before it stops this.</summary>
    private static async Task StoppedAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var told = stop.Register(stopped.SetResult);
        await stopped.Task;
    }

    /// <summary>Nobody waits for it: a hint that is missing is rare, and what is over does no harm for a while. So it begins when the rush of a start is over,
    /// and where it fails, the next night's makes up for it.</summary>
    private async Task SweepAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(1), clock, stop);
            await sweeping.SweepAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            Log.NotSwept(log, fault);
        }
    }

    /// <summary>False where the start came to nothing: then nothing is posted either.</summary>
    private async Task<bool> ListeningAsync(CancellationToken stop)
    {
        var listening = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var yes = life.ApplicationStarted.Register(() => listening.TrySetResult(true));
        await using var no = stop.Register(() => listening.TrySetResult(false));
        return await listening.Task;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The sweep at the start came to no end; the nightly one makes up for it")]
        public static partial void NotSwept(ILogger log, Exception fault);
    }
}
