using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Standings;
using StudyBot.Wording;

namespace StudyBot.Local;

/// <summary>Where everybody stands, as it is beside the channel all the time.</summary>
public sealed class Board(IStudyStore store, TimeProvider clock)
{
    /// <summary>One read of the cohort and one of its members.</summary>
    /// <param name="reader">Whose own streak stands with it; null: nobody's.</param>
    public async Task<BoardView> ReadAsync(string channel, string? reader, CancellationToken cancel)
    {
        var id = Names.Cohort(channel);
        if (await store.FindCohortAsync(id, cancel) is not { } stored) return BoardView.Empty;
        var cohort = stored.Value;
        var members = (await store.MembersAsync(id, cohort.Run, cancel)).Select(m => m.Value).ToArray();
        var totals = Totals.For(cohort.Day, members, clock.Now());
        var card = Say.Leaderboard(cohort.Curriculum.Title, thisWeek: false, Table.Rank(members), totals, Table.IsStarted(members));
        var rows = new Card([.. card.Parts.Where(part => part is not Part.Heading)]);
        var mine = members.FirstOrDefault(m => m.Id.User == reader && m.IsActive);
        return new(
            cohort.Curriculum.Title,
            cohort.Day,
            cohort.Curriculum.Lessons,
            totals.Done,
            totals.Of,
            reader is not null && cohort.Leads.Contains(reader),
            mine is null ? null : OwnView.Of(Streak.Fold(cohort.Posted, mine, clock.Now())),
            PlainText.Render(rows),
            HtmlRenderer.Render(rows, "board"));
    }
}

/// <param name="Day">The newest lesson; 0 before the first.</param>
/// <param name="Done">Of the newest lesson.</param>
/// <param name="Lead">Whether the reader leads the cohort.</param>
/// <param name="Mine">Null for whoever has not joined.</param>
public sealed record BoardView(string Plan, int Day, int Lessons, int Done, int People, bool Lead, OwnView? Mine, string Text, string Html)
{
    public static BoardView Empty { get; } = new("", 0, 0, 0, 0, false, null, "", "");
}

/// <summary>A person's own streak, lesson by lesson; shown to them alone.</summary>
public sealed record OwnView(int Streak, int Longest, int Freezes, int Completed, IReadOnlyList<OwnLesson> Lessons)
{
    public static OwnView Of(Standing standing) => new(
        standing.Current,
        standing.Longest,
        standing.Freezes,
        standing.Completed,
        [.. standing.Units.Select(unit => new OwnLesson(unit.Lesson, unit.State))]);
}

public sealed record OwnLesson(int Day, UnitState State);
