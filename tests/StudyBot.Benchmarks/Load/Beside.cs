namespace StudyBot.Benchmarks.Load;

/// <summary>A server's turns beside the bare one's.</summary>
/// <param name="Took">How long each request of the server's took, in ms, turn by turn.</param>
internal sealed record Beside(Pairs Pairs, IReadOnlyList<Sample> Took)
{
    private const int Rounds = 9;

    public static int RoundsOf(Bench bench) => bench.Scaled(Rounds, 3);

    public static async Task<Beside> MeasureAsync(Bench bench, BareSide bare, IContender server)
    {
        var took = new List<Sample>();
        var pairs = await Pairs.InterleaveAsync(RoundsOf(bench), bare.TurnAsync, async () =>
        {
            var letters = await server.LettersAsync();
            var turn = await Turn.MeasureAsync(letters.Length, async () => took.Add(new(await server.SendAsync(letters))), server.Elsewhere);
            await server.SettledAsync();
            return turn;
        });
        return new(pairs, took);
    }

    /// <summary>One turn that is not counted.</summary>
    public static async Task WarmAsync(IContender server)
    {
        await server.SendAsync(await server.LettersAsync());
        await server.SettledAsync();
    }
}
