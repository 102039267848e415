using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Fakes.Teams;
using StudyBot.Ports;

namespace StudyBot.Tests.Teams;

/// <summary>Cohorts put straight into the store, for tests that mean something else than setting up.</summary>
internal static class Cohorts
{
    public static CohortId Id(TeamsConversation channel) => new("teams", channel.Tenant.Id, channel.Id);

    /// <summary>On the built-in plan, every day a study day, at 09:00 UTC; lesson 1 comes on <paramref name="start"/>.</summary>
    public static async Task<CohortId> AddCohortAsync(this TeamsHost host, TeamsConversation channel, TeamsPerson lead, LocalDate start)
    {
        var plan = await host.Store.FindCurriculumAsync("month-3", CancellationToken.None);
        var schedule = new Schedule(start, DateTimeZone.Utc, new LocalTime(9, 0), StudyDays.EveryDay, new HashSet<LocalDate>(), [], new LocalTime(18, 0), new SummarySlot(null, new LocalTime(17, 0)));
        var cohort = new Cohort(Id(channel), 1, plan!.Version, schedule, [], [lead.Id]);
        await host.Store.AnnounceAsync(new(cohort.Id, Calendar.SlotOn(schedule, start)), CancellationToken.None);
        await host.Store.CommitAsync(cohort.Id, [new Change.PutCohort(cohort, null)], CancellationToken.None);
        return cohort.Id;
    }

    public static async Task<Cohort?> FindCohortAsync(this TeamsHost host, TeamsConversation channel) => (await host.Store.FindCohortAsync(Id(channel), CancellationToken.None))?.Value;

    public static async Task<CheckIn?> CheckInAsync(this TeamsHost host, TeamsConversation channel, TeamsPerson person, int lesson) =>
        (await host.Store.FindCheckInAsync(Id(channel), 1, lesson, new("teams", channel.Tenant.Id, person.Id), CancellationToken.None))?.Value;

    /// <summary>The bot's posts of a lesson.</summary>
    public static IReadOnlyList<TeamsMessage> Lessons(this TeamsConversation channel, int lesson) =>
        [.. channel.Messages.Where(message => message.From is null && message.Root is null && message.Summary?.StartsWith($"Day {lesson} ", StringComparison.Ordinal) == true)];

    /// <summary>What there is to read on the card that all see.</summary>
    public static string Words(this TeamsMessage message) => message.Card!["speak"]!.GetValue<string>();
}
