using NodaTime;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Host.Running.Cluster;

/// <summary>Each minute, by this instance's own clock: where nobody made a round lately (the database is away), it makes one over all shards;
/// and one every now and then whatever the schedule says, since what is in there is no truth. Being one too many, its claims keep it right.</summary>
internal sealed partial class Standby(RoundRunner runner, Rounds rounds, Poster poster, Database database, IStudyStore store, TimeProvider clock, ILogger<Standby> log) : BackgroundService
{
    private static readonly Duration Silence = Duration.FromSeconds(90);
    private static readonly Duration OfItsOwn = Duration.FromMinutes(10);

    /// <summary>Clocks of machines differ by less: a beat further ahead is of a clock that was set back since.</summary>
    public static readonly Duration Ahead = Duration.FromMinutes(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private bool _away;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minutes = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        try
        {
            while (await minutes.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    public async Task LookAsync(CancellationToken cancel)
    {
        await AskAsync(cancel);
        // What could not be done waits in this instance, which the minute's ticks may all have passed by.
        poster.AskAgain();
        if (await IsCalledForAsync(cancel)) await runner.RoundAsync(cancel);
    }

    /// <summary>Says once that the database went, and that it came back.</summary>
    private async Task AskAsync(CancellationToken cancel)
    {
        var why = await database.AskAsync(Patience, cancel);
        if (why is not null && !_away) Log.Away(log, database, why);
        if (why is null && _away) Log.Back(log, database);
        _away = why is not null;
    }

    private async Task<bool> IsCalledForAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        // One that came to no end is made up for by this instance itself: nobody else can say that its own way to the store is well again.
        if (runner.Fault is not null || rounds.SinceLast is not { } own || own >= OfItsOwn) return true;
        try
        {
            if (await store.LastBeatAsync(cancel) is not { } last) return true;
            if (now - last < Silence && last - now <= Ahead) return false;
            if (!_away) Log.Silence(log, last);
            return true;
        }
        catch (TableUnavailableException)
        {
            // The round would say so, and it does.
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The schedule's database {Database} is away: {Reason} Until it is back, instances make their rounds each by itself, every minute or two")]
        public static partial void Away(ILogger log, Database database, string reason);

        [LoggerMessage(LogLevel.Information, "The schedule's database {Database} is back: instances share the minute's ticks again")]
        public static partial void Back(ILogger log, Database database);

        [LoggerMessage(LogLevel.Warning, "No instance made a round since {Last}: this one makes one")]
        public static partial void Silence(ILogger log, Instant last);
    }
}
