using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>The channels in which something was ever said.</summary>
public sealed class Channels(ITable table, Feed feed)
{
    private const string Partition = "local/channels";

    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancel) =>
        [.. (await table.AllAsync(Partition, cancel)).Select(row => RowJson.Read<string>(row.Value))];

    /// <summary>Remembers a channel; a direct conversation is none. The store is asked each time: a backup from before the channel may have been put back into it.</summary>
    public async Task OpenAsync(string channel, CancellationToken cancel)
    {
        if (Names.IsDirect(channel) || await table.GetAsync(Partition, channel, cancel) is not null) return;
        if (await table.WriteAsync(Partition, [new RowChange.Insert(channel, RowJson.Write(channel))], cancel) is Written.Done) feed.Tell("channels");
    }
}
