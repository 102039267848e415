using NodaTime;
using StudyBot.CheckIns;

namespace StudyBot.Cohorts;

/// <summary>A person in a cohort: one row, with all that a standing needs.</summary>
/// <param name="JoinedAt">The earliest check-in that counted, or <c>join</c>; null for somebody known (a lead, say) who has not joined.</param>
/// <param name="Left">Said <c>leave</c>, or left the channel: no nudges, no table, until <c>join</c>.</param>
/// <param name="Nudges">Nudges in a row since the last check-in; after the third one question, then silence.</param>
/// <param name="Zone">The person's own IANA zone where the platform tells it.</param>
public sealed record Member(
    PersonId Id,
    string Name,
    Ledger Ledger,
    Instant? JoinedAt = null,
    bool Left = false,
    bool Muted = false,
    bool Hidden = false,
    int Nudges = 0,
    string? Zone = null)
{
    /// <summary>The person's own pauses, in order, not overlapping.</summary>
    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    /// <summary>Lessons a lead excused: no unit of their streak.</summary>
    public IReadOnlyList<int> Excused { get; init; } = [];

    public static Member New(PersonId id, string name) => new(id, name, Ledger.Empty);

    public bool IsPausedAt(Instant instant)
    {
        for (var i = 0; i < Pauses.Count; i++)
            if (Pauses[i].Contains(instant)) return true;
        return false;
    }

    /// <summary>Took part in this run, and left it; not who left an earlier one of the channel, or left without having joined.</summary>
    internal bool HasLeft => JoinedAt is not null && Left;

    /// <summary>Joined, and still here.</summary>
    public bool IsActive => JoinedAt is not null && !Left;
}

/// <summary>A person's own rest: after the instant of <c>pause until</c>, through the end of the date named, or up to and including <c>back</c>.</summary>
/// <param name="From">Exclusive.</param>
/// <param name="Until">Inclusive.</param>
public sealed record Pause(Instant From, Instant Until)
{
    public bool Contains(Instant instant) => From < instant && instant <= Until;
}
