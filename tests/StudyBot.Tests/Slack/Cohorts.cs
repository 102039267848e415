using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Fakes.Slack;
using StudyBot.Ports;

namespace StudyBot.Tests.Slack;

/// <summary>Cohorts put straight into the store, for tests that mean something else than setting up.</summary>
internal static class Cohorts
{
    public static CohortId Id(SlackChannel channel) => new("slack", channel.Team.Id, channel.Id);

    /// <summary>On the built-in plan, every day a study day, at a lesson time in UTC; lesson 1 comes on <paramref name="start"/>.</summary>
    public static async Task<CohortId> AddCohortAsync(this SlackHost host, SlackChannel channel, string lead, LocalDate start, LocalTime? time = null)
    {
        var plan = await host.Store.FindCurriculumAsync("month-3", CancellationToken.None);
        var schedule = new Schedule(start, DateTimeZone.Utc, time ?? new LocalTime(9, 0), StudyDays.EveryDay, new HashSet<LocalDate>(), [], new LocalTime(18, 0), new SummarySlot(null, new LocalTime(17, 0)));
        var cohort = new Cohort(Id(channel), 1, plan!.Version, schedule, [], [channel.Team.User(lead).Id]);
        await host.Store.AnnounceAsync(new(cohort.Id, Calendar.SlotOn(schedule, start)), CancellationToken.None);
        await host.Store.CommitAsync(cohort.Id, [new Change.PutCohort(cohort, null)], CancellationToken.None);
        return cohort.Id;
    }

    public static async Task<Cohort> CohortAsync(this SlackHost host, SlackChannel channel) => (await host.Store.FindCohortAsync(Id(channel), CancellationToken.None))!.Value;

    public static async Task<Member?> MemberAsync(this SlackHost host, SlackChannel channel, SlackUser user) =>
        (await host.Store.FindMemberAsync(Id(channel), 1, new("slack", channel.Team.Id, user.Id), CancellationToken.None))?.Value;

    public static async Task<StudyBot.CheckIns.CheckIn?> CheckInAsync(this SlackHost host, SlackChannel channel, SlackUser user, int lesson) =>
        (await host.Store.FindCheckInAsync(Id(channel), 1, lesson, new("slack", channel.Team.Id, user.Id), CancellationToken.None))?.Value;

    /// <summary>The bot's post of a lesson, where there is exactly one.</summary>
    public static SlackMessage Lesson(this SlackChannel channel, int lesson) => Assert.Single(channel.Lessons(lesson));

    public static IReadOnlyList<SlackMessage> Lessons(this SlackChannel channel, int lesson) =>
    [
        .. channel.Messages.Where(message =>
            message.Metadata?["event_payload"]?["kind"]?.GetValue<string>() == "Lesson" && message.Metadata["event_payload"]!["subject"]!.GetValue<string>() == $"{lesson:0000}"),
    ];
}
