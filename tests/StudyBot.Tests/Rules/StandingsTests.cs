using CsCheck;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Standings;

namespace StudyBot.Tests.Rules;

/// <summary>Rule 7: who stands where in a table, and who counts in <c>5 of 8 done</c>.</summary>
public class StandingsTests
{
    private static readonly Instant Joined = Make.At("2026-03-02T08:00:00Z");

    [Theory]
    // people with what they did → rank and name
    [InlineData("ana:ooo ben:oo", "1 ana, 2 ben")] // by lessons completed
    [InlineData("ana:ool ben:ooo", "1 ben, 2 ana")] // then by those kept
    [InlineData("ana:olg ben:oog", "1 ben, 2 ana")]
    [InlineData("ana:oog ben:ooo", "1 ana, 1 ben")] // grace is kept as well: a tie
    [InlineData("dan:o chloe:oo ben:oo ana:ooo", "1 ana, 2 ben, 2 chloe, 4 dan")] // 1, 2, 2, 4
    [InlineData("ben:oo ana:oo", "1 ana, 1 ben")] // alphabetical inside a tie
    [InlineData("Zoe:oo ana:oo Ben:oo", "1 ana, 1 Ben, 1 Zoe")] // ignoring case
    [InlineData("ana:... ben:o", "1 ben")] // nobody without a lesson
    [InlineData("ana:lll ben:oo", "1 ana, 2 ben")] // late completes
    [InlineData("", "")]
    public void People_rank_by_lessons_completed_then_by_those_kept(string people, string table) =>
        Assert.Equal(table, Text(Table.Rank(People(people))));

    [Theory]
    [InlineData(1, 3, "1 ana, 2 ben")]
    [InlineData(4, 5, "1 ben")] // nobody without a lesson in the span
    [InlineData(3, 4, "1 ana, 1 ben")]
    [InlineData(6, 9, "")]
    public void A_table_counts_the_lessons_of_its_span(int from, int to, string table) =>
        Assert.Equal(table, Text(Table.Rank(People("ana:ooo ben:oo.oo"), [.. Enumerable.Range(from, to - from + 1)])));

    [Fact]
    public void Hidden_people_are_in_no_table_and_ranks_are_counted_among_those_shown()
    {
        var people = People("ana:ooo ben:oo chloe:o").ToArray();
        people[0] = people[0] with { Hidden = true };

        Assert.Equal("1 ben, 2 chloe", Text(Table.Rank(people)));
        Assert.Equal(new Totals(2, 3), Totals.For(2, people, Joined));
    }

    [Fact]
    public void Who_left_or_never_joined_is_neither_in_a_table_nor_in_the_totals()
    {
        var people = People("ana:ooo ben:oo chloe:o").ToArray();
        people[0] = people[0] with { Left = true };
        people[1] = people[1] with { JoinedAt = null };

        Assert.Equal("1 chloe", Text(Table.Rank(people)));
        Assert.Equal(new Totals(1, 1), Totals.For(1, people, Joined));
    }

    [Fact]
    public void Who_rests_stays_in_the_table_and_leaves_the_totals_while_the_pause_runs()
    {
        var people = People("ana:ooo ben:oo").ToArray();
        people[0] = people[0] with { Pauses = [new(Joined, Joined + Duration.FromDays(3))] };

        Assert.Equal("1 ana, 2 ben", Text(Table.Rank(people)));
        Assert.Equal(new Totals(1, 1, OnPause: 1), Totals.For(1, people, Joined + Duration.FromDays(3)));
        Assert.Equal(new Totals(2, 2), Totals.For(1, people, Joined + Duration.FromDays(3) + Duration.Epsilon));
    }

    [Fact]
    public void Two_people_of_one_name_are_two_and_stand_always_in_the_same_order() =>
        Assert.Equal(["U1", "U2"], Table.Rank([Named("ana", "U2"), Named("ana", "U1")]).Select(row => row.Member.Id.User));

    [Fact]
    public void A_rank_is_one_more_than_the_people_who_did_better() => Gen
        .Select(Gen.OneOf('o', 'g', 'l', '.').Array[0, 4], Gen.Bool, Gen.Bool, Gen.String[Gen.Char['a', 'c'], 1, 2])
        .Array[0, 12]
        .Sample(drawn =>
        {
            Member[] people = [.. drawn.Select((d, i) => Make.Member(marks: new string(d.Item1), joined: Joined) with { Id = new("local", "local", $"U{i}"), Name = d.Item4, Hidden = d.Item2 && d.Item3, Left = d.Item2 && !d.Item3 })];
            var shown = people.Where(p => !p.Hidden && !p.Left && p.Ledger.Completed > 0).ToList();

            var table = Table.Rank(people);

            Assert.Equal(shown.Select(p => p.Id.User).Order(StringComparer.Ordinal), table.Select(row => row.Member.Id.User).Order(StringComparer.Ordinal));
            Assert.All(table, row => Assert.Equal(1 + shown.Count(p => Better(p, row.Member)), row.Rank));
            foreach (var (above, below) in table.Zip(table.Skip(1)))
                Assert.True(above.Rank < below.Rank || (above.Rank == below.Rank && string.CompareOrdinal(above.Member.Name, below.Member.Name) <= 0));
        });

    private static bool Better(Member one, Member than) =>
        one.Ledger.Completed > than.Ledger.Completed || (one.Ledger.Completed == than.Ledger.Completed && one.Ledger.Kept > than.Ledger.Kept);

    private static Member Named(string name, string user) => Make.Member(marks: "o", joined: Joined) with { Id = new("local", "local", user), Name = name };

    private static IEnumerable<Member> People(string people) =>
        people.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(person => person.Split(':')).Select(person => Make.Member(person[0], person[1], Joined));

    private static string Text(IEnumerable<Ranked> table) => string.Join(", ", table.Select(row => $"{row.Rank} {row.Member.Name}"));
}
