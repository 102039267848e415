using StudyBot.Benchmarks.Hosts;

namespace StudyBot.Benchmarks.Rows;

/// <summary>What Slack sends twice costs no more than what it sends once, and counts once.</summary>
internal static class Redelivery
{
    private const int Rounds = 9;
    private const int WarmUps = 4;

    public static Benchmark Row { get; } = new("redelivery", "10 % of the events twice, 1 % four times under new ids", "inbound-slack", RunAsync);

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var stage = await SlackStage.StartAsync();
        for (var i = 0; i < WarmUps; i++) await TurnAsync(stage, stage.LettersAndAgain());
        var pairs = await Pairs.InterleaveAsync(bench.Scaled(Rounds, 3), () => TurnAsync(stage, stage.Letters()), () => TurnAsync(stage, stage.LettersAndAgain()));
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
