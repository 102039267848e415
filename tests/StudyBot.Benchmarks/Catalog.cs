using StudyBot.Benchmarks.Rows;

namespace StudyBot.Benchmarks;

/// <summary>Every row there is.</summary>
internal static class Catalog
{
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        Inbound.Slack, Inbound.Teams, Redelivery.Row, FanOut.Row, Morning.Row, PacingRow.Row, Isolation.Row,
        History.Row, StoreCalls.Row, Allocations.Row, Start.Row, Memory.Row, Replays.Row, Peers.Row,
    ];

    public static Benchmark? Find(string id) => All.FirstOrDefault(row => row.Id == id);
}
