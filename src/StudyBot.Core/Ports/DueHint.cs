using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Ports;

/// <summary>That a cohort may have something due at an instant; the two together are its key.</summary>
public sealed record DueHint(CohortId Cohort, Instant At);
