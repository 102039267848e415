using System.Collections.Concurrent;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>The channels in which something was ever said.</summary>
public sealed class Channels(ITable table, Feed feed)
{
    private const string Partition = "local/channels";
    private const int Most = 200;

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancel) =>
        [.. (await table.RangeAsync(Partition, "", "\uFFFF", Most, cancel)).Select(row => RowJson.Read<string>(row.Value))];

    /// <summary>Remembers a channel; a direct conversation is none.</summary>
    public async Task OpenAsync(string channel, CancellationToken cancel)
    {
        if (Names.IsDirect(channel) || _known.ContainsKey(channel)) return;
        await table.WriteAsync(Partition, [new RowChange.Put(channel, RowJson.Write(channel))], cancel);
        if (_known.TryAdd(channel, true)) feed.Tell("channels");
    }
}
