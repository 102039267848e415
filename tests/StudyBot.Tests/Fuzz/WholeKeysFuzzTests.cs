using CsCheck;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Storage;

namespace StudyBot.Tests.Fuzz;

/// <summary>Whole keys of parts that come from outside: each row has its own, stands where its range is read, and says what is asked of it.</summary>
public class WholeKeysFuzzTests
{
    private static readonly Gen<string> Part = Gen.OneOf(
        Gen.OneOf("a", "b", "A", "|", "~", "~7C", " ", "}", "-", ".", "/", "0001", "cohort", "member", "in", "\0", "\u00e9", "\ud83e\udd56", "\ud83e", "\uffff", new('x', 85), new('x', 150)).Array[0, 4].Select(string.Concat),
        Gen.String[0, 20]);

    /// <summary>A run, or a lesson: few, so that two often are the same, and the last that four digits hold.</summary>
    private static readonly Gen<int> Number = Gen.OneOf(Gen.Int[1, 12], Gen.Int[0, 9_999]);

    private static readonly Gen<Instant> Moment = Gen.OneOf(
        Gen.Long[0, 400].Select(steps => Instant.FromUtc(2026, 3, 5, 9, 0) + Duration.FromNanoseconds(steps)),
        Gen.Long[Instant.FromUtc(1, 1, 1, 0, 0).ToUnixTimeTicks(), Instant.FromUtc(9999, 12, 31, 23, 59).ToUnixTimeTicks()].Select(Instant.FromUnixTimeTicks));

    private static readonly Gen<CohortId> Cohort = Gen.Select(Gen.OneOf("slack", "teams", "local"), Part, Part, (platform, tenant, channel) => new CohortId(platform, tenant, channel));

    private static readonly Gen<PersonId> Person = Part.Select(user => new PersonId("slack", "T1", user));

    private static readonly Gen<LocalDate> Date = Gen.Int[0, 4_000].Select(days => new LocalDate(2026, 3, 5).PlusDays(days));

    private static readonly Gen<DeliveryId> Delivery = Gen.OneOf(
        Gen.Select(Number, Number, Deliveries.Lesson),
        Gen.Select(Number, Number, Person, Deliveries.Nudge),
        Gen.Select(Number, Number, Person, Deliveries.Reminder),
        Gen.Select(Number, Date, Deliveries.Summary),
        Gen.Select(Number, Part, Deliveries.Notice));

    /// <summary>What a row of a cohort's partition is of, and its key.</summary>
    private static readonly Gen<(object Of, int? Run, string Key)> InCohort = Gen.OneOf(
        Gen.Select(Number, Person, (run, person) => ((object)("member", run, person), (int?)run, Keys.Member(run, person))),
        Gen.Select(Number, Number, Person, (run, lesson, person) => ((object)("check-in", run, lesson, person), (int?)run, Keys.CheckIn(run, lesson, person))),
        Delivery.Select(delivery => ((object)delivery, (int?)delivery.Run, Keys.Delivery(delivery))),
        Part.Select(key => ((object)("seen", key), (int?)null, Keys.Seen(key))),
        Gen.Const(((object)"cohort", (int?)null, Keys.Cohort)));

    /// <summary>Two that may well be the same, or nearly: a piece moved from one part into the one before it.</summary>
    private static readonly Gen<(CohortId, CohortId)> TwoCohorts = Gen.OneOf(
        Gen.Select(Cohort, Cohort),
        Gen.Select(Cohort, Part, Gen.OneOf("", "|", "/", "~7C"), (cohort, more, between) => (cohort with { Tenant = cohort.Tenant + between + more }, cohort with { Channel = more + between + cohort.Channel })));

    [Fact]
    public void A_row_of_a_cohort_has_a_key_of_its_own_and_tells_its_run() => Gen.Select(InCohort, InCohort).Sample(
        (one, other) =>
        {
            Assert.Equal(one.Of.Equals(other.Of), one.Key == other.Key);
            Assert.Equal(one.Run, Keys.RunOf(one.Key));
        },
        iter: 30_000);

    [Fact]
    public void A_cohort_has_a_partition_and_a_name_of_its_own() => TwoCohorts.Sample(
        (one, other) =>
        {
            Assert.Equal(one == other, Keys.Partition(one) == Keys.Partition(other));
            Assert.Equal(one == other, Keys.CohortOf(one) == Keys.CohortOf(other));
            Assert.True(Has(Keys.Cohorts, Keys.Partition(one)) && Has(Keys.CohortsOf, Keys.CohortOf(one)) && !Has(Keys.Cohorts, Keys.CohortOf(one)) && !Has(Keys.CohortsOf, Keys.Partition(one)));
            var (first, second) = (new PersonId(one.Platform, one.Tenant, one.Channel), new PersonId(other.Platform, other.Tenant, other.Channel));
            Assert.Equal(first == second, Keys.Person(first) == Keys.Person(second));
            Assert.NotEqual(Keys.Person(first), Keys.Partition(one));
        },
        iter: 20_000);

