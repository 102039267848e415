using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>The store, written once over a table. One partition a cohort; all outside it are hints.</summary>
/// <param name="shards">Into how many parts the due index is split; every instance must be told the same.</param>
public sealed partial class StudyStore(ITable table, int shards = 1) : IStudyStore
{
    private const int Page = 1000;
    private const int Batch = 100;

    /// <summary>How long an event is remembered that no cohort's rows remember.</summary>
    private static readonly Duration Events = Duration.FromDays(7);

    private readonly ConcurrentDictionary<string, StoredCurriculum> _curricula = new(StringComparer.Ordinal);

    public Task<Versioned<Cohort>?> FindCohortAsync(CohortId cohort, CancellationToken cancel) =>
        FindAsync(Keys.Partition(cohort), Keys.Cohort, Rows.Cohort, cancel);

    public Task<Versioned<Member>?> FindMemberAsync(CohortId cohort, int run, PersonId person, CancellationToken cancel) =>
        FindAsync(Keys.Partition(cohort), Keys.Member(run, person), Rows.Member, cancel);

    public Task<Versioned<CheckIn>?> FindCheckInAsync(CohortId cohort, int run, int lesson, PersonId person, CancellationToken cancel) =>
        FindAsync(Keys.Partition(cohort), Keys.CheckIn(run, lesson, person), Rows.CheckIn, cancel);

    public Task<Versioned<Delivery>?> FindDeliveryAsync(CohortId cohort, DeliveryId delivery, CancellationToken cancel) =>
        FindAsync(Keys.Partition(cohort), Keys.Delivery(delivery), Rows.Delivery, cancel);

    public async Task<Seen?> FindSeenAsync(CohortId cohort, string key, CancellationToken cancel) =>
        await table.GetAsync(Keys.Partition(cohort), Keys.Seen(key), cancel) is { } row ? Rows.Seen(row) : null;

    public async Task<IReadOnlyList<Versioned<Member>>> MembersAsync(CohortId cohort, int run, CancellationToken cancel) =>
        [.. (await AllAsync(Keys.Partition(cohort), Keys.Members(run), cancel)).Select(Rows.Member)];

    public async Task<IReadOnlyList<Versioned<CheckIn>>> CheckInsOfAsync(CohortId cohort, int run, PersonId person, IReadOnlyList<int> lessons, CancellationToken cancel)
    {
        var found = await Task.WhenAll(lessons.Select(lesson => FindCheckInAsync(cohort, run, lesson, person, cancel)));
        return [.. found.OfType<Versioned<CheckIn>>()];
    }

    public async Task<IReadOnlyList<Versioned<CheckIn>>> CheckInsAsync(CohortId cohort, int run, int from, int to, CancellationToken cancel) =>
        [.. (await AllAsync(Keys.Partition(cohort), Keys.CheckIns(run, from, to), cancel)).Select(Rows.CheckIn)];

    public async Task<IReadOnlyList<Versioned<Delivery>>> DeliveriesAsync(CohortId cohort, int run, DeliveryKind kind, CancellationToken cancel) =>
        [.. (await AllAsync(Keys.Partition(cohort), Keys.Deliveries(run, kind), cancel)).Select(Rows.Delivery)];

    public async Task<Commit> CommitAsync(CohortId cohort, IReadOnlyList<Change> changes, CancellationToken cancel)
    {
        if (changes.Count == 0) return Commit.Done;
        foreach (var change in changes)
        {
            if (change is not Change.PutMember { ETag: null } joined) continue;
            await table.WriteAsync(Keys.Person(joined.Member.Id), [new RowChange.Put(Keys.CohortOf(cohort), Rows.Of(cohort))], cancel);
        }

        return await table.WriteAsync(Keys.Partition(cohort), [.. changes.Select(Row)], cancel) switch
        {
            Written.Conflict conflict => changes[conflict.Index] is Change.MarkSeen ? Commit.AlreadySeen : Commit.Conflict,
            _ => Commit.Done,
        };
    }

