using StudyBot.Cards;
using StudyBot.Standings;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary><c>leaderboard [week|all]</c>.</summary>
    public static Card Leaderboard(string plan, bool thisWeek, IReadOnlyList<Ranked> rows, int people) => CardOf(
        Headed(thisWeek ? $"This week in {plan}" : $"All lessons of {plan}"),
        Table(thisWeek ? "This week" : "All lessons", rows),
        people > 0 ? Quietly($"{Many.Of(people, "person", "people")} learning. Equal counts share a rank.") : null);

    private static Part Table(string title, IReadOnlyList<Ranked> rows) => rows.Count == 0
        ? Sentence("No check-ins here yet. The first ", Typed("done"), " starts the table.")
        : new Part.Ranking(title, [.. rows.Select(Row)]);

    private static RankedRow Row(Ranked ranked) =>
        new(ranked.Rank, Called(ranked.Member.Name), ranked.Completed, $"{ranked.Kept} in time");
}
