using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Host.Running;
using StudyBot.Host.Settings;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.Hosting;

/// <summary><c>Retention:FinishedCohortDays</c>: a cohort is kept so long after its last lesson closed, and then goes with all its rows.</summary>
public class SweepTests
{
    private static readonly CohortId Id = new("local", "local", "study");
    private static readonly PersonId Ana = new("local", "local", "ana");
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
        await store.CommitAsync(Id, [new Change.PutCohort(Cohort(posted), null), new Change.PutMember(1, Member.New(Ana, "ana"), null)], default);
        var settings = new StudyBotSettings { Retention = new() { FinishedCohortDays = days } };
        var clock = new FakeTimeProvider((Closed + Duration.FromHours(hours)).ToDateTimeOffset());

        await new Sweeping(store, settings, clock, NullLogger<Sweeping>.Instance).SweepAsync(default);

        Assert.Equal(kept, await store.FindCohortAsync(Id, default) is not null);
        Assert.Equal(kept, await store.FindMemberAsync(Id, 1, Ana, default) is not null);
    }

    /// <summary>A machine that is off at night forgets too.</summary>
    [Fact]
    public async Task What_the_night_would_remove_goes_soon_after_a_start()
    {
        await using var served = new Served();
        await served.WithStoreAsync(store => store.CommitAsync(Id, [new Change.PutCohort(Cohort(2), null)], default));
        served.Machine.Advance((Closed + Duration.FromDays(30)).ToDateTimeOffset() - served.Machine.GetUtcNow());
        await served.StartAsync(null, "Retention:FinishedCohortDays=30");

        var store = served.Services.GetRequiredService<IStudyStore>();
        var started = TimeProvider.System.GetTimestamp();
        while (await store.FindCohortAsync(Id, default) is not null)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "It was never removed.");
            served.Machine.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>Its lead sets up another run while the sweep is at the old one: before its first row is deleted, before its last, and after that.</summary>
    [Theory]
    [InlineData("person|local|local|ana")]
    [InlineData("cohort|local|local|study")]
    [InlineData("due|000")]
    public async Task A_run_that_is_set_up_meanwhile_stays_whole(string partition)
    {
        var inner = new MemoryTable();
        var store = new StudyStore(inner);
        await store.AnnounceAsync(new(Id, Closed), default);
        await store.CommitAsync(Id, [new Change.PutCohort(Cohort(2), null), new Change.PutMember(1, Member.New(Ana, "ana"), null)], default);
        var table = new ScriptedTable(inner, new());
        table.Meanwhile = async call =>
        {
            if (call.Partition != partition || (call.Partition == Keys.Partition(Id) && call.Key != Keys.Cohort)) return;
            table.Meanwhile = null;
            var before = await store.FindCohortAsync(Id, default);
            var run = (before?.Value.Run ?? 0) + 1;
            Assert.Equal(Commit.Done, await store.CommitAsync(Id, [new Change.PutCohort(Cohort(0) with { Run = run }, before?.ETag), new Change.PutMember(run, Member.New(Ana, "ana"), null)], default));
        };

        await SweepAsync(table);

        Assert.Null(table.Meanwhile);
        var cohort = (await store.FindCohortAsync(Id, default))!.Value;
        Assert.Empty(cohort.Posted);
        Assert.NotNull(await store.FindMemberAsync(Id, cohort.Run, Ana, default));
        Assert.Equal([Id], await store.CohortsOfAsync(Ana, default));
    }

    /// <summary>Azure's library repeats a deletion whose answer was lost, and is told that there is nothing to delete; and somebody's reaction was heard meanwhile.</summary>
    [Fact]
    public async Task One_whose_last_deletion_was_done_and_not_answered_leaves_nothing_behind()
    {
        var inner = new MemoryTable();
        var store = new StudyStore(inner);
        await store.CommitAsync(Id, [new Change.PutCohort(Cohort(2), null), new Change.PutMember(1, Member.New(Ana, "ana"), null)], default);
        var table = new ScriptedTable(inner, new());
        table.Meanwhile = async call =>
        {
            if (call != new TableCall("write", Keys.Partition(Id), Keys.Cohort)) return;
            table.Meanwhile = null;
            await inner.WriteAsync(call.Partition, [new RowChange.Delete(Keys.Cohort)], default);
            await store.CommitAsync(Id, [new Change.MarkSeen(new("event", Closed, [], Closed, Instant.MaxValue))], default);
        };

        await SweepAsync(table);

        Assert.Null(table.Meanwhile);
        Assert.Empty(await inner.AllAsync(default).ToListAsync());
    }

    /// <summary>Whatever call it was killed at.</summary>
    [Fact]
    public async Task One_that_a_crash_left_half_removed_is_removed_by_the_next_sweep()
    {
        for (var (at, killed) = (1, true); killed; at++)
        {
            var inner = new MemoryTable();
            var store = new StudyStore(inner);
            await store.AnnounceAsync(new(Id, Closed), default);
            await store.CommitAsync(Id, [new Change.PutCohort(Cohort(2), null), new Change.PutMember(1, Member.New(Ana, "ana"), null), new Change.MarkSeen(new("event", Closed, [], Closed, Instant.MaxValue))], default);
            var fuse = new Fuse { At = at };
            await Record.ExceptionAsync(() => SweepAsync(new ScriptedTable(inner, fuse)));
            killed = fuse.IsBlown;

            await SweepAsync(inner);

            // A hint to what is gone is taken out by whoever looks for what is due.
            Assert.All(await inner.AllAsync(default).ToListAsync(), row => Assert.Equal("due|000", row.Partition));
        }
    }

    /// <summary>One row of one cohort cannot be read just now; or the first ten cohorts cannot, and what else is to be swept is left.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task What_the_store_does_not_answer_for_keeps_nothing_else_from_the_sweep_and_nothing_from_its_removal(int unanswered)
    {
        var inner = new MemoryTable();
        var store = new StudyStore(inner);
        CohortId[] cohorts = [.. Enumerable.Range(1, 12).Select(number => new CohortId("local", "local", $"c{number:00}"))];
        foreach (var id in cohorts)
            await store.CommitAsync(id, [new Change.PutCohort(Cohort(id == cohorts[^1] ? 2 : 1) with { Id = id }, null), new Change.MarkSeen(new("event", Closed, [], Closed, Closed))], default);
        var ill = cohorts.Take(unanswered).Select(Keys.Partition).ToHashSet();
        var table = new ScriptedTable(inner, new()) { Meets = call => ill.Contains(call.Partition) ? Fault.Down : Fault.None };

        await SweepAsync(table);

        Assert.Null(await store.FindCohortAsync(cohorts[^1], default));
        Assert.Equal(unanswered == 1 ? 1 : 11, await inner.AllAsync(default).CountAsync(row => row.Key.StartsWith("seen|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cohort_that_cannot_be_removed_keeps_no_other()
    {
        var inner = new MemoryTable();
        var store = new StudyStore(inner);
        CohortId[] cohorts = [.. Enumerable.Range(1, 3).Select(number => new CohortId("local", "local", $"c{number}"))];
        foreach (var id in cohorts) await store.CommitAsync(id, [new Change.PutCohort(Cohort(2) with { Id = id }, null)], default);
        var table = new ScriptedTable(inner, new()) { Meets = call => call.Kind == "write" && call.Partition == Keys.Partition(cohorts[0]) ? Fault.Down : Fault.None };

        await SweepAsync(table);

        Assert.Equal(cohorts[0], Assert.Single(await store.CohortsAsync(default).ToListAsync()).Value.Id);
    }

    private static Task SweepAsync(ITable table)
    {
        var settings = new StudyBotSettings { Retention = new() { FinishedCohortDays = 30 } };
        return new Sweeping(new StudyStore(table), settings, new FakeTimeProvider((Closed + Duration.FromDays(30)).ToDateTimeOffset()), NullLogger<Sweeping>.Instance).SweepAsync(default);
    }

    private static Cohort Cohort(int posted) => new(
        Id,
        Run: 1,
        new("month-3", "a1", "Month 3", Lessons: 2),
        new(new(2035, 1, 1), DateTimeZone.Utc, new(9, 0), StudyDays.EveryDay, new HashSet<LocalDate>(), [], Nudge: null, Summary: null),
        [.. Enumerable.Range(1, posted).Select(day => new PostedLesson(day, new(2035, 1, day), Closed, Closed, Closed, Closed, Closed, "m"))],
        Leads: []);
}
