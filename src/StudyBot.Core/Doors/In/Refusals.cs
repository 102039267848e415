using Microsoft.Extensions.Logging;
using NodaTime;

namespace StudyBot.Doors;

/// <summary>Calls from outside that are turned away: every one is counted, and the first of its kind in a minute is logged, so that whoever calls without end fills no log.</summary>
public sealed partial class Refusals(TimeProvider clock, ILogger<Refusals> log)
{
    private static readonly Duration Gap = Duration.FromMinutes(1);

    private readonly Dictionary<(string Path, string Reason), Instant> _logged = [];

    /// <param name="door">A platform's name.</param>
    /// <param name="path">A path of ours, never the caller's own words.</param>
    /// <param name="reason">One of few: a word or two, never what the caller sent.</param>
    public void Add(string door, string path, string reason)
    {
        Telemetry.Refuse(door, reason);
        var now = clock.Now();
        lock (_logged)
        {
            // A clock that was set back silences nothing.
            if (_logged.TryGetValue((path, reason), out var last) && last <= now && now - last < Gap) return;
            _logged[(path, reason)] = now;
        }

        Log.Refused(log, path, reason);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A call to {Path} was turned away: {Reason}; others like it within a minute are counted only")]
        public static partial void Refused(ILogger log, string path, string reason);
    }
}
