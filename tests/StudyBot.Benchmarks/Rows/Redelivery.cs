using StudyBot.Benchmarks.Hosts;

namespace StudyBot.Benchmarks.Rows;

/// <summary>What Slack sends twice costs no more than what it sends once, and counts once.</summary>
internal static class Redelivery
{
    private const int Rounds = 9;

    public static Benchmark Row { get; } = new("redelivery", "10 % of the events twice, 1 % four times under new ids", "inbound-slack", RunAsync);

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var stage = await SlackStage.StartAsync();
        var distinct = new List<double>();
        async Task<Turn> AgainAsync()
        {
            var letters = await stage.LettersAndAgainAsync();
            var turn = await TurnAsync(stage, letters);
            distinct.Add(turn.Rate * Stage.Everyone / letters.Length);
            return turn;
        }

        await WarmUp.RunAsync(AgainAsync);
        distinct.Clear();
        var pairs = await Pairs.InterleaveAsync(bench.Scaled(Rounds, 3), async () => await TurnAsync(stage, await stage.LettersAsync()), AgainAsync);
        bench.Note(pairs.Rates("requests"));
        var (once, again) = (new Sample(pairs.Rounds.Select(round => round.Baseline.Rate)), new Sample(distinct));
        bench.Note($"distinct events a second: {once.Median:0} where each comes once, {again.Median:0} ({again.Least:0}–{again.Most:0}) of those that come again, {again.Median / once.Median:0.00} times as many");
        return [new("share", pairs.Share, Bound.AtLeast(0.9)), new("double counts", Sample.Of(await stage.WrongAsync()), Bound.Exactly(0))];
    }

    private static async Task<Turn> TurnAsync(Stage stage, byte[][] letters)
    {
        var turn = await Turn.MeasureAsync(letters.Length, () => stage.SendAsync(letters));
        await stage.SettledAsync();
        return turn;
    }
}
