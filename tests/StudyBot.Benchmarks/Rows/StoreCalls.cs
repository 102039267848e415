using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Benchmarks.Hosts;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Benchmarks.Rows;

/// <summary>How often the store is asked, counted at the table port.</summary>
internal static class StoreCalls
{
    private const int Shards = 16;

    public static Benchmark Row { get; } = new("store-calls", "calls of the table port by a leaderboard, a check-in, an idle tick", "exact counts", RunAsync);

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var table = new CountingTable(new MemoryTable());
        var store = new StudyStore(table, Shards);
        var library = new Library(store);
        var refreshes = new Refreshes();
        var bot = new Bot(store, library, refreshes, NullLogger<Bot>.Instance);
        var figures = new List<Figure>();
        foreach (var members in (int[])[250, 999, 2_500])
        {
            var cohort = await SeedAsync(store, members);
            table.Restart();
            await bot.HandleAsync(Said(cohort, "leaderboard all", null), CancellationToken.None);
            figures.Add(new($"leaderboard of {members:N0}: reads", Sample.Of(table.Reads), Bound.Exactly(1 + Math.Ceiling(members / 1000.0))));
        }

        var small = await SeedAsync(store, 10);
        table.Restart();
        await bot.HandleAsync(Said(small, "done", Seeding.Post(3)), CancellationToken.None);
        figures.Add(new("check-in: calls", Sample.Of(table.Calls), Bound.AtMost(4)));
        bench.Note($"a check-in is {table.Reads} reads and {table.Writes} write; a leaderboard's one write remembers that it was asked");

        using var poster = new Poster(store, [], library, refreshes, new("bench", Shards), TimeProvider.System, NullLogger<Poster>.Instance);
        table.Restart();
        await poster.TickAsync(CancellationToken.None);
        figures.Add(new($"idle tick, {Shards} shards: calls", Sample.Of(table.Calls), Bound.Exactly(Shards)));
        return figures;
    }

    private static async Task<Cohort> SeedAsync(StudyStore store, int members)
    {
        var cohort = Seeding.Cohort(new("slack", NullSlack.Team, $"C{members}"), 3, Seeding.Plan);
        await store.CommitAsync(cohort.Id, [new Change.PutCohort(cohort, null)], CancellationToken.None);
        for (var number = 0; number < members; number++)
            await store.CommitAsync(cohort.Id, [new Change.PutMember(1, Seeding.Member(cohort.Id, Seeding.User(0, number), cohort), null)], CancellationToken.None);
        return cohort;
    }

    private static Incoming Said(Cohort cohort, string words, string? thread)
    {
        var person = new Person(new("slack", NullSlack.Team, Seeding.User(0, 0)), "Ana");
        return new($"said {words}", new("slack", NullSlack.Team, cohort.Id.Channel, Thread: thread), person, cohort.Posted[^1].Opens + Duration.FromMinutes(1), new Did.Said("1.2", words, Mentioned: thread is null));
    }
}
