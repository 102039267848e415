using StudyBot.Benchmarks.Hosts;
using StudyBot.Benchmarks.Load;
using StudyBot.Fakes.Teams;

namespace StudyBot.Benchmarks.Rows;

/// <summary>From the wire to the wire: the signature, the parse, what was known, what is decided, and the commit on disk before the 200.
/// The receipt follows, to a platform that keeps nothing; it is waited for between turns, not in them.</summary>
internal static class Inbound
{
    public static Benchmark Slack { get; } = new("inbound-slack", "a signed `done` → durable check-in and standing → 200", "bare Kestrel + HMAC", async bench =>
    {
        await using var stage = await SlackStage.StartAsync();
        return await RunAsync(bench, stage, Bound.AtLeast(0.15), Bound.AtLeast(0.30));
    });

    public static Benchmark Teams { get; } = new("inbound-teams", "an activity with an RS256 token → the same", "bare Kestrel + HMAC", async bench =>
    {
        await using var teams = await TeamsFake.StartAsync();
        IReadOnlyList<Figure> figures;
        await using (var stage = await TeamsStage.StartAsync(teams)) figures = await RunAsync(bench, stage, Bound.AtLeast(0.10), Bound.AtLeast(0.20));
        await using var each = await TeamsStage.StartAsync(teams, each: true);
        await using var bare = await BareSide.StartAsync();
        var (pairs, _) = await MeasureAsync(bench, each, bare);
        bench.Note($"with a token of its own for each activity: share {pairs.Share.Median:0.000} ({pairs.Share.Least:0.000}–{pairs.Share.Most:0.000}), by processor time {pairs.ProcessorShare.Median:0.000}");
        return figures;
    });

    public static async Task<Beside> MeasureAsync(Bench bench, Stage stage, BareSide bare)
    {
        await WarmUp.RunAsync(async () =>
        {
            await Beside.WarmAsync(stage);
            await bare.TurnAsync();
        });
        return await Beside.MeasureAsync(bench, bare, stage);
    }

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, Stage stage, Bound must, Bound aim)
    {
        await using var bare = await BareSide.StartAsync();
        var (pairs, took) = await MeasureAsync(bench, stage, bare);
        var times = Sample.OfAll(took);
        bench.Note(pairs.Rates("requests"));
        bench.Note($"a request of StudyBot's took {times.Median:0.0} ms in the middle, {times.Quantile(0.99):0.0} ms at p99");
        return [new("share", pairs.Share, must, aim), new("wrong check-ins", Sample.Of(await stage.WrongAsync()), Bound.Exactly(0))];
    }
}
