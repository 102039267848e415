using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Standings;

namespace StudyBot.Wording;

/// <summary>What a weekly summary tells.</summary>
/// <param name="Lessons">The week's lessons with how many completed each.</param>
/// <param name="Table">The week's ranking.</param>
/// <param name="Started">Whether anybody completed one of the lessons, shown in the ranking or not.</param>
/// <param name="Cheers">Streaks that reached a mark this week (3, 7, 14, 21, 30 …).</param>
/// <param name="Links">What people shared in the week's lessons.</param>
/// <param name="BlogIdea">The idea of the file's week; Markdown of one paragraph.</param>
/// <param name="Next">The lesson that comes next; null after the last.</param>
/// <param name="Closes">The plan's last lesson is among them: no further summary follows.</param>
/// <param name="Finishers">In the last summary, the names of those who completed every lesson; otherwise empty.</param>
/// <param name="Open">In the last summary, the plan's last lesson, while it still counts for streaks; otherwise null.</param>
public sealed record WeekInReview(
    Curriculum Plan,
    IReadOnlyList<LessonTally> Lessons,
    IReadOnlyList<Ranked> Table,
    bool Started,
    IReadOnlyList<Cheer> Cheers,
    IReadOnlyList<SharedLink> Links,
    string? BlogIdea,
    Lesson? Next,
    Instant? NextOpens,
    bool Closes,
    IReadOnlyList<string> Finishers,
    PostedLesson? Open = null);

/// <param name="Started">Whether anybody completed it, counted in the totals or not.</param>
public sealed record LessonTally(Lesson Lesson, Totals Totals, bool Started);

/// <param name="Mark">The highest mark that was reached this week.</param>
/// <param name="Streak">Where the streak stands.</param>
public sealed record Cheer(string Name, int Mark, int Streak);

public static partial class Say
{
    public static Card Summary(WeekInReview week, DateTimeZone zone) => CardOf(
        Headed(week.Closes ? $"{week.Plan.Title}: the last week" : $"The week in {week.Plan.Title}"),
        new Part.Facts([.. week.Lessons.Select(l => Fact(LessonTitle.WithDay(l.Lesson), Completed(l)))]),
        week.Table.Count > 0 ? Table("This week", week.Table) : week.Started ? null : Sentence(week.Closes ? "A quiet week." : "A quiet week. You can still complete any lesson whenever you like."),
        week.Cheers.Count == 0 ? null : Sentence($"Streaks worth a cheer: {string.Join("; ", week.Cheers.Select(Cheered))}."),
        week.BlogIdea is { } idea ? Labelled("Blog idea of the week", idea) : null,
        Ahead(week, zone),
        week.Open is { } last ? Quietly($"Day {last.Day} still counts for your streak until {When.Moment(last.GraceEnd, zone)}.") : null,
        // Last: where a message holds no more, it is links that are left out.
        week.Links.Count == 0 ? null : Sentence(Span.Bold("Shared this week:")),
        week.Links.Count == 0 ? null : new Part.Bullets([.. week.Links.Select(Shared)]));

    private static string Cheered(Cheer cheer) => cheer.Streak > cheer.Mark
        ? $"{Called(cheer.Name)} passed {cheer.Mark}, now at {cheer.Streak}"
        : $"{Called(cheer.Name)} reached {cheer.Mark}";

    private static string Completed(LessonTally tally) => tally switch
    {
        { Totals.Of: > 0 } => $"{tally.Totals.Done} of {tally.Totals.Of} done",
        { Started: true } => "done",
        _ => "waiting for its first check-in",
    };

    private static Text Shared(SharedLink link) => Text.Of($"{Called(link.Name)}, day {link.Lesson}: ", Span.Link(link.Url, link.Url));

    private static Part.Paragraph Ahead(WeekInReview week, DateTimeZone zone) => week switch
    {
        { Next: { } next, NextOpens: { } at } => Sentence(Span.Bold("Next: "), $"{LessonTitle.WithDay(next)}, {When.Moment(at, zone)}."),
        { Next: { } next } => Sentence(Span.Bold("Next: "), $"{LessonTitle.WithDay(next)}."),
        { Closes: false } => Sentence("All lessons are out. One more summary follows."),
        { Finishers.Count: > 0 } => Sentence($"{Over(week.Open)} {Many.And(week.Finishers.Select(Called))} completed every lesson: well done. Thank you all for learning together."),
        _ => Sentence($"{Over(week.Open)} You can still complete any lesson whenever you like. Thank you all for learning together."),
    };

    private static string Over(PostedLesson? open) => open is null ? "That was the plan." : "All lessons are out.";
}
