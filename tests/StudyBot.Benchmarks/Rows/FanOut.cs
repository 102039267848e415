using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StudyBot.Benchmarks.Hosts;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Slack;

namespace StudyBot.Benchmarks.Rows;

/// <summary>10,000 cohorts of one workspace get their first lesson in the same moment, each durably claimed, marked and recorded around its post; others in each round.</summary>
internal static class FanOut
{
    private const int Cohorts = 10_000;
    private const int Rounds = 5;

    /// <summary>As many posts at once as a lane has.</summary>
    private const int Width = 128;

    public static Benchmark Row { get; } = new("fan-out", "due → claimed → rendered → posted → recorded, 10,000 cohorts, no limits", "raw HttpClient posts", RunAsync);

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = await HostAsync(slack);
        using var client = new HttpClient { BaseAddress = slack.ApiUrl };
        var raw = 0;
        Task<Turn> BaselineAsync(int count)
        {
            raw += count;
            return RawAsync(client, slack.Last, count);
        }

        var cohorts = new List<CohortId>();
        async Task<Turn> SubjectAsync(int count)
        {
            var more = await SeedAsync(host.Store, cohorts.Count, count);
            cohorts.AddRange(more);
            return await TurnAsync(host, slack, more);
        }

        await WarmUp.RunAsync(async () =>
        {
            await SubjectAsync(bench.Scaled(Cohorts) / Rounds);
            await BaselineAsync(bench.Scaled(Cohorts) / Rounds);
        });
        var pairs = await Pairs.InterleaveAsync(bench.Scaled(Rounds, 3), () => BaselineAsync(bench.Scaled(Cohorts)), () => SubjectAsync(bench.Scaled(Cohorts)));
        bench.Note(pairs.Rates("posts"));
        return [new("share", pairs.Share, Bound.AtLeast(0.20), Bound.AtLeast(0.40)), new("unposted or posted twice", Sample.Of(await WrongAsync(host.Store, slack.Posts - raw, cohorts)), Bound.Exactly(0))];
    }

    /// <summary>As many posts at once as the machine can.</summary>
    public static Task<RunningHost> HostAsync(SlackServer slack) => RunningHost.StartAsync(SlackStage.Settings(slack.ApiUrl.AbsoluteUri), services =>
    {
        services.RemoveAll<IPlatform>();
        services.AddSingleton<IPlatform>(provider => new Unlimited(provider.GetRequiredService<SlackPlatform>()));
    });

    /// <summary>Their first lesson has been due for an hour, and nobody has been told yet.</summary>
    private static async Task<CohortId[]> SeedAsync(IStudyStore store, int from, int count)
    {
        var ids = Enumerable.Range(from, count).Select(number => new CohortId("slack", NullSlack.Team, Seeding.Channel(number))).ToArray();
        await Seeding.EachAsync(count, number => store.CommitAsync(ids[number], [new Change.PutCohort(Seeding.Cohort(ids[number], 1, Seeding.Plan) with { Posted = [] }, null)], CancellationToken.None));
        return ids;
    }

    /// <summary>All of them at once, to the last record.</summary>
    public static async Task<Turn> TurnAsync(RunningHost host, SlackServer slack, CohortId[] cohorts)
    {
        var now = host.Services.GetRequiredService<TimeProvider>().Now();
        // The host's own tick, each minute, may be earlier than the one below.
        var before = slack.Posts;
        await Seeding.EachAsync(cohorts.Length, number => host.Store.AnnounceAsync(new(cohorts[number], now), CancellationToken.None));
        var poster = host.Services.GetRequiredService<Poster>();
        return await Turn.MeasureAsync(cohorts.Length, async () =>
        {
            await poster.TickAsync(CancellationToken.None);
            while (slack.Posts < before + cohorts.Length) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            while ((await host.Store.DueAsync(0, now, CancellationToken.None)).Count > 0) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        });
    }

    private static Task<Turn> RawAsync(HttpClient client, byte[] message, int count) => Turn.MeasureAsync(count, async () =>
    {
        var next = 0;
        async Task WorkAsync()
        {
            while (Interlocked.Increment(ref next) <= count)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "chat.postMessage") { Content = new ByteArrayContent(message) { Headers = { ContentType = new("application/json") } } };
                using var answer = await client.SendAsync(request);
                await answer.Content.ReadAsByteArrayAsync();
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Width).Select(_ => WorkAsync()));
    });

    private static async Task<int> WrongAsync(IStudyStore store, int posts, IReadOnlyList<CohortId> asked)
    {
        var wrong = Math.Abs(posts - asked.Count);
        foreach (var id in asked)
            if (await store.FindCohortAsync(id, CancellationToken.None) is not { Value: { Day: 1 } }) wrong++;
        return wrong;
    }
}
