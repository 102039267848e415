using System.Runtime.CompilerServices;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>Looking for rows that cannot be read. Whoever goes through many passes them over, so that one of them keeps nobody from the others.</summary>
public sealed partial class StudyStore
{
    /// <summary>Why each such row of StudyBot's own cannot be read, of all there are.</summary>
    public IAsyncEnumerable<string> UnreadableAsync(CancellationToken cancel) => UnreadableAsync(table.AllAsync(cancel), cancel);

    /// <summary>The same of the cohorts' own rows alone: as many as there are cohorts.</summary>
    public IAsyncEnumerable<string> UnreadableCohortsAsync(CancellationToken cancel) =>
        UnreadableAsync(table.EveryAsync(Keys.Cohorts.From, Keys.Cohorts.Until, Keys.Cohort, cancel), cancel);

    private static async IAsyncEnumerable<string> UnreadableAsync(IAsyncEnumerable<Row> rows, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in rows.WithCancellation(cancel))
            if (WhyUnreadable(row) is { } why) yield return why;
    }

    private static string? WhyUnreadable(Row row)
    {
        try
        {
            _ = Reading(row);
            return null;
        }
        catch (InvalidDataException fault)
        {
            return fault.Message.ReplaceLineEndings(" ");
        }
    }

    /// <summary>What a row says; null for one that is no record of ours.</summary>
    private static object? Reading(Row row) => (Kind(row.Partition), Kind(row.Key)) switch
    {
        ("cohort", "cohort") => Rows.Cohort(row),
        ("cohort", "member") => Rows.Member(row),
        ("cohort", "checkin") => Rows.CheckIn(row),
        ("cohort", "delivery") => Rows.Delivery(row),
        ("cohort" or "events", "seen") => Rows.Seen(row),
        ("due", _) => Rows.DueHint(row),
        ("person", "in") => Rows.CohortId(row),
        ("person", "meant") => Rows.Resolved(row),
        ("curricula", _) or ("curriculum", "newest" or "version") => Rows.Version(row),
        ("system", "heartbeat") => Rows.Beat(row),
        _ => null,
    };

    private static string Kind(string key) => key.Split('|', 2)[0];
}
