using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>Whether the demo clock may be moved, and what moves it.</summary>
public sealed class DemoMoves(TimeProvider clock, IEnumerable<IPlatform> platforms, RunUntil? run = null)
{
    public RunUntil? Run { get; } = run;

    public TimeSpan Offset => (clock as DemoClock)?.Offset ?? TimeSpan.Zero;

    /// <summary>One sentence; null where it may be moved.</summary>
    public string? WhyNot =>
        platforms.FirstOrDefault(p => p.Name != Names.Platform) is { } other
            ? $"The clock cannot be moved here: {Title(other.Name)} is configured too, and keeps real time."
            : clock is DemoClock && Run is not null ? null : "The clock cannot be moved here: this host keeps real time.";

    private static string Title(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
