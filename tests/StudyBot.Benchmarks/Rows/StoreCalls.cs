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
    private const int Known = 10;

    public static Benchmark Row { get; } = new("store-calls", "calls of the table port by a leaderboard, a check-in, an idle tick", "exact counts", RunAsync);

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var table = new CountingTable(new MemoryTable());
        var store = new StudyStore(table, Shards);
        var library = new Library(store);
        var refreshes = new Refreshes();
        var bot = new Bot(store, library, refreshes, NullLogger<Bot>.Instance);
        var options = new PosterOptions("bench", Shards);
        using var poster = new Poster(store, [], library, refreshes, options, TimeProvider.System, NullLogger<Poster>.Instance);
        return [.. await LeaderboardsAsync(bench, table, store, bot), .. await CheckInsAsync(bench, table, store, bot), .. await TickAsync(bench, table, store, poster, options)];
    }

    private static async Task<IReadOnlyList<Figure>> LeaderboardsAsync(Bench bench, CountingTable table, StudyStore store, Bot bot)
    {
        var figures = new List<Figure>();
        foreach (var members in (int[])[250, 999, 1_000, 2_500])
        {
            var cohort = await SeedAsync(store, members);
            table.Restart();
            await bot.HandleAsync(Said(cohort, 0, "1.0", "leaderboard all", null), CancellationToken.None);
            // A full page does not tell that it is the last.
            var isFull = members % 1000 == 0;
            figures.Add(new($"leaderboard of {members:N0}: reads", Sample.Of(table.Reads), isFull ? null : Bound.Exactly(1 + Math.Ceiling(members / 1000.0))));
            if (isFull) bench.Note($"{members:N0} members are {table.Reads} reads: a full page does not tell that it is the last, so there is one more than the formula says");
        }

        bench.Note($"a leaderboard's {table.Writes} write remembers that it was asked");
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> CheckInsAsync(Bench bench, CountingTable table, StudyStore store, Bot bot)
    {
        var cohort = await SeedAsync(store, Known);
        var thread = Seeding.Post(3);
        (string Of, Incoming Said, Bound? Must)[] all =
        [
            ("of somebody known", Said(cohort, 0, "1.1", "done", thread), Bound.AtMost(4)),
            ("of somebody known, from a message that is its own mark", Said(cohort, 1, "1.2", "done", thread, isMark: true), Bound.AtMost(4)),
            ("of a newcomer", Said(cohort, Known, "1.3", "done", thread), null),
            ("said again, with a link", Said(cohort, 0, "1.4", "done: https://example.org/bread", thread), null),
        ];
        var (figures, costs) = (new List<Figure>(), new List<string>());
        foreach (var (of, said, must) in all)
        {
            table.Restart();
            var handled = await bot.HandleAsync(said, CancellationToken.None);
            if (handled.Receipts is not [{ Lesson: 3 }]) throw new InvalidOperationException($"A check-in was not counted: {of}.");
            figures.Add(new($"check-in {of}: calls", Sample.Of(table.Calls), must));
            costs.Add($"{of} {table.Reads} + {table.Writes}");
        }

        bench.Note($"reads + writes of a check-in {string.Join("; ", costs)}");
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> TickAsync(Bench bench, CountingTable table, StudyStore store, Poster poster, PosterOptions options)
    {
        using var rounds = new Rounds(store, poster, new Heartbeat(store, [], TimeProvider.System, NullLogger<Heartbeat>.Instance), options, TimeProvider.System);
        await rounds.RoundAsync(CancellationToken.None);
        table.Restart();
        await poster.TickAsync(CancellationToken.None);
        var tick = table.Calls;
        table.Restart();
        await rounds.RoundAsync(CancellationToken.None);
        bench.Note($"each minute's round is {table.Calls} calls: the tick's {tick}, and the heartbeat's {table.Calls - tick} before them");
        return [new($"idle tick, {Shards} shards: calls", Sample.Of(tick), Bound.Exactly(Shards))];
    }

    private static async Task<Cohort> SeedAsync(StudyStore store, int members)
    {
        var cohort = Seeding.Cohort(new("slack", NullSlack.Team, $"C{members}"), 3, Seeding.Plan);
        await store.CommitAsync(cohort.Id, [new Change.PutCohort(cohort, null)], CancellationToken.None);
        for (var number = 0; number < members; number++)
            await store.CommitAsync(cohort.Id, [new Change.PutMember(1, Seeding.Member(cohort.Id, Seeding.User(0, number), cohort), null)], CancellationToken.None);
        return cohort;
    }

    /// <param name="isMark">The message's id alone makes it itself, as on Slack.</param>
    private static Incoming Said(Cohort cohort, int member, string message, string words, string? thread, bool isMark = false)
    {
        var person = new Person(new("slack", NullSlack.Team, Seeding.User(0, member)), "Ana");
        var key = isMark ? Incoming.KeyOf(cohort.Id.Channel, message) : $"event {message}";
        return new(key, new("slack", NullSlack.Team, cohort.Id.Channel, Thread: thread), person, cohort.Posted[^1].Opens + Duration.FromMinutes(1), new Did.Said(message, words, Mentioned: thread is null));
    }
}
