using System.Security.Cryptography;
using System.Text;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>The <c>state</c> of an install flow: good once, for ten minutes. Only its hash is kept.</summary>
public sealed class InstallStates(ITable table, TimeProvider clock)
{
    private const string Partition = "slack|states";
    private static readonly Duration Good = Duration.FromMinutes(10);

    public async Task<string> NewAsync(CancellationToken cancel)
    {
        var state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await SweepAsync(cancel);
        await table.WriteAsync(Partition, [new RowChange.Insert(Key(state), Encoding.ASCII.GetBytes($"{(clock.Now() + Good).ToUnixTimeSeconds()}"))], cancel);
        return state;
    }

    /// <summary>True the first time, and in time.</summary>
    public async Task<bool> SpendAsync(string state, CancellationToken cancel)
    {
        if (state.Length != 64 || await table.GetAsync(Partition, Key(state), cancel) is not { } row) return false;
        var spent = await table.WriteAsync(Partition, [new RowChange.Delete(row.Key, row.ETag)], cancel) is Written.Done;
        return spent && clock.Now() <= EndOf(row);
    }

    private async Task SweepAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        foreach (var row in await table.RangeAsync(Partition, "", "\uFFFF", 100, cancel))
            if (EndOf(row) < now) await table.WriteAsync(Partition, [new RowChange.Delete(row.Key)], cancel);
    }

    private static Instant EndOf(Row row) => Instant.FromUnixTimeSeconds(long.Parse(Encoding.ASCII.GetString(row.Value.Span)));

    private static string Key(string state) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(state)));
}