    public async Task<IReadOnlyList<DueHint>> DueAsync(int shard, Instant until, CancellationToken cancel) =>
        [.. (await AllAsync(Keys.DuePartition(shard), Keys.DueUntil(until), cancel)).Select(row => new DueHint(Rows.CohortId(row), Keys.DueAt(row.Key)))];

    public Task AnnounceAsync(DueHint hint, CancellationToken cancel) => table.WriteAsync(
        Keys.DuePartition(hint.Cohort, shards),
        [new RowChange.Put(Keys.Due(hint.At, hint.Cohort), Rows.Of(hint.Cohort))],
        cancel);

    public Task WithdrawAsync(DueHint hint, CancellationToken cancel) =>
        table.WriteAsync(Keys.DuePartition(hint.Cohort, shards), [new RowChange.Delete(Keys.Due(hint.At, hint.Cohort))], cancel);

    public async Task<IReadOnlyList<CohortId>> CohortsOfAsync(PersonId person, CancellationToken cancel) =>
        [.. (await AllAsync(Keys.Person(person), Keys.CohortsOf, cancel)).Select(Rows.CohortId)];

    public async Task<CohortId> ResolveDirectAsync(PersonId person, string key, CohortId meant, Instant at, CancellationToken cancel)
    {
        var row = Keys.Resolved(key);
        var written = await table.WriteAsync(Keys.Person(person), [new RowChange.Insert(row, Rows.Of(new Resolved(meant, at)))], cancel);
        if (written is Written.Done) return meant;
        return await table.GetAsync(Keys.Person(person), row, cancel) is { } first ? Rows.Resolved(first).Cohort : meant;
    }

    public async Task<bool> FirstTimeAsync(string key, Instant at, CancellationToken cancel) =>
        await table.WriteAsync(Keys.Events, [new RowChange.Insert(Keys.Seen(key), Rows.Of(new Seen("", at, [], at, at + Events)))], cancel) is Written.Done;

