using StudyBot.Ports;
using StudyBot.Simulation.Running;
using StudyBot.Storage;

namespace StudyBot.Simulation.Safeguards;

/// <summary>A table that does not do all it was asked.</summary>
internal abstract class LyingTable(ITable table) : ITable
{
    protected ITable Inner => table;

    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancel) => table.GetAsync(partition, key, cancel);

    public Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel) => table.RangeAsync(partition, from, until, limit, cancel);

    public virtual Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel) => table.WriteAsync(partition, [.. changes.Select(change => Falsify(partition, change))], cancel);

    public IAsyncEnumerable<Row> EveryAsync(string from, string until, string key, CancellationToken cancel) => table.EveryAsync(from, until, key, cancel);

    public IAsyncEnumerable<Row> AllAsync(CancellationToken cancel) => table.AllAsync(cancel);

    protected abstract RowChange Falsify(string partition, RowChange change);

    protected static RowChange WithoutCondition(RowChange change) => change switch
    {
        RowChange.Insert insert => new RowChange.Put(insert.Key, insert.Value),
        RowChange.Replace replace => new RowChange.Put(replace.Key, replace.Value),
        _ => change,
    };
}

/// <summary>The store forgets which events it has seen.</summary>
internal sealed record NoDedupe : Lies
{
    public override ITable Table(ITable table) => new Lying(table);

    private sealed class Lying(ITable table) : LyingTable(table)
    {
        protected override RowChange Falsify(string partition, RowChange change) => change.Key.StartsWith("seen|", StringComparison.Ordinal) ? WithoutCondition(change) : change;
    }
}

/// <summary>The store lets everybody claim a delivery, whoever has it.</summary>
internal sealed record NoClaim : Lies
{
    public override ITable Table(ITable table) => new Lying(table);

    private sealed class Lying(ITable table) : LyingTable(table)
    {
        protected override RowChange Falsify(string partition, RowChange change) => change.Key.StartsWith("delivery|", StringComparison.Ordinal) ? WithoutCondition(change) : change;
    }
}

/// <summary>The store says of what somebody takes back that it was handled before.</summary>
internal sealed record NoDurability : Lies
{
    public override ITable Table(ITable table) => new Lying(table);

    private sealed class Lying(ITable table) : LyingTable(table)
    {
        public override Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel) =>
            changes is [.., RowChange.Insert] && changes.Any(change => change is RowChange.Delete && change.Key.StartsWith("checkin|", StringComparison.Ordinal))
                ? Task.FromResult<Written>(new Written.Conflict(changes.Count - 1))
                : base.WriteAsync(partition, changes, cancel);

        protected override RowChange Falsify(string partition, RowChange change) => change;
    }
}

/// <summary>The store keeps the grace ends it had, whatever an outage added to them.</summary>
internal sealed record NoGrace : Lies
{
    public override ITable Table(ITable table) => new Lying(table);

    private sealed class Lying(ITable table) : LyingTable(table)
    {
        protected override RowChange Falsify(string partition, RowChange change)
        {
            if (change is not RowChange.Replace { Key: Keys.Cohort } replace || Inner.GetAsync(partition, Keys.Cohort, CancellationToken.None).Result is not { } row) return change;
            var (before, now) = (Rows.Cohort(row).Value, Rows.Cohort(row with { Value = replace.Value }).Value);
            return replace with { Value = Rows.Of(now with { Posted = [.. now.Posted.Select(lesson => before.Lesson(lesson.Day) is { } was ? lesson with { GraceEnd = was.GraceEnd } : lesson)] }) };
        }
    }
}

/// <summary>The store takes every tenth hint to what is due next for written, and has lost it.</summary>
internal sealed record NoHints : Lies
{
    private int _hints;

    public override ITable Table(ITable table) => new Lying(table, this);

    private sealed class Lying(ITable table, NoHints lies) : LyingTable(table)
    {
        public override Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel)
        {
            IReadOnlyList<RowChange> kept = partition.StartsWith("due|", StringComparison.Ordinal) ? [.. changes.Where(change => change is not RowChange.Put || ++lies._hints % 10 != 0)] : changes;
            return kept.Count > 0 ? base.WriteAsync(partition, kept, cancel) : Task.FromResult<Written>(Written.Done.Instance);
        }

        protected override RowChange Falsify(string partition, RowChange change) => change;
    }
}
