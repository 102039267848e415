using System.Diagnostics;
using StudyBot.Benchmarks.Hosts;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Benchmarks.Rows;

/// <summary>10,000 cohorts that are due in the same minute, in a store that holds a million check-ins, beside the same cohorts in one that holds none.</summary>
internal static class Morning
{
    private const int Cohorts = 10_000;
    private const int Members = 10;
    private const int Lessons = 10;

    /// <summary>So few at once that memory has yet to grow for a morning.</summary>
    private const int Warm = 100;

    public static Benchmark Row { get; } = new("morning", "10,000 cohorts due at once, at 1,000,000 check-ins", "the same at none", RunAsync);

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var count = bench.Scaled(Cohorts);
        // First the one whose memory is looked at: what another morning left in the process would hide how far it grows.
        var (old, growth, wrong) = await MorningAsync(count, withHistory: true);
        var (young, _, _) = await MorningAsync(count, withHistory: false);
        bench.Note($"at {count * Members * Lessons:N0} check-ins: {old.Rate:N0} posts a second, without them {young.Rate:N0}");
        return
        [
            new("a post's processor time, times without", Sample.Of(old.Processor / young.Processor), Bound.AtMost(1.5), Bound.AtMost(1.1)),
            new("resident memory at the most, times before", Sample.Of(growth), Bound.AtMost(1.5), Bound.AtMost(1.2)),
            new("unposted or posted twice", Sample.Of(wrong), Bound.Exactly(0)),
        ];
    }

    private static async Task<(Turn Turn, double Growth, int Wrong)> MorningAsync(int count, bool withHistory)
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = await FanOut.HostAsync(slack);
        var warm = count;
        await WarmUp.RunAsync(async () =>
        {
            await FanOut.TurnAsync(host, slack, await SeedAsync(host.Store, warm, Warm, withHistory));
            warm += Warm;
        });
        var cohorts = await SeedAsync(host.Store, 0, count, withHistory);
        GC.Collect();
        var before = Resident();
        var posts = slack.Posts;
        var most = before;
        using var over = new CancellationTokenSource();
        var watching = WatchAsync(value => most = Math.Max(most, value), over.Token);
        var turn = await FanOut.TurnAsync(host, slack, cohorts);
        await over.CancelAsync();
        await watching;
        var wrong = Math.Abs(slack.Posts - posts - cohorts.Length);
        foreach (var id in cohorts)
            if (await host.Store.FindCohortAsync(id, CancellationToken.None) is not { Value.Day: Lessons + 1 }) wrong++;
        return (turn, most / before, wrong);
    }

    /// <summary>They did every lesson so far; the next one has been due for an hour.</summary>
    private static async Task<CohortId[]> SeedAsync(IStudyStore store, int from, int count, bool withHistory)
    {
        var ids = Enumerable.Range(from, count).Select(number => new CohortId("slack", NullSlack.Team, Seeding.Channel(number))).ToArray();
        await Seeding.EachAsync(count, async index =>
        {
            var whole = Seeding.Cohort(ids[index], Lessons + 1, Seeding.Plan);
            var cohort = whole with { Posted = [.. whole.Posted.Take(Lessons)] };
            var members = Enumerable.Range(0, Members).Select(number => Seeding.Member(cohort.Id, Seeding.User(from + index, number), cohort)).ToArray();
            Change[] rows =
            [
                new Change.PutCohort(cohort, null),
                .. members.Select(member => new Change.PutMember(1, withHistory ? member with { Ledger = new(new string('o', Lessons)) } : member, null)),
                .. withHistory ? members.SelectMany(member => cohort.Posted.Select(lesson => Done(cohort, member, lesson))) : [],
            ];
            foreach (var chunk in rows.Chunk(100)) await store.CommitAsync(cohort.Id, chunk, CancellationToken.None);
        });
        return ids;
    }

    private static Change.PutCheckIn Done(Cohort cohort, Member member, PostedLesson lesson) =>
        new(1, new(lesson.Day, member.Id, lesson.Opens, CheckInClass.OnTime, [$"message {cohort.Id.Channel} {lesson.Day}.{member.Id.User}"], null, []), null);

    private static async Task WatchAsync(Action<double> see, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            see(Resident());
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }

    private static double Resident()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
