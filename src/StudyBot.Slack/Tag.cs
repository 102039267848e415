using System.Globalization;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>A delivery as a post's metadata.</summary>
internal static class Tag
{
    public static Metadata Of(CohortId cohort, DeliveryId delivery) => new(Names.Delivery, new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["cohort"] = cohort.ToString(),
        ["run"] = delivery.Run.ToString(CultureInfo.InvariantCulture),
        ["kind"] = delivery.Kind.ToString(),
        ["subject"] = delivery.Subject,
    });

    public static bool IsOn(HistoryMessage message, Metadata tag) =>
        message.Metadata is { EventType: Names.Delivery } metadata && tag.EventPayload.All(pair => metadata.EventPayload.Text(pair.Key) == pair.Value);
}
