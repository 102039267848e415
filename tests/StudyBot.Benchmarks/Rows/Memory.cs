using System.Globalization;
using StudyBot.Benchmarks.Hosts;
using StudyBot.Benchmarks.Load;
using StudyBot.Storage;

namespace StudyBot.Benchmarks.Rows;

/// <summary>What the published host keeps in memory: idle, after many events, and whether it grows.</summary>
internal static class Memory
{
    private const int Cohorts = 400;
    private const int Members = 100;
    private const int Lessons = 25;
    private const int Letters = 4_000;

    /// <summary>Of an idle process, a second apart.</summary>
    private const int Readings = 20;

    private static readonly TimeSpan Sweeps = TimeSpan.FromSeconds(65);

    public static Benchmark Row { get; } = new("memory", "resident memory idle, after a million events, and its growth over the second half", "bare Kestrel after the same", RunAsync);

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        using var folder = new TempFolder();
        var (hostProgram, bareProgram) = await Published.MakeAsync(folder);
        await using var slack = await SlackServer.StartAsync();
        using (var table = SqliteTable.Open(folder.File("studybot.db")))
            await Seeding.CohortsAsync(new StudyStore(table), "slack", NullSlack.Team, 0, Cohorts, Members, Lessons);

        var events = bench.Scaled(Cohorts * Members * Lessons);
        var figures = await MeasureAsync(bench, [hostProgram, "--urls", "URL"], [bareProgram, BareServer.Word, "URL"], Start.Settings(folder, slack), events);
        return [.. figures, new("events not counted once", Sample.Of(Math.Abs(events - await CountedAsync(folder))), Bound.Exactly(0))];
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, IReadOnlyList<string> hostCommand, IReadOnlyList<string> bareCommand, Dictionary<string, string> settings, int events)
    {
        using var host = await Child.StartAsync(hostCommand, settings);
        using var bare = await Child.StartAsync(bareCommand);
        // Its sweep begins a minute after its start.
        await Task.Delay(Sweeps, TimeProvider.System);
        await Task.WhenAll(host.RestAsync(), bare.RestAsync());
        var idle = new List<(double Host, double Bare)>();
        for (var reading = 0; reading < Readings; reading++)
        {
            idle.Add((host.Resident, bare.Resident));
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }

        bench.Note($"idle, after the sweep: StudyBot {Middle(idle, seen => seen.Host):0} MiB, bare {Middle(idle, seen => seen.Bare):0} MiB");

        using var ours = await Barrage.ConnectAsync(host.Address);
        using var theirs = await Barrage.ConnectAsync(bare.Address);
        var sent = 0;
        var (half, end) = (new List<(double Host, double Bare)>(), new List<(double Host, double Bare)>());
        foreach (var letters in All().Take(events).Chunk(Letters))
        {
            byte[][] signed = [.. letters.Select(letter => letter())];
            await ours.SendAsync(signed);
            await theirs.SendAsync(signed);
            sent += signed.Length;
            // Garbage comes and goes: the middle of what was seen around a point stands for it.
            if (sent > events * 0.40 && sent <= events * 0.50) half.Add((host.Resident, bare.Resident));
            if (sent > events * 0.90) end.Add((host.Resident, bare.Resident));
        }

        var before = Middle(half, seen => seen.Host);
        bench.Note($"after {events:N0} events: StudyBot {Middle(end, seen => seen.Host):0} MiB (half-way {before:0} MiB), bare {Middle(end, seen => seen.Bare):0} MiB");
        return
        [
            new("idle, times bare", new(idle.Select(seen => seen.Host / seen.Bare)), Bound.AtMost(1.8), Bound.AtMost(1.3)),
            new("after, times bare", new(end.Select(seen => seen.Host / seen.Bare)), Bound.AtMost(2.5), Bound.AtMost(1.6)),
            new("growth, second half", new(end.Select(seen => seen.Host / before - 1)), Bound.AtMost(0.05), Bound.AtMost(0.01)),
        ];
    }

    private static double Middle(IEnumerable<(double Host, double Bare)> seen, Func<(double Host, double Bare), double> which) => new Sample(seen.Select(which)).Median;

    /// <summary>Check-ins that are in the file afterwards.</summary>
    private static async Task<int> CountedAsync(TempFolder folder)
    {
        using var table = SqliteTable.Open(folder.File("studybot.db"));
        var store = new StudyStore(table);
        var (rows, standings) = (0, 0);
        for (var cohort = 0; cohort < Cohorts; cohort++)
        {
            var id = new StudyBot.Cohorts.CohortId("slack", NullSlack.Team, Seeding.Channel(cohort));
            rows += (await store.CheckInsAsync(id, 1, 1, Lessons, CancellationToken.None)).Count;
            standings += (await store.MembersAsync(id, 1, CancellationToken.None)).Sum(member => member.Value.Ledger.Completed);
        }

        return rows == standings ? rows : throw new InvalidOperationException($"There are {rows} check-ins, and members' standings say {standings}.");
    }

    /// <summary>Everybody says <c>done</c> to every lesson; signed when its turn comes, since a signature is good for five minutes.</summary>
    private static IEnumerable<Func<byte[]>> All()
    {
        var number = 0;
        for (var lesson = 1; lesson <= Lessons; lesson++)
        {
            for (var member = 0; member < Members; member++)
            {
                for (var cohort = 0; cohort < Cohorts; cohort++)
                {
                    var (l, m, c, n) = (lesson, member, cohort, ++number);
                    yield return () =>
                    {
                        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
                        return SlackLetter.Done(NullSlack.Team, Seeding.Channel(c), Seeding.User(c, m), string.Create(CultureInfo.InvariantCulture, $"{now}.{n % 1_000_000:000000}"), Seeding.Post(l), $"Ev{n:00000000}");
                    };
                }
            }
        }
    }
}
