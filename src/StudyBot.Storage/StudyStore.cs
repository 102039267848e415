using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>The store, written once over a table. One partition a cohort; all outside it are hints.</summary>
/// <param name="shards">Into how many parts the due index is split; every instance must be told the same.</param>
/// <param name="log">Hears of rows that cannot be read and were passed over.</param>
public sealed partial class StudyStore(ITable table, int shards = 1, ILogger<StudyStore>? log = null) : IStudyStore
{
    private const int Batch = 100;
    private const int Tries = 8;

    private readonly Readings<Cohort> _cohorts = new(Rows.Cohort);
    private readonly ILogger _log = (ILogger?)log ?? NullLogger.Instance;

    public async Task<Versioned<Cohort>?> FindCohortAsync(CohortId cohort, CancellationToken cancel)
    {
        var partition = Keys.Partition(cohort);
        var last = _cohorts.Last(partition);
        return await table.GetAsync(partition, [new(Keys.Cohort, last?.ETag)], cancel) is [{ } row] ? _cohorts.Of(row, last) : null;
    }

    public async Task<Backdrop?> FindBackdropAsync(CohortId cohort, PersonId person, string? key, CancellationToken cancel)
    {
        var partition = Keys.Partition(cohort);
        var last = _cohorts.Last(partition);
        // Which run the person's row is of only the cohort tells; nearly always it is still the one that it was in when it was last read.
        for (var run = last?.Value.Run ?? 1; ; run = last.Value.Run)
        {
            Wanted[] both = [new(Keys.Cohort, last?.ETag), new(Keys.Member(run, person))];
            var rows = await table.GetAsync(partition, key is null ? both : [.. both, new(Keys.Seen(key))], cancel);
            if (rows[0] is not { } row) return null;
            last = _cohorts.Of(row, last);
            if (last.Value.Run != run) continue;
            var member = rows[1] is { } found ? Rows.Member(found) : null;
            return new(last, person, member, key, key is not null && rows[2] is { } seen ? Seen(seen, key) : null);
        }
    }

    public Task<Versioned<Member>?> FindMemberAsync(CohortId cohort, int run, PersonId person, CancellationToken cancel) =>
        FindAsync(Keys.Partition(cohort), Keys.Member(run, person), Rows.Member, cancel);

    public Task<Versioned<CheckIn>?> FindCheckInAsync(CohortId cohort, int run, int lesson, PersonId person, CancellationToken cancel) =>
        FindAsync(Keys.Partition(cohort), Keys.CheckIn(run, lesson, person), Rows.CheckIn, cancel);

    public Task<Versioned<Delivery>?> FindDeliveryAsync(CohortId cohort, DeliveryId delivery, CancellationToken cancel) =>
        FindAsync(Keys.Partition(cohort), Keys.Delivery(delivery), Rows.Delivery, cancel);

    public async Task<Versioned<Seen>?> FindSeenAsync(CohortId cohort, string key, CancellationToken cancel) =>
        await table.GetAsync(Keys.Partition(cohort), Keys.Seen(key), cancel) is { } row ? Seen(row, key) : null;

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

        if (await table.WriteAsync(Keys.Partition(cohort), [.. changes.Select(Row)], cancel) is not Written.Conflict conflict) return Commit.Done;

