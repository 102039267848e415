using Microsoft.Extensions.Logging;
using StudyBot.Agendas;
using StudyBot.Cohorts;

namespace StudyBot.Doors;

/// <summary>What every line of the log says of where it belongs.</summary>
internal static class Scopes
{
    private static readonly Func<ILogger, CohortId, IDisposable?> Cohort = LoggerMessage.DefineScope<CohortId>("{Cohort}");
    private static readonly Func<ILogger, DeliveryKind, string, IDisposable?> Delivery = LoggerMessage.DefineScope<DeliveryKind, string>("{DeliveryKind} {DeliverySubject}");

    public static IDisposable? Of(ILogger log, CohortId cohort) => Cohort(log, cohort);

    public static IDisposable? Of(ILogger log, DeliveryId delivery) => Delivery(log, delivery.Kind, delivery.Subject);
}
