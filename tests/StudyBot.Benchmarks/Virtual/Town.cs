using NodaTime;
using StudyBot.Agendas;
using StudyBot.Benchmarks.Hosts;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Benchmarks.Virtual;

/// <summary>The channels of a tenant, each with its first lesson due at the slot.</summary>
/// <param name="Summaries">In so many of them, spread over all, the week's summary is due at the same slot.</param>
/// <param name="Outages">In the first of them so many outages are yet to be told of, each in a post of its own.</param>
internal sealed record Town(string Tenant, int Channels, int Summaries = 0, int Outages = 0)
{
    public int Posts => Channels + Summaries + Outages;

    /// <summary>Posts in its busiest channel.</summary>
    public int Most => 1 + Math.Min(Summaries, 1) + Outages;

    public async Task FoundAsync(IStudyStore store, string platform, Instant slot)
    {
        var (date, time) = (slot.InUtc().Date, slot.InUtc().TimeOfDay);
        for (var number = 0; number < Channels; number++)
        {
            var summary = number * Summaries % Channels < Summaries ? new SummarySlot(date.DayOfWeek, time) : null;
            var schedule = new Schedule(date, DateTimeZone.Utc, time, StudyDays.EveryDay, new HashSet<LocalDate>(), [], Nudge: null, summary);
            var cohort = new Cohort(new(platform, Tenant, Seeding.Channel(number)), 1, Seeding.Plan, schedule, [], ["U0LEAD"]);
            var notices = Enumerable.Range(1, number == 0 ? Outages : 0).Select(hours => new Change.PutDelivery(Notices.Away(cohort, slot - Duration.FromHours(hours), [1]), null));
            await store.AnnounceAsync(new(cohort.Id, slot), CancellationToken.None);
            await store.CommitAsync(cohort.Id, [new Change.PutCohort(cohort, null), .. notices], CancellationToken.None);
        }
    }
}
