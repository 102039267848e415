using System.Globalization;
using Azure.Core.Pipeline;
using NodaTime;
using StudyBot.Storage;
using StudyBot.Tests.Doors;

namespace StudyBot.Judges.Storage;

/// <summary>On Azure Tables each call is billed and travels: what people and mornings cost does not grow with what was recorded before.</summary>
public class AzureScaleTests(ITestOutputHelper output)
{
    private const int Members = 300;

    /// <summary><c>STUDYBOT_HISTORY</c> says otherwise for a longer run.</summary>
    private static readonly int CheckIns = int.Parse(Environment.GetEnvironmentVariable("STUDYBOT_HISTORY") ?? "6000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_long_history_costs_no_call_more()
    {
        var early = await CostsAsync(lessons: 1_200 / Members);
        var late = await CostsAsync(CheckIns / Members);

        foreach (var (before, after) in early.Zip(late))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before.What}: {before.Calls} calls, {before.Bytes / 1024.0:0.0} KiB after 1,200 check-ins; {after.Calls} calls, {after.Bytes / 1024.0:0.0} KiB after {CheckIns:N0}"));
        Assert.Equal(early.Select(cost => (cost.What, cost.Calls)), late.Select(cost => (cost.What, cost.Calls)));
        Assert.Equal([("an idle minute", 1), ("a check-in", 4), ("a leaderboard", 3)], late.Take(3).Select(cost => (cost.What, cost.Calls)));
        Assert.InRange(late[3].Calls, 10, 25);
    }

    private static async Task<IReadOnlyList<Cost>> CostsAsync(int lessons)
    {
        var meter = new Meter();
        var account = (await Azurite.TableAsync()) with { Transport = new HttpClientTransport(new HttpClient(meter)) };
        var (world, bot) = await LongRun.StartAsync(lessons, Members, new World(table: AzureTable.Open(account)), checkIns: true);
        await bot.TickAsync(); // Puts what is announced in order.
        var next = (await world.CohortAsync(World.Mornings)).Posted[^1].Slot + Duration.FromDays(1);
        return
        [
            await meter.ReadAsync("an idle minute", bot.TickAsync),
            await meter.ReadAsync("a check-in", () => bot.HearAsync(world.Says(LongRun.Person(1).User, "done"))),
            await meter.ReadAsync("a leaderboard", () => bot.HearAsync(world.Says(LongRun.Person(1).User, "leaderboard all", mentioned: true))),
            await meter.ReadAsync("a lesson", async () =>
            {
                world.Clock.Advance((next - world.Now).ToTimeSpan());
                await bot.TickAsync();
                Assert.Equal(lessons + 1, world.Slack.Posts.Count + lessons);
            }),
        ];
    }

    private sealed record Cost(string What, int Calls, long Bytes);

    /// <summary>Counts what goes by, both ways, without headers.</summary>
    private sealed class Meter() : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _calls;
        private long _bytes;

        public async Task<Cost> ReadAsync(string what, Func<Task> work)
        {
            (_calls, _bytes) = (0, 0);
            await work();
            return new(what, _calls, _bytes);
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            Interlocked.Increment(ref _calls);
            Interlocked.Add(ref _bytes, (request.Content?.Headers.ContentLength ?? 0) + (answer.Content.Headers.ContentLength ?? 0));
            return answer;
        }
    }
}
