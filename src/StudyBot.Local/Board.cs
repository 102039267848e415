using StudyBot.Cards;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Standings;
using StudyBot.Wording;

namespace StudyBot.Local;

/// <summary>Where everybody stands, as it is beside the channel all the time.</summary>
public sealed class Board(IStudyStore store, TimeProvider clock)
{
    /// <summary>One read of the cohort and one of its members.</summary>
    public async Task<BoardView> ReadAsync(string channel, CancellationToken cancel)
    {
        var id = Names.Cohort(channel);
        if (await store.FindCohortAsync(id, cancel) is not { } stored) return new("", 0, 0, 0, 0, "", "");
        var cohort = stored.Value;
        var members = (await store.MembersAsync(id, cohort.Run, cancel)).Select(m => m.Value).ToArray();
        var totals = Totals.For(cohort.Day, members, clock.Now());
        var card = Say.Leaderboard(cohort.Curriculum.Title, thisWeek: false, Table.Rank(members, _ => true), totals.Of);
        var rows = new Card([.. card.Parts.Where(part => part is not Part.Heading)]);
        return new(cohort.Curriculum.Title, cohort.Day, cohort.Curriculum.Lessons, totals.Done, totals.Of, PlainText.Render(rows), HtmlRenderer.Render(rows, "board"));
    }
}

/// <param name="Day">The newest lesson; 0 before the first.</param>
/// <param name="Done">Of the newest lesson.</param>
public sealed record BoardView(string Plan, int Day, int Lessons, int Done, int People, string Text, string Html);
