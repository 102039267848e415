using StudyBot.Cohorts;

namespace StudyBot.Ports;

/// <summary>What something said is seen against: read in one call, where the table can.</summary>
/// <param name="Person">Whose row <paramref name="Member"/> is; null where it was not asked for.</param>
/// <param name="Key">What <paramref name="Seen"/> was looked for by; null where it was not asked for.</param>
/// <param name="Seen">No older than <paramref name="Member"/>. A decision writes it under the version that it saw, so that of two at once one is made again.</param>
public sealed record Backdrop(Versioned<Cohort> Cohort, PersonId? Person = null, Versioned<Member>? Member = null, string? Key = null, Versioned<Seen>? Seen = null);
