using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>A lesson that people may see already though its cohort, as it was read, does not know of it.</summary>
internal static class Appearing
{
    /// <summary>Whether it is being sent, or was recorded since the cohort was read.</summary>
    public static async Task<bool> IsAppearingAsync(this IStudyStore store, Cohort cohort, int day, CancellationToken cancel) =>
        await store.FindDeliveryAsync(cohort.Id, Deliveries.Lesson(cohort.Run, day), cancel) is { Value.State: DeliveryState.Sending or DeliveryState.Sent };
}
