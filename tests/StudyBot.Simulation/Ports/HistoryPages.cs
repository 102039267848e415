using NodaTime;
using StudyBot.Simulation.Running;
using StudyBot.Simulation.Stories;

namespace StudyBot.Simulation.Ports;

/// <summary>What Slack tells of what was written, while it is scarce: one page of fifteen messages a minute, for each method and workspace, whichever bot asks.</summary>
internal sealed class HistoryPages(World world)
{
    private static readonly Duration Between = Duration.FromMinutes(1);

    private readonly Dictionary<(string Tenant, string Method), Instant> _last = [];

    public bool IsScarce => world.Trouble.Is(FaultKind.HistoryScarce);

    /// <summary>Messages of a page.</summary>
    public int Page => IsScarce ? 15 : 200;

    /// <returns>How long to wait for a page, which is then not given; null where it is.</returns>
    public Duration? Take(string tenant, string method)
    {
        if (!IsScarce) return null;
        if (_last.TryGetValue((tenant, method), out var last) && last + Between > world.Now)
        {
            world.Trouble.Struck(FaultKind.HistoryScarce);
            return Duration.FromSeconds(Math.Ceiling((last + Between - world.Now).TotalSeconds));
        }

        _last[(tenant, method)] = world.Now;
        return null;
    }
}