    public async IAsyncEnumerable<Versioned<Cohort>> CohortsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.EveryAsync(Keys.Cohort, cancel)) yield return Rows.Cohort(row);
    }

    public async Task<Instant?> LastBeatAsync(CancellationToken cancel) =>
        await table.GetAsync(Keys.System, Keys.Heartbeat, cancel) is { } row ? Rows.Beat(row) : null;

    public Task BeatAsync(Instant now, CancellationToken cancel) =>
        table.WriteAsync(Keys.System, [new RowChange.Put(Keys.Heartbeat, Rows.Of(new Beat(now)))], cancel);

    public async Task ForgetAsync(CohortId cohort, PersonId person, CancellationToken cancel)
    {
        var partition = Keys.Partition(cohort);
        var runs = await FindCohortAsync(cohort, cancel) is { } stored ? stored.Value.Run : 1;
        for (var run = 1; run <= runs; run++)
        {
            var own = new List<string> { Keys.Member(run, person) };
            if (await FindMemberAsync(cohort, run, person, cancel) is { } member)
                own.AddRange(Enumerable.Range(1, member.Value.Ledger.Marks.Length).Select(lesson => Keys.CheckIn(run, lesson, person)));
            foreach (var kind in (DeliveryKind[])[DeliveryKind.Nudge, DeliveryKind.Reminder, DeliveryKind.Notice])
                own.AddRange((await DeliveriesAsync(cohort, run, kind, cancel)).Where(d => d.Value.Person == person).Select(d => Keys.Delivery(d.Value.Id)));
            own.Reverse();
            await DeleteAsync(partition, own, cancel);
        }

        await DeleteAsync(Keys.Person(person), [.. (await AllAsync(Keys.Person(person), Keys.All, cancel)).Select(row => row.Key).Where(key => key == Keys.CohortOf(cohort) || key.StartsWith("meant|", StringComparison.Ordinal))], cancel);
    }

    public async Task RemoveCohortAsync(CohortId cohort, CancellationToken cancel)
    {
        var partition = Keys.Partition(cohort);
        var rows = await AllAsync(partition, Keys.All, cancel);
        foreach (var row in rows.Where(row => row.Key.StartsWith("member|", StringComparison.Ordinal)))
            await DeleteAsync(Keys.Person(Rows.Member(row).Value.Id), [Keys.CohortOf(cohort)], cancel);
        await DeleteAsync(partition, [.. rows.Select(row => row.Key).Where(key => key != Keys.Cohort), Keys.Cohort], cancel);
    }

    public async Task SweepAsync(Instant now, CancellationToken cancel)
    {
        await foreach (var stored in CohortsAsync(cancel))
        {
            var cohort = stored.Value;
            if (Agenda.Next(cohort, now) is { } next) await AnnounceAsync(new(cohort.Id, next), cancel);
            foreach (var reminder in await DeliveriesAsync(cohort.Id, cohort.Run, DeliveryKind.Reminder, cancel))
                await AnnounceAsync(new(cohort.Id, reminder.Value.Slot), cancel);
            foreach (var member in await MembersAsync(cohort.Id, cohort.Run, cancel))
                await table.WriteAsync(Keys.Person(member.Value.Id), [new RowChange.Put(Keys.CohortOf(cohort.Id), Rows.Of(cohort.Id))], cancel);
            await SweepEventsAsync(Keys.Partition(cohort.Id), now, cancel);
        }

        await SweepEventsAsync(Keys.Events, now, cancel);
    }

    private async Task SweepEventsAsync(string partition, Instant now, CancellationToken cancel)
    {
        var over = (await AllAsync(partition, Keys.AllSeen, cancel)).Where(row => Rows.Seen(row).KeepUntil < now);
        await DeleteAsync(partition, [.. over.Select(row => row.Key)], cancel);
    }

    private static RowChange Row(Change change) => change switch
    {
        Change.PutCohort put => Put(Keys.Cohort, put.ETag, Rows.Of(put.Cohort)),
        Change.PutMember put => Put(Keys.Member(put.Run, put.Member.Id), put.ETag, Rows.Of(put.Member)),
        Change.PutCheckIn put => Put(Keys.CheckIn(put.Run, put.CheckIn.Lesson, put.CheckIn.Person), put.ETag, Rows.Of(put.CheckIn)),
        Change.RemoveCheckIn remove => new RowChange.Delete(Keys.CheckIn(remove.Run, remove.Lesson, remove.Person), remove.ETag),
        Change.PutDelivery put => Put(Keys.Delivery(put.Delivery.Id), put.ETag, Rows.Of(put.Delivery)),
        Change.RemoveDelivery remove => new RowChange.Delete(Keys.Delivery(remove.Delivery), remove.ETag),
        Change.MarkSeen mark => new RowChange.Insert(Keys.Seen(mark.Seen.Key), Rows.Of(mark.Seen with { Key = "" })),
        Change.PutSeen put => new RowChange.Put(Keys.Seen(put.Seen.Key), Rows.Of(put.Seen with { Key = "" })),
        _ => throw new NotSupportedException(change.ToString()),
    };

    private static RowChange Put(string key, string? etag, ReadOnlyMemory<byte> value) =>
        etag is null ? new RowChange.Insert(key, value) : new RowChange.Replace(key, etag, value);

    private async Task<Versioned<T>?> FindAsync<T>(string partition, string key, Func<Row, Versioned<T>> read, CancellationToken cancel) =>
        await table.GetAsync(partition, key, cancel) is { } row ? read(row) : null;

    private async Task<List<Row>> AllAsync(string partition, (string From, string Until) range, CancellationToken cancel)
    {
        var all = new List<Row>();
        var from = range.From;
        while (true)
        {
            var page = await table.RangeAsync(partition, from, range.Until, Page, cancel);
            all.AddRange(page);
            if (page.Count < Page) return all;
            from = page[^1].Key + "\0";
        }
    }

    private async Task DeleteAsync(string partition, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        foreach (var chunk in keys.Distinct(StringComparer.Ordinal).Chunk(Batch))
            await table.WriteAsync(partition, [.. chunk.Select(key => new RowChange.Delete(key))], cancel);
    }
}
