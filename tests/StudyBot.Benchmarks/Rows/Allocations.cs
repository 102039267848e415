using StudyBot.Benchmarks.Hosts;
using StudyBot.Benchmarks.Load;

namespace StudyBot.Benchmarks.Rows;

/// <summary>Bytes on the heap for one check-in, to its 200. The load is the same on both sides and cancels out.</summary>
internal static class Allocations
{
    private const int Rounds = 5;

    public static Benchmark Row { get; } = new("allocations", "KiB allocated per inbound check-in", "bare Kestrel + HMAC", RunAsync);

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var stage = await SlackStage.StartAsync();
        await using var bare = await BareSide.StartAsync();
        await bare.TurnAsync();
        await WarmUp.RunAsync(() => MeasureAsync(stage, settle: true));
        var alone = await Pairs.InterleaveAsync(bench.Scaled(Rounds, 2), bare.TurnAsync, () => MeasureAsync(stage, settle: false));
        var whole = await Pairs.InterleaveAsync(bench.Scaled(Rounds, 2), bare.TurnAsync, () => MeasureAsync(stage, settle: true));
        bench.Note($"with receipts and the lessons' own cards, to the last of them: {whole.Allocated.Median / 1024:0.0} KiB ({whole.Allocated.Least / 1024:0.0}–{whole.Allocated.Most / 1024:0.0})");
        return [new("KiB", new(alone.Rounds.Select(round => (round.Subject.Allocated - round.Baseline.Allocated) / 1024)), Bound.AtMost(8), Bound.AtMost(3))];
    }

    private static async Task<Turn> MeasureAsync(Stage stage, bool settle)
    {
        var letters = await stage.LettersAsync();
        var turn = await Turn.MeasureAsync(letters.Length, async () =>
        {
            await stage.SendAsync(letters);
            if (settle) await stage.SettledAsync();
        });
        return await SettledAsync(stage, turn);
    }

    private static async Task<Turn> SettledAsync(Stage stage, Turn turn)
    {
        await stage.SettledAsync();
        return turn;
    }
}
