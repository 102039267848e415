using StudyBot.Benchmarks.Hosts;
using StudyBot.Benchmarks.Load;
using StudyBot.Fakes.Teams;

namespace StudyBot.Benchmarks.Rows;

/// <summary>From the wire to the wire: the signature, the parse, what was known, what is decided, and the commit on disk before the 200.
/// The receipt follows, to a platform that keeps nothing; it is waited for between turns, not in them.</summary>
internal static class Inbound
{
    private const int Rounds = 9;

    public static Benchmark Slack { get; } = new("inbound-slack", "a signed `done` → durable check-in and standing → 200", "bare Kestrel + HMAC", async bench =>
    {
        await using var stage = await SlackStage.StartAsync();
        return await RunAsync(bench, stage, Bound.AtLeast(0.15), Bound.AtLeast(0.30));
    });

    public static Benchmark Teams { get; } = new("inbound-teams", "an activity with an RS256 token → the same", "bare Kestrel + HMAC", async bench =>
    {
        await using var teams = await TeamsFake.StartAsync();
        await using var stage = await TeamsStage.StartAsync(teams);
        return await RunAsync(bench, stage, Bound.AtLeast(0.10), Bound.AtLeast(0.20));
    });

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, Stage stage, Bound must, Bound aim)
    {
        await using var bare = await BareSide.StartAsync();
        await WarmUp.RunAsync(async () =>
        {
            await stage.SendAsync(await stage.LettersAsync());
            await stage.SettledAsync();
            await bare.TurnAsync();
        });
        var took = new List<double>();
        var pairs = await Pairs.InterleaveAsync(bench.Scaled(Rounds, 3), bare.TurnAsync, async () =>
        {
            var letters = await stage.LettersAsync();
            var turn = await Turn.MeasureAsync(letters.Length, async () => took.AddRange(await stage.SendAsync(letters)));
            await stage.SettledAsync();
            return turn;
        });
        var times = new Sample(took);
        bench.Note(pairs.Rates("requests"));
        bench.Note($"a request of StudyBot's took {times.Median:0.0} ms in the middle, {times.Quantile(0.99):0.0} ms at p99");
        return [new("share", pairs.Share, must, aim), new("wrong check-ins", Sample.Of(await stage.WrongAsync()), Bound.Exactly(0))];
    }
}