        // Whoever was forgotten meanwhile is not to be named at the cohort again.
        foreach (var change in changes)
            if (change is Change.PutMember { ETag: null } joined) await UnnameAsync(cohort, joined.Run, joined.Member.Id, cancel);
        return changes[conflict.Index] is Change.MarkSeen ? Commit.AlreadySeen : Commit.Conflict;
    }

    public async Task<Versioned<Delivery>?> WriteAsync(CohortId cohort, Delivery delivery, string? etag, CancellationToken cancel)
    {
        if (await table.WriteAsync(Keys.Partition(cohort), [Row(new Change.PutDelivery(delivery, etag))], cancel) is not Written.Done done) return null;
        return done.ETag is { } now ? new(delivery, now) : await FindDeliveryAsync(cohort, delivery.Id, cancel);
    }

    public async IAsyncEnumerable<Versioned<Cohort>> CohortsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.EveryAsync(Keys.Cohorts.From, Keys.Cohorts.Until, Keys.Cohort, cancel))
            if (Readable(row, Rows.Cohort) is { } cohort) yield return cohort;
    }

    public Task<Versioned<Beat>?> FindBeatAsync(CancellationToken cancel) => FindAsync(Keys.System, Keys.Heartbeat, Rows.Beat, cancel);

    public async Task<bool> BeatAsync(Beat beat, string? etag, CancellationToken cancel) =>
        await table.WriteAsync(Keys.System, [Put(Keys.Heartbeat, etag, Rows.Of(beat))], cancel) is Written.Done;

    public Task BeatAsync(Instant now, CancellationToken cancel) =>
        table.WriteAsync(Keys.System, [new RowChange.Put(Keys.Heartbeat, Rows.Of(new Beat(now)))], cancel);

    private static RowChange Row(Change change) => change switch
    {
        Change.PutCohort put => Put(Keys.Cohort, put.ETag, Rows.Of(put.Cohort)),
        Change.PutMember put => Put(Keys.Member(put.Run, put.Member.Id), put.ETag, Rows.Of(put.Member)),
        Change.PutCheckIn put => Put(Keys.CheckIn(put.Run, put.CheckIn.Lesson, put.CheckIn.Person), put.ETag, Rows.Of(put.CheckIn)),
        Change.RemoveCheckIn remove => new RowChange.Delete(Keys.CheckIn(remove.Run, remove.Lesson, remove.Person), remove.ETag),
        Change.PutDelivery put => Put(Keys.Delivery(put.Delivery.Id), put.ETag, Rows.Of(put.Delivery)),
        Change.RemoveDelivery remove => new RowChange.Delete(Keys.Delivery(remove.Delivery), remove.ETag),
        Change.MarkSeen mark => new RowChange.Insert(Keys.Seen(mark.Seen.Key), Rows.Of(mark.Seen with { Key = "" })),
        Change.PutSeen put => Put(Keys.Seen(put.Seen.Key), put.ETag, Rows.Of(put.Seen with { Key = "" })),
        _ => throw new NotSupportedException(change.ToString()),
    };

    private static RowChange Put(string key, string? etag, ReadOnlyMemory<byte> value) =>
        etag is null ? new RowChange.Insert(key, value) : new RowChange.Replace(key, etag, value);

    /// <summary>A row holds no key but a hash of it.</summary>
    private static Versioned<Seen> Seen(Row row, string key) => new(Rows.Seen(row) with { Key = key }, row.ETag);

    private async Task<Versioned<T>?> FindAsync<T>(string partition, string key, Func<Row, Versioned<T>> read, CancellationToken cancel) =>
        await table.GetAsync(partition, key, cancel) is { } row ? read(row) : null;

    private Task<IReadOnlyList<Row>> AllAsync(string partition, (string From, string Until) range, CancellationToken cancel) =>
        table.AllAsync(partition, cancel, range.From, range.Until);

    /// <summary>Null where a row cannot be read: whoever goes through many goes on with the next.</summary>
    private T? Readable<T>(Row row, Func<Row, T> read)
        where T : class
    {
        try
        {
            return read(row);
        }
        catch (InvalidDataException fault)
        {
            Log.Unreadable(_log, row.Partition, row.Key, fault);
            return null;
        }
    }

    private async Task DeleteAsync(string partition, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        foreach (var chunk in keys.Distinct(StringComparer.Ordinal).Chunk(Batch))
            await table.WriteAsync(partition, [.. chunk.Select(key => new RowChange.Delete(key))], cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The row {Partition} {Key} cannot be read and was passed over")]
        public static partial void Unreadable(ILogger log, string partition, string key, Exception fault);

        [LoggerMessage(LogLevel.Error, "{Cohort} could not be swept; the others are")]
        public static partial void NotSwept(ILogger log, CohortId cohort, Exception fault);

        [LoggerMessage(LogLevel.Warning, "Cohorts left to the next sweep: {Count}")]
        public static partial void Left(ILogger log, int count);
    }
}
