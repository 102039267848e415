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
        await WarmUp.RunAsync(async () => await TurnAsync(stage, await stage.LettersAndAgainAsync()));
        var pairs = await Pairs.InterleaveAsync(bench.Scaled(Rounds, 3), async () => await TurnAsync(stage, await stage.LettersAsync()), async () => await TurnAsync(stage, await stage.LettersAndAgainAsync()));
        bench.Note(pairs.Rates("requests"));
        return [new("share", pairs.Share, Bound.AtLeast(0.9)), new("double counts", Sample.Of(await stage.WrongAsync()), Bound.Exactly(0))];
    }

    private static async Task<Turn> TurnAsync(Stage stage, byte[][] letters)
    {
        var turn = await Turn.MeasureAsync(letters.Length, () => stage.SendAsync(letters));
        await stage.SettledAsync();
        return turn;
    }
}
