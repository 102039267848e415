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

    public static Benchmark Row { get; } = new("memory", "resident memory idle, after a million events, and its growth over the second half", "bare Kestrel after the same", RunAsync);

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        using var folder = new TempFolder();
        var (hostProgram, bareProgram) = await Published.MakeAsync(folder);
        await using var slack = await SlackServer.StartAsync();
        using (var table = SqliteTable.Open(folder.File("studybot.db")))
            await Seeding.CohortsAsync(new StudyStore(table), "slack", NullSlack.Team, 0, Cohorts, Members, Lessons);

        using var host = await Child.StartAsync([hostProgram, "--urls", "URL"], Start.Settings(folder, slack));
        using var bare = await Child.StartAsync([bareProgram, BareServer.Word, "URL"]);
        var idle = host.Resident / bare.Resident;
        bench.Note($"idle: StudyBot {host.Resident:0} MiB, bare {bare.Resident:0} MiB");

        var events = bench.Scaled(Cohorts * Members * Lessons);
        using var ours = await Barrage.ConnectAsync(host.Address);
        using var theirs = await Barrage.ConnectAsync(bare.Address);
        var (sent, half) = (0, new List<double>());
        var end = new List<double>();
        foreach (var letters in All().Take(events).Chunk(Letters))
        {
            byte[][] signed = [.. letters.Select(letter => letter())];
            await ours.SendAsync(signed);
            await theirs.SendAsync(signed);
            sent += signed.Length;
            // Garbage comes and goes: the middle of what was seen around a point stands for it.
            if (sent > events * 0.40 && sent <= events * 0.50) half.Add(host.Resident);
            if (sent > events * 0.90) end.Add(host.Resident);
        }

        var (before, after) = (new Sample(half).Median, new Sample(end).Median);
        bench.Note($"after {events:N0} events: StudyBot {after:0} MiB (half-way {before:0} MiB), bare {bare.Resident:0} MiB");
        return
        [
            new("idle, times bare", Sample.Of(idle), Bound.AtMost(1.8), Bound.AtMost(1.3)),
            new("after, times bare", Sample.Of(after / bare.Resident), Bound.AtMost(2.5), Bound.AtMost(1.6)),
            new("growth, second half", Sample.Of(after / before - 1), Bound.AtMost(0.05), Bound.AtMost(0.01)),
        ];
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
