using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Ports;

/// <summary>What the doors ask of storage. To find a row costs one call of the table port, a list one for each 1,000 rows; a commit is one conditional batch in the cohort's partition.
/// Nothing is cached. A store that is down throws; the door logs once and the platform delivers again.</summary>
public interface IStudyStore
{
    Task<Versioned<Cohort>?> FindCohortAsync(CohortId cohort, CancellationToken cancel);

    /// <summary>A cohort, and with it a person's row in its present run and what a key recorded, if one is named; null where there is no cohort.</summary>
    Task<Backdrop?> FindBackdropAsync(CohortId cohort, PersonId person, string? key, CancellationToken cancel);

    Task<Versioned<Member>?> FindMemberAsync(CohortId cohort, int run, PersonId person, CancellationToken cancel);

    Task<Versioned<CheckIn>?> FindCheckInAsync(CohortId cohort, int run, int lesson, PersonId person, CancellationToken cancel);

    Task<Versioned<Delivery>?> FindDeliveryAsync(CohortId cohort, DeliveryId delivery, CancellationToken cancel);

    /// <summary>What an earlier event or message recorded, or null when it is new.</summary>
    Task<Versioned<Seen>?> FindSeenAsync(CohortId cohort, string key, CancellationToken cancel);

    /// <summary>All members of a run.</summary>
    Task<IReadOnlyList<Versioned<Member>>> MembersAsync(CohortId cohort, int run, CancellationToken cancel);

    /// <summary>One person's check-ins of these lessons (those that exist): a point read each, so ask for what the ledger holds.</summary>
    Task<IReadOnlyList<Versioned<CheckIn>>> CheckInsOfAsync(CohortId cohort, int run, PersonId person, IReadOnlyList<int> lessons, CancellationToken cancel);

    /// <summary>Everybody's check-ins of a span of lessons, both ends inclusive.</summary>
    Task<IReadOnlyList<Versioned<CheckIn>>> CheckInsAsync(CohortId cohort, int run, int from, int to, CancellationToken cancel);

    /// <summary>Deliveries of a kind, by subject.</summary>
    Task<IReadOnlyList<Versioned<Delivery>>> DeliveriesAsync(CohortId cohort, int run, DeliveryKind kind, CancellationToken cancel);

    /// <summary>Writes one delivery by itself, and tells the version that it has now; null where somebody was faster.</summary>
    Task<Versioned<Delivery>?> WriteAsync(CohortId cohort, Delivery delivery, string? etag, CancellationToken cancel);

    /// <summary>All or nothing. Indexes outside the partition are written before the row they announce.</summary>
    Task<Commit> CommitAsync(CohortId cohort, IReadOnlyList<Change> changes, CancellationToken cancel);

    /// <summary>Cohorts that may have something due at or before an instant. A hint: decide from the cohort.
    /// It may write: a hint that was given under another number of shards is put where it belongs.</summary>
    Task<IReadOnlyList<DueHint>> DueAsync(int shard, Instant until, CancellationToken cancel);

    /// <summary>Announces that a cohort may have something due at an instant; again is harmless. A cohort may have several hints.</summary>
    Task AnnounceAsync(DueHint hint, CancellationToken cancel);

    /// <summary>Takes hints out, once what they announced is settled, and announces what comes next (null: nothing does): all at once.</summary>
    Task SettleAsync(CohortId cohort, IReadOnlyList<DueHint> hints, Instant? next, CancellationToken cancel);

    /// <summary>The cohorts a person has been seen in. A hint: decide from the member rows.</summary>
    Task<IReadOnlyList<CohortId>> CohortsOfAsync(PersonId person, CancellationToken cancel);

    /// <summary>Which cohort a direct message was taken to mean: the first answer stands, so that the same message means the same cohort again.</summary>
    Task<CohortId> ResolveDirectAsync(PersonId person, string key, CohortId meant, Instant at, CancellationToken cancel);

    /// <summary>Marks an event that no cohort's rows remember; false where it was marked before.</summary>
    Task<bool> FirstTimeAsync(string key, Instant at, CancellationToken cancel);

    /// <summary>Whether an event was marked so.</summary>
    Task<bool> IsMarkedAsync(string key, CancellationToken cancel);

    /// <summary>Every cohort that can be read; a scan, for sweeps and operators.</summary>
    IAsyncEnumerable<Versioned<Cohort>> CohortsAsync(CancellationToken cancel);

    /// <summary>The newest version of a named curriculum, or null.</summary>
    Task<StoredCurriculum?> FindCurriculumAsync(string name, CancellationToken cancel);

    /// <summary>One immutable version, or null.</summary>
    Task<StoredCurriculum?> FindCurriculumAsync(CurriculumVersion version, CancellationToken cancel);

    Task<IReadOnlyList<CurriculumVersion>> CurriculaAsync(CancellationToken cancel);

    /// <summary>Keeps a file as the newest version of its name; the same bytes again change nothing.</summary>
    Task SaveCurriculumAsync(StoredCurriculum curriculum, CancellationToken cancel);

    /// <summary>The newest beat of the heart; null before the first.</summary>
    Task<Versioned<Beat>?> FindBeatAsync(CancellationToken cancel);

    /// <summary>Marks that the bot is alive; false where another beat was written since.</summary>
    /// <param name="etag">Of the beat before.</param>
    Task<bool> BeatAsync(Beat beat, string? etag, CancellationToken cancel);

    /// <summary>The same whatever was written before: for a clock that was moved on purpose.</summary>
    Task BeatAsync(Instant now, CancellationToken cancel);

    /// <summary>Removes everything kept about a person in a cohort, and the hints to it.</summary>
    Task ForgetAsync(CohortId cohort, PersonId person, CancellationToken cancel);

    /// <summary>Removes a cohort and all its rows.</summary>
    Task RemoveCohortAsync(CohortId cohort, CancellationToken cancel);

    /// <summary>Removes processed events whose time was over when the bot last heard, since after an outage they may be read back, and rewrites missing hints.</summary>
    Task SweepAsync(Instant now, CancellationToken cancel);
}
