using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;

namespace StudyBot.Ports;

/// <summary>A post of ours that may be there.</summary>
/// <param name="Since">It was not sent before this instant.</param>
/// <param name="Besides">The id of the one that is known; another one is sought, should it be there twice.</param>
public sealed record Sought(CohortId Cohort, DeliveryId Delivery, PersonId? To, Instant Since, string? Besides = null);
