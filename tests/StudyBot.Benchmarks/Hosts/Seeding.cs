using System.Globalization;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Host;
using StudyBot.Ports;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>Cohorts that have learned for a while, put straight into the store.</summary>
internal static class Seeding
{
    private const int AtOnce = 64;

    public static CurriculumVersion Plan { get; } = BuiltIn.Find("month-3")!.Version;

    public static string Channel(int cohort) => string.Create(CultureInfo.InvariantCulture, $"C{cohort:00000}");

    public static string User(int cohort, int member) => string.Create(CultureInfo.InvariantCulture, $"U{cohort:00000}{member:000}");

    /// <summary>The message that a lesson is.</summary>
    public static string Post(int lesson) => string.Create(CultureInfo.InvariantCulture, $"1700000000.{lesson:000000}");

    /// <summary>A lesson each day at the same time, the newest one an hour ago; no nudges, no summaries.</summary>
    public static Cohort Cohort(CohortId id, int lessons, CurriculumVersion plan)
    {
        var newest = TimeProvider.System.Now() - Duration.FromHours(1);
        var today = newest.InUtc().Date;
        var schedule = new Schedule(today.PlusDays(1 - lessons), DateTimeZone.Utc, newest.InUtc().TimeOfDay, StudyDays.EveryDay, new HashSet<LocalDate>(), [], Nudge: null, Summary: null);
        PostedLesson Posted(int day)
        {
            var slot = newest - Duration.FromDays(lessons - day);
            return StudyBot.Cohorts.Calendar.Post(schedule, day, today.PlusDays(day - lessons), slot, slot, Post(day));
        }

        return new(id, 1, plan, schedule, [.. Enumerable.Range(1, lessons).Select(Posted)], ["U0LEAD"]);
    }

    public static Member Member(CohortId id, string user, Cohort cohort) =>
        StudyBot.Cohorts.Member.New(new(id.Platform, id.Tenant, user), $"Ana {user}") with { JoinedAt = cohort.Posted[0].Posted };

    public static Task CohortsAsync(IStudyStore store, string platform, string tenant, int from, int cohorts, int members, int lessons) => EachAsync(cohorts, async index =>
    {
        var number = from + index;
        var cohort = Cohort(new(platform, tenant, Channel(number)), lessons, Plan);
        Change[] changes = [new Change.PutCohort(cohort, null), .. Enumerable.Range(0, members).Select(m => new Change.PutMember(1, Member(cohort.Id, User(number, m), cohort), null))];
        foreach (var chunk in changes.Chunk(100)) await store.CommitAsync(cohort.Id, chunk, CancellationToken.None);
    });

    /// <summary>Many at once, since commits of the same moment are one.</summary>
    public static async Task EachAsync(int count, Func<int, Task> work)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(AtOnce)) await Task.WhenAll(chunk.Select(work));
    }
}
