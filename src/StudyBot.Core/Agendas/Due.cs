using NodaTime;
using StudyBot.Standings;

namespace StudyBot.Agendas;

/// <summary>Something that is due now.</summary>
public abstract record Due(Instant At)
{
    /// <summary>The key of its delivery; null for a round of nudges, which is one a person.</summary>
    public abstract DeliveryId? Id(int run);

    /// <param name="Date">The slot's own date.</param>
    public sealed record Lesson(int Day, LocalDate Date, Instant Slot) : Due(Slot)
    {
        public override DeliveryId Id(int run) => Deliveries.Lesson(run, Day);
    }

    public sealed record Nudge(int Day, Instant At) : Due(At)
    {
        public override DeliveryId? Id(int run) => null;
    }

    public sealed record Summary(Week Week, Instant Slot) : Due(Slot)
    {
        public override DeliveryId Id(int run) => Deliveries.Summary(run, Week.First);
    }
}
