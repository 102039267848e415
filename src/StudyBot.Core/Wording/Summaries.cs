using NodaTime;
using StudyBot.Cards;
using StudyBot.Curricula;
using StudyBot.Standings;

namespace StudyBot.Wording;

/// <summary>What a weekly summary tells.</summary>
/// <param name="Lessons">The week's lessons with how many completed each.</param>
/// <param name="Table">The week's ranking.</param>
/// <param name="Cheers">Streaks that reached a mark this week (3, 7, 14, 21, 30 …).</param>
/// <param name="Links">What people shared in the week's lessons.</param>
/// <param name="BlogIdea">The idea of the file's week; Markdown of one paragraph.</param>
/// <param name="Next">The lesson that comes next; null after the last.</param>
/// <param name="Finishers">In the last summary, the names of those who completed every lesson; otherwise empty.</param>
public sealed record WeekInReview(
    Curriculum Plan,
    IReadOnlyList<LessonTally> Lessons,
    IReadOnlyList<Ranked> Table,
    IReadOnlyList<Cheer> Cheers,
    IReadOnlyList<SharedLink> Links,
    string? BlogIdea,
    Lesson? Next,
    Instant? NextOpens,
    IReadOnlyList<string> Finishers);

public sealed record LessonTally(Lesson Lesson, Totals Totals);

public sealed record Cheer(string Name, int Streak);

public static partial class Say
{
    public static Card Summary(WeekInReview week, DateTimeZone zone) => CardOf(
        Headed(week.Next is null ? $"{week.Plan.Title}: the last week" : $"The week in {week.Plan.Title}"),
        new Part.Facts([.. week.Lessons.Select(l => Fact(LessonTitle.WithDay(l.Lesson), Completed(l.Totals)))]),
        week.Table.Count == 0 ? Sentence("A quiet week. You can still complete any lesson whenever you like.") : Table("This week", week.Table),
        week.Cheers.Count == 0 ? null : Sentence($"Streaks worth a cheer: {Many.And(week.Cheers.Select(c => $"{Called(c.Name)} reached {c.Streak}"))}."),
        week.Links.Count == 0 ? null : Sentence(Span.Bold("Shared this week:")),
        week.Links.Count == 0 ? null : new Part.Bullets([.. week.Links.Select(Shared)]),
        week.BlogIdea is { } idea ? Labelled("Blog idea of the week", idea) : null,
        Ahead(week, zone));

    private static string Completed(Totals totals) => totals.Of == 0 ? "waiting for its first check-in" : $"{totals.Done} of {totals.Of} done";

    private static Text Shared(SharedLink link) => Text.Of($"{Called(link.Name)}, day {link.Lesson}: ", Span.Link(link.Url, link.Url));

    private static Part.Paragraph Ahead(WeekInReview week, DateTimeZone zone) => week switch
    {
        { Next: { } next, NextOpens: { } at } => Sentence(Span.Bold("Next: "), $"{LessonTitle.WithDay(next)}, {When.Moment(at, zone)}."),
        { Next: { } next } => Sentence(Span.Bold("Next: "), $"{LessonTitle.WithDay(next)}."),
        { Finishers.Count: > 0 } => Sentence($"That was the plan. {Many.And(week.Finishers.Select(Called))} completed every lesson: well done. Thank you all for learning together."),
        _ => Sentence("That was the plan. You can still complete any lesson whenever you like. Thank you all for learning together."),
    };
}
