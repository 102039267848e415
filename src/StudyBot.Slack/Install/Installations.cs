using System.Text.Json;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>The workspaces that installed the bot themselves: one row each.</summary>
public sealed class Installations(ITable table)
{
    private const string Partition = "slack|installations";

    public async Task<(Installation Installation, string ETag)?> FindAsync(string team, CancellationToken cancel) =>
        await table.GetAsync(Partition, Key(team), cancel) is { } row && JsonSerializer.Deserialize(row.Value.Span, InstallationJson.Default.Installation) is { } found
            ? (found, row.ETag)
            : null;

    public Task SaveAsync(Installation installation, CancellationToken cancel) =>
        table.WriteAsync(Partition, [new RowChange.Put(Key(installation.Team), Json(installation))], cancel);

    /// <summary>False: another instance was faster; what it wrote is the newer token.</summary>
    public async Task<bool> ReplaceAsync(Installation installation, string etag, CancellationToken cancel) =>
        await table.WriteAsync(Partition, [new RowChange.Replace(Key(installation.Team), etag, Json(installation))], cancel) is Written.Done;

    public Task RemoveAsync(string team, CancellationToken cancel) =>
        table.WriteAsync(Partition, [new RowChange.Delete(Key(team))], cancel);

    private static string Key(string team) => $"team|{Uri.EscapeDataString(team)}";

    private static byte[] Json(Installation installation) => JsonSerializer.SerializeToUtf8Bytes(installation, InstallationJson.Default.Installation);
}
