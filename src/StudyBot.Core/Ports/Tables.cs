namespace StudyBot.Ports;

/// <summary>Rows beyond what one call answers.</summary>
public static class Tables
{
    private const int Page = 1_000;

    /// <summary>The rows of a partition from one key (inclusive) to another (exclusive), in order, however many there are.</summary>
    public static async Task<IReadOnlyList<Row>> AllAsync(this ITable table, string partition, CancellationToken cancel, string from = "", string until = "\uFFFF")
    {
        var all = new List<Row>();
        while (true)
        {
            var rows = await table.RangeAsync(partition, from, until, Page, cancel);
            all.AddRange(rows);
            if (rows.Count < Page) return all;
            from = rows[^1].Key + "\0";
        }
    }
}
