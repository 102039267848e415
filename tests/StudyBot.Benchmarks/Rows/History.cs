using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Benchmarks.Hosts;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Benchmarks.Rows;

/// <summary>Through the doors, on SQLite: 250 people who have done 400 lessons, beside the same people after 4.</summary>
internal static class History
{
    private const int Members = 250;
    private const int Short = 4;
    private const int Long = 400;

    /// <summary>Posted on top, for the check-ins that are measured.</summary>
    private const int Open = 12;
    private const int Rounds = 9;
    private const int Tables = 20;

    private static readonly CurriculumVersion Plan = new("bench", "0", "A long plan", Long + Open + 1);

    public static Benchmark Row { get; } = new("history", "leaderboard and check-in of 250 members at 100,000 check-ins", "the same at 1,000", RunAsync);

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        using var folder = new TempFolder();
        // A file each: in one, what its size costs would be the same for both.
        using var few = await Side.SeedAsync(folder, "few", Short);
        using var many = await Side.SeedAsync(folder, "many", Long);
        foreach (var side in (Side[])[few, many])
        {
            await TableAsync(side, "warm");
            await CheckInAsync(side, Open);
        }

        var rounds = bench.Scaled(Rounds, 3);
        var (fewLesson, manyLesson, fewTable, manyTable) = (0, 0, 0, 0);
        var checkIns = await Pairs.InterleaveAsync(rounds, () => CheckInAsync(few, ++fewLesson), () => CheckInAsync(many, ++manyLesson));
        var tables = await Pairs.InterleaveAsync(rounds, () => TableAsync(few, $"{++fewTable}"), () => TableAsync(many, $"{++manyTable}"));
        bench.Note(checkIns.Rates("check-ins").Replace("StudyBot", "at 100,000", StringComparison.Ordinal));
        bench.Note(tables.Rates("leaderboards").Replace("StudyBot", "at 100,000", StringComparison.Ordinal));
        return
        [
            new("check-in", Inverse(checkIns.Share), Bound.AtMost(1.5), Bound.AtMost(1.1)),
            new("leaderboard", Inverse(tables.Share), Bound.AtMost(1.5), Bound.AtMost(1.1)),
        ];
    }

    private static Sample Inverse(Sample share) => new([1 / share.Most, 1 / share.Quantile(0.25), 1 / share.Median, 1 / share.Quantile(0.75), 1 / share.Least]);

    private static Change.PutCheckIn Done(Cohort cohort, Member member, int day) =>
        new(1, new(day, member.Id, cohort.Posted[day - 1].Opens, CheckInClass.OnTime, [$"message {cohort.Id.Channel} {day}.{member.Id.User}"], null, []), null);

    private static Task<Turn> CheckInAsync(Side side, int open)
    {
        var lesson = side.Cohort.Day - Open + open;
        return Turn.MeasureAsync(Members, async () =>
        {
            for (var number = 0; number < Members; number++)
            {
                var handled = await side.Bot.HandleAsync(Said(side.Cohort, number, $"{lesson}", "done", Seeding.Post(lesson)), CancellationToken.None);
                if (handled.Receipts is not [{ } receipt] || receipt.Lesson != lesson) throw new InvalidOperationException("A check-in was not counted.");
            }
        });
    }

    private static Task<Turn> TableAsync(Side side, string round) => Turn.MeasureAsync(Tables, async () =>
    {
        for (var number = 0; number < Tables; number++)
        {
            var handled = await side.Bot.HandleAsync(Said(side.Cohort, number, $"table {round}", "leaderboard all", null), CancellationToken.None);
            if (handled.Replies.Count != 1) throw new InvalidOperationException("There was no leaderboard.");
        }
    });

    private static Incoming Said(Cohort cohort, int number, string about, string words, string? thread)
    {
        var user = Seeding.User(0, number);
        var message = string.Create(CultureInfo.InvariantCulture, $"{about} {user}");
        var person = new Person(new(cohort.Id.Platform, cohort.Id.Tenant, user), $"Ana {user}");
        return new($"{cohort.Id.Channel} message {message}", new(cohort.Id.Platform, cohort.Id.Tenant, cohort.Id.Channel, Thread: thread), person, cohort.Posted[^1].Opens + Duration.FromMinutes(1), new Did.Said(message, words, Mentioned: thread is null));
    }

    /// <summary>A cohort in a database of its own, and the bot that keeps it.</summary>
    private sealed class Side(SqliteTable table, Bot bot, Cohort cohort) : IDisposable
    {
        public Bot Bot => bot;

        public Cohort Cohort => cohort;

        /// <param name="name">Of its channel and of its file.</param>
        /// <param name="done">So many lessons each of its people did.</param>
        public static async Task<Side> SeedAsync(TempFolder folder, string name, int done)
        {
            var (file, cohort) = (folder.File($"{name}.db"), Seeding.Cohort(new("slack", NullSlack.Team, name), done + Open, Plan));
            using (var seeded = SqliteTable.Open(file)) await FillAsync(new StudyStore(seeded), cohort, done);
            // Opened anew, each begins with an empty log: one that has grown already is cheaper to write to.
            var table = SqliteTable.Open(file);
            var store = new StudyStore(table);
            return new(table, new Bot(store, new Library(store), new Refreshes(), NullLogger<Bot>.Instance), cohort);
        }

        public void Dispose() => table.Dispose();

        private static async Task FillAsync(StudyStore store, Cohort cohort, int done)
        {
            await store.CommitAsync(cohort.Id, [new Change.PutCohort(cohort, null)], CancellationToken.None);
            await Seeding.EachAsync(Members, async number =>
            {
                var member = Seeding.Member(cohort.Id, Seeding.User(0, number), cohort) with { Ledger = new(new string('o', done)) };
                Change[] rows = [new Change.PutMember(1, member, null), .. Enumerable.Range(1, done).Select(day => Done(cohort, member, day))];
                foreach (var chunk in rows.Chunk(100)) await store.CommitAsync(cohort.Id, chunk, CancellationToken.None);
            });
        }
    }
}
