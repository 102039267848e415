using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>Rows beyond what one call answers.</summary>
internal static class Pages
{
    private const int Page = 1000;

    /// <summary>All of a partition, however many there are.</summary>
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
