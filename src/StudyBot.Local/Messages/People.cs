using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>Whoever has spoken here or was added in the picker. A name is a person, who is told from others by its <see cref="Names.Key"/>.</summary>
public sealed class People(ITable table, Feed feed)
{
    private const string Partition = "local/people";

    /// <summary>In the order of their names.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancel) =>
        [.. (await table.AllAsync(Partition, cancel)).Select(row => RowJson.Read<string>(row.Value))];

    /// <summary>The id of a person by a tidy name: as it was written the first time.</summary>
    public async Task<string> MeetAsync(string name, CancellationToken cancel)
    {
        while (true)
        {
            if (await table.GetAsync(Partition, Names.Key(name), cancel) is { } row) return RowJson.Read<string>(row.Value);
            if (await table.WriteAsync(Partition, [new RowChange.Insert(Names.Key(name), RowJson.Write(name))], cancel) is not Written.Done) continue;
            feed.Tell("people");
            return name;
        }
    }

    /// <summary>The same of whoever is known; for anybody else the name as it is, and they stay unknown.</summary>
    public async Task<string> KnownAsync(string name, CancellationToken cancel) =>
        Names.Tidy(name) is { } tidy && await table.GetAsync(Partition, Names.Key(tidy), cancel) is { } row ? RowJson.Read<string>(row.Value) : name;

    public async Task ForgetAsync(string person, CancellationToken cancel)
    {
        await table.WriteAsync(Partition, [new RowChange.Delete(Names.Key(person))], cancel);
        feed.Tell("people");
    }
}
