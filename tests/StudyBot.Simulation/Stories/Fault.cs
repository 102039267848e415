using NodaTime;

namespace StudyBot.Simulation.Stories;

/// <summary>Something that goes wrong.</summary>
/// <param name="Length">How long it lasts, where it lasts.</param>
/// <param name="Skip">How many calls pass before it strikes.</param>
/// <param name="Count">How many calls it strikes.</param>
/// <param name="After">Whether the call it strikes has taken effect.</param>
/// <param name="Instance">Which bot it strikes.</param>
/// <param name="Where">The platform, for what happens on one.</param>
/// <param name="Cohort">The cohort, for what happens to one.</param>
/// <param name="AtPost">It strikes at a post to a platform and at no other call.</param>
internal sealed record Fault(
    int Number,
    FaultKind Kind,
    Instant At,
    Duration Length = default,
    int Skip = 0,
    int Count = 1,
    bool After = false,
    int Instance = 0,
    string Where = "",
    int Cohort = -1,
    bool AtPost = false)
{
    private const int Most = int.MaxValue;

    /// <summary>Until when a limit asks for a break, as the adapters hand it on; null where it names no time.</summary>
    public Duration? Asked => Kind switch
    {
        FaultKind.LimitWithHeader => Duration.FromSeconds(Number % 4 == 0 ? 1 : 5 + Number * 7),
        FaultKind.LimitAbsurd => Duration.FromSeconds((Number % 3) switch { 0 => 90 * 60, 1 => 400 * 24 * 3600, _ => Most }),
        FaultKind.LimitZero => Duration.Zero,
        _ => null,
    };

    public bool IsLimit => Kind is FaultKind.LimitWithHeader or FaultKind.LimitWithoutHeader or FaultKind.LimitAbsurd or FaultKind.LimitZero;
}

internal enum FaultKind
{
    /// <summary>The process dies at a call of a port.</summary>
    Kill,

    /// <summary>The process sleeps at a call of a port, and goes on with what it had begun.</summary>
    Pause,

    /// <summary>No process runs.</summary>
    Outage,

    StoreErrors,
    StoreReplyLost,
    StoreDown,
    StoreSlow,
    StoreFull,

    /// <summary>Posts meet a 5xx, a reset or a time-out: taken (<see cref="Fault.After"/>) or not.</summary>
    PostUnanswered,

    /// <summary>The platform hangs for most of a minute first.</summary>
    PostHangs,
    PostRefusedConnection,

    /// <summary>Calls meet a 429 that asks for seconds or minutes.</summary>
    LimitWithHeader,

    /// <summary>It asks for no time, or for none that an adapter hands on: a date, words, less than a second.</summary>
    LimitWithoutHeader,

    /// <summary>It asks for hours, a year, or the longest time that can be written.</summary>
    LimitAbsurd,

    /// <summary>It asks for no time at all, as the gate to Teams' tokens may: the one that hands a zero on.</summary>
    LimitZero,
    FindFails,

    /// <summary>A card is not shown, or is shown and the answer lost (<see cref="Fault.After"/>).</summary>
    UpdateFails,

    /// <summary>A post is not removed, or is removed and the answer lost (<see cref="Fault.After"/>).</summary>
    DeleteFails,

    /// <summary>Nothing can be read back, or half of it is told before it breaks (<see cref="Fault.After"/>).</summary>
    ReadBackFails,

    /// <summary>Slack tells what was written as it does to apps outside its marketplace: fifteen messages a minute.</summary>
    HistoryScarce,

    /// <summary>Events come several times, also after they were acknowledged; the id of a delivery, which the bot does not read, is not part of them.</summary>
    Duplicates,

    /// <summary>Events come late and out of order.</summary>
    Reorder,

    ClockSkew,
    ClockBack,

    /// <summary>The bot is removed from the channel, and comes back.</summary>
    ChannelGone,

    /// <summary>One channel's posts fail without an answer, for hours.</summary>
    ChannelSick,

    /// <summary>The cohort's row cannot be read for a while.</summary>
    RowUnreadable,
}
