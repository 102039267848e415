using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;

namespace StudyBot.Ports;

/// <summary>A scheduled post.</summary>
/// <param name="To">Set for what is private: a nudge, a reminder, a notice to a lead.</param>
public sealed record Post(CohortId Cohort, DeliveryId Delivery, Card Card, PersonId? To = null);
