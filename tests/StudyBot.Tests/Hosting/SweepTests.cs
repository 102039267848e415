using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Host.Running;
using StudyBot.Host.Settings;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Hosting;

/// <summary><c>Retention:FinishedCohortDays</c>: a cohort is kept so long after its last lesson closed, and then goes with all its rows.</summary>
public class SweepTests
{
    private static readonly CohortId Id = new("local", "local", "study");
    private static readonly Instant Closed = Instant.FromUtc(2035, 1, 3, 0, 0);

    /// <summary>Lessons posted of two, the setting, hours after the last one closed, and whether the cohort is still there.</summary>
    [Theory]
    [InlineData(2, 0, 24 * 10_000, true)]
    [InlineData(2, 30, 24 * 29, true)]
    [InlineData(2, 30, 24 * 30, false)]
    [InlineData(1, 30, 24 * 10_000, true)]
    [InlineData(0, 30, 24 * 10_000, true)]
    public async Task A_finished_cohort_goes_when_its_time_is_over(int posted, int days, int hours, bool kept)
    {
        var table = new MemoryTable();
        var store = new StudyStore(table);
        await store.CommitAsync(Id, [new Change.PutCohort(Cohort(posted), null), new Change.PutMember(1, Member.New(new("local", "local", "ana"), "ana"), null)], default);
        var settings = new StudyBotSettings { Retention = new() { FinishedCohortDays = days } };
        var clock = new FakeTimeProvider((Closed + Duration.FromHours(hours)).ToDateTimeOffset());

        await new SweepJob(store, settings, clock, NullLogger<SweepJob>.Instance).SweepAsync(default);

        Assert.Equal(kept, await store.FindCohortAsync(Id, default) is not null);
        Assert.Equal(kept, await store.FindMemberAsync(Id, 1, new("local", "local", "ana"), default) is not null);
    }

    private static Cohort Cohort(int posted) => new(
        Id,
        Run: 1,
        new("month-3", "a1", "Month 3", Lessons: 2),
        new(new(2035, 1, 1), DateTimeZone.Utc, new(9, 0), StudyDays.EveryDay, new HashSet<LocalDate>(), [], Nudge: null, Summary: null),
        [.. Enumerable.Range(1, posted).Select(day => new PostedLesson(day, new(2035, 1, day), Closed, Closed, Closed, Closed, Closed, "m"))],
        Leads: []);
}
