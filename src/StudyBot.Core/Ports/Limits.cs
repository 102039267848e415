using NodaTime;

namespace StudyBot.Ports;

/// <summary>How often a platform may be called.</summary>
/// <param name="PerChannel">Posts a channel takes in each span.</param>
/// <param name="PerTenant">Posts a workspace or tenant takes in each span.</param>
public sealed record Limits(IReadOnlyList<Limit> PerChannel, IReadOnlyList<Limit> PerTenant)
{
    /// <summary>The least time between two updates of cards in one channel.</summary>
    public Duration UpdateGap { get; init; } = Duration.Zero;

    /// <summary>Updates of cards that a workspace or tenant takes in each span.</summary>
    public IReadOnlyList<Limit> Updates { get; init; } = [];

    public static Limits None { get; } = new([], []);
}

/// <summary>At most so many calls in any span of this length, wherever it begins.</summary>
public sealed record Limit(int Calls, Duration Span);