    [Fact]
    public void What_is_due_tells_when_and_stands_in_the_order_of_its_instants() => Gen.Select(Moment, Cohort, Moment, Cohort).Sample(
        (at, cohort, other, another) =>
        {
            var (key, second) = (Keys.Due(at, cohort), Keys.Due(other, another));
            Assert.Equal(at, Keys.DueAt(key));
            Assert.Equal((at, cohort) == (other, another), key == second);
            if (at != other) Assert.Equal(at < other, string.CompareOrdinal(key, second) < 0);
            Assert.Equal(at <= other, Has(Keys.DueUntil(other), key));
        },
        iter: 20_000);

    [Fact]
    public void What_is_no_key_of_the_due_index_tells_no_instant() => Gen.OneOf(Part, InCohort.Select(row => row.Key), Cohort.Select(Keys.Partition), Cohort.Select(Keys.CohortOf)).Sample(key => Keys.DueAt(key) is null, iter: 5_000);

    [Fact]
    public void A_range_holds_its_rows_and_no_others() => Gen.Select(InCohort, Number, Number, Number, Gen.Enum<DeliveryKind>()).Sample(
        (row, run, from, to, kind) =>
        {
            Assert.Equal(row.Of is (string, int of, PersonId) && of == run, Has(Keys.Members(run), row.Key));
            Assert.Equal(row.Of is (string, int, PersonId), row.Key.StartsWith(Keys.AnyMember, StringComparison.Ordinal));
            Assert.Equal(row.Of is (string, int its, int lesson, PersonId) && its == run && lesson >= from && lesson <= to, Has(Keys.CheckIns(run, from, to), row.Key));
            Assert.Equal(row.Of is DeliveryId delivery && delivery.Run == run && delivery.Kind == kind, Has(Keys.Deliveries(run, kind), row.Key));
            Assert.Equal(row.Of is (string, string), Has(Keys.AllSeen, row.Key));
            Assert.True(Has(Keys.All, row.Key));
        },
        iter: 30_000);

    [Fact]
    public void Rows_stand_in_the_order_of_their_numbers() => Gen.Select(Number, Number, Number, Number, Person, Person).Sample(
        (run, lesson, run2, lesson2, person, person2) =>
        {
            if (run != run2) Assert.Equal(run < run2, string.CompareOrdinal(Keys.Member(run, person), Keys.Member(run2, person2)) < 0);
            if ((run, lesson) == (run2, lesson2)) return;
            var before = (run, lesson).CompareTo((run2, lesson2)) < 0;
            Assert.Equal(before, string.CompareOrdinal(Keys.CheckIn(run, lesson, person), Keys.CheckIn(run2, lesson2, person2)) < 0);
            Assert.Equal(before, string.CompareOrdinal(Keys.Delivery(Deliveries.Lesson(run, lesson)), Keys.Delivery(Deliveries.Lesson(run2, lesson2))) < 0);
            Assert.Equal(before, string.CompareOrdinal(Keys.Delivery(Deliveries.Nudge(run, lesson, person)), Keys.Delivery(Deliveries.Nudge(run2, lesson2, person2))) < 0);
        },
        iter: 10_000);

    [Fact]
    public void A_nudge_tells_its_lesson() => Delivery.Sample(
        delivery => Deliveries.LessonOf(delivery) == (delivery.Kind is DeliveryKind.Lesson or DeliveryKind.Nudge or DeliveryKind.Reminder ? int.Parse(delivery.Subject[..4]) : null),
        iter: 5_000);

    /// <summary>A curriculum's name is the same in any case; nothing else is.</summary>
    [Fact]
    public void A_version_has_keys_of_its_own_and_its_pieces_in_their_order() => Gen.Select(Part, Part, Gen.Int[0, 999], Gen.Int[0, 999]).Sample(
        (one, other, piece, another) =>
        {
            Assert.Equal(string.Equals(one.ToLowerInvariant(), other.ToLowerInvariant(), StringComparison.Ordinal), Keys.Curriculum(one) == Keys.Curriculum(other));
            Assert.Equal(one == other, Keys.Version(one) == Keys.Version(other));
            Assert.Equal((one, piece) == (other, another), Keys.Piece(one, piece) == Keys.Piece(other, another));
            Assert.Equal(one == other, Has(Keys.Pieces(one), Keys.Piece(other, another)));
            Assert.Equal(piece.CompareTo(another) < 0, string.CompareOrdinal(Keys.Piece(one, piece), Keys.Piece(one, another)) < 0);
            Assert.False(Has(Keys.Pieces(one), Keys.Version(other)) || Has(Keys.Pieces(one), Keys.Newest));
            Assert.Equal(one == other, Keys.Resolved(one) == Keys.Resolved(other));
            Assert.True(Keys.IsResolved(Keys.Resolved(one)) && Has(Keys.AllResolved, Keys.Resolved(one)) && !Keys.IsResolved(Keys.CohortOf(new(one, other, one))));
        },
        iter: 10_000);

    [Fact]
    public void The_due_index_has_a_place_for_each_cohort_among_its_shards() => Gen.Select(Cohort, Gen.Int[1, 64]).Sample(
        (cohort, shards) => Enumerable.Range(0, shards).Select(Keys.DuePartition).Contains(Keys.DuePartition(cohort, shards)),
        iter: 3_000);

    private static bool Has((string From, string Until) range, string key) => string.CompareOrdinal(range.From, key) <= 0 && string.CompareOrdinal(key, range.Until) < 0;
}
