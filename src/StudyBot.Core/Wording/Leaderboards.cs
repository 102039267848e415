using StudyBot.Cards;
using StudyBot.Standings;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary><c>leaderboard [week|all]</c>.</summary>
    /// <param name="started">Whether anybody completed a lesson of it, shown or not.</param>
    public static Card Leaderboard(string plan, bool thisWeek, IReadOnlyList<Ranked> rows, Totals people, bool started) => CardOf(
        Headed(thisWeek ? $"This week in {plan}" : $"All lessons of {plan}"),
        rows.Count > 0 ? Table(thisWeek ? "This week" : "All lessons", rows) : started
            ? Sentence("Nobody is in this table right now.")
            : Sentence("No check-ins here yet. The first ", Typed("done"), " starts the table."),
        people switch
        {
            { Of: > 0 } => Quietly($"{Many.Of(people.Of, "person", "people")} learning{OnPause(people)}. Equal counts share a rank."),
            { OnPause: > 0 } => Quietly($"{Many.Of(people.OnPause, "person", "people")} on pause. Equal counts share a rank."),
            _ => null,
        });

    /// <summary>Who is on pause stays in the table, and is not in the totals.</summary>
    private static string OnPause(Totals people) => people.OnPause > 0 ? $", {people.OnPause} on pause" : "";

    /// <summary>The week's, where none of its lessons has come yet.</summary>
    /// <param name="begun">Whether any lesson has come at all.</param>
    public static Card NoLessonThisWeek(string plan, bool begun) => Card.Of(
        Headed($"This week in {plan}"),
        Sentence(begun ? "No lesson has come since the last summary. " : "The first lesson is still to come. ", Typed("leaderboard all"), " shows all lessons."));

    private static Part.Ranking Table(string title, IReadOnlyList<Ranked> rows) => new(title, [.. rows.Select(Row)]);

    private static RankedRow Row(Ranked ranked) =>
        new(ranked.Rank, Called(ranked.Member.Name), ranked.Completed, $"{ranked.Kept} in time");
}
