using NodaTime;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary><c>me</c>.</summary>
    /// <param name="open">Posted lessons the person has not completed.</param>
    /// <param name="rank">Among those shown, over all lessons; null where they are in no table.</param>
    public static Card Me(string name, Cohort cohort, Standing standing, IReadOnlyCollection<int> open, int? rank, bool left = false) => CardOf(
        Headed($"{Called(name)} in {cohort.Curriculum.Title}"),
        new Part.Facts([
            Fact("Streak", $"{standing.Current}"),
            Fact("Longest streak", $"{standing.Longest}"),
            Fact("Freezes held", $"{standing.Freezes}"),
            Fact("Completed", $"{Many.Of(standing.Completed, "lesson")}, {cohort.Day} posted so far"),
            Fact("Open", open.Count == 0 ? "nothing" : Many.Days(open)),
            .. rank is { } place ? [Fact("Rank", $"{place}")] : Array.Empty<Fact>(),
        ]),
        left ? HasLeft(cohort.Curriculum.Title) : null,
        Quietly(Typed("why"), " explains the streak lesson by lesson."));

    /// <summary><c>why</c>: the streak lesson by lesson, as the rules see it.</summary>
    public static Card Why(Standing standing) => standing.Units.Count == 0
        ? Tell("No lesson counts for your streak yet. The next one you reply ", Typed("done"), " to is the first.")
        : Card.Of(
            Headed($"Your streak: {standing.Current}"),
            new Part.Bullets([.. Explained(standing.Units).Select(Text.Plain)]),
            Quietly($"Lessons done on time or within the grace period keep a streak. Every {Streak.KeptForAFreeze} of them earn a freeze, you can hold {Streak.MostFreezes}, and one is spent for you when a lesson goes by."));

    /// <summary><c>open</c>: what the person may still complete.</summary>
    public static Card Open(IReadOnlyList<(Lesson Lesson, PostedLesson Posted)> open, Instant now, DateTimeZone zone) => open.Count == 0
        ? Card.Line("Nothing is open: you are up to date.")
        : Card.Of(
            Headed($"Open: {Many.Of(open.Count, "lesson")}"),
            new Part.Bullets([.. open.Select(o => Text.Of(Span.Bold(LessonTitle.WithDay(o.Lesson)), $". {Deadline(o.Posted, null, now, zone)}"))]),
            new Part.Buttons([.. open.TakeLast(5).Select(o => new Button($"Done {o.Lesson.Day}", $"done {o.Lesson.Day}"))]));

    /// <summary><c>open</c> before the first lesson.</summary>
    /// <param name="first">When it comes; null where no time is set.</param>
    public static Card NoLessonYet(Instant? first, DateTimeZone zone) =>
        Card.Line($"No lesson has come yet.{(first is { } at ? $" The first comes on {When.Moment(at, zone)}." : "")}");

    /// <summary><c>week</c>: the file's week of the newest lesson, with its blog idea.</summary>
    public static Card Week(Curriculum plan, Cohort cohort, Member? member)
    {
        var newest = plan.Find(Math.Max(1, cohort.Day));
        // Where the cohort changed plans, another week may have the same number.
        Lesson[] lessons = newest is null ? [] : newest.Week == 0
            ? plan.Lessons.Where(l => l.Day <= newest.Day).TakeLast(7).ToArray()
            : [.. plan.Lessons.Take(newest.Day).Reverse().TakeWhile(l => l.Week == newest.Week).Reverse(), .. plan.Lessons.Skip(newest.Day).TakeWhile(l => l.Week == newest.Week)];
        var blog = lessons.Select(l => l.BlogPost).FirstOrDefault(b => b is not null);
        return CardOf(
            Headed(newest is { Week: > 0 } ? WeekName(newest) : $"The latest lessons of {plan.Title}"),
            new Part.Facts([.. lessons.Select(l => Fact(LessonTitle.WithDay(l), Mine(l.Day, cohort, member)))]),
            blog is null ? null : Labelled("Blog idea of the week", blog));
    }

    /// <summary><c>links</c>: what people shared with their check-ins of the week.</summary>
    public static Card Links(string plan, IReadOnlyList<SharedLink> links) => links.Count == 0
        ? Tell("No links this week yet. Add one to a check-in: ", Typed("done: https://example.org/my-work"), ".")
        : Card.Of(Headed($"Links shared this week in {plan}"), new Part.Bullets([.. links.Select(Shared)]));

    private static string WeekName(Lesson lesson) => lesson.WeekTitle is { } title ? $"Week {lesson.Week}: {title}" : $"Week {lesson.Week}";

    private static string Mine(int day, Cohort cohort, Member? member) => member?.Ledger[day] switch
    {
        { } done => $"done, {Class(done)}",
        _ when day > cohort.Day => "still to come",
        _ => "open",
    };

    /// <summary>A line a lesson; those that went by one after the other share one.</summary>
    private static IEnumerable<string> Explained(IReadOnlyList<Unit> units)
    {
        for (int first = 0, next; first < units.Count; first = next)
        {
            var told = Told(first);
            next = first + 1;
            while (next < units.Count && units[next].State is UnitState.Missed && Told(next) == told) next++;
            yield return $"{Days(units[first].Lesson, units[next - 1].Lesson)}: {told}";
        }

        string Told(int at) => Explained(units[at], at > 0 ? units[at - 1].StreakAfter : 0);
    }

    private static string Days(int first, int last) => (last - first) switch
    {
        0 => $"Day {first}",
        1 => $"Days {first} and {last}",
        _ => $"Days {first} to {last}",
    };

    /// <param name="before">The streak before it.</param>
    private static string Explained(Unit unit, int before) => unit switch
    {
        { State: UnitState.OnTime, FreezeEarned: true } => $"on time. Streak {unit.StreakAfter}, and a freeze earned.",
        { State: UnitState.OnTime } => $"on time. Streak {unit.StreakAfter}.",
        { State: UnitState.Grace, FreezeEarned: true } => $"within the grace period. Streak {unit.StreakAfter}, and a freeze earned.",
        { State: UnitState.Grace } => $"within the grace period. Streak {unit.StreakAfter}.",
        { State: UnitState.Late, FreezeSpent: true } => $"completed late; a freeze kept the streak at {unit.StreakAfter}.",
        { State: UnitState.Late, StreakAfter: 0 } => before > 0 ? "completed late, so the streak starts again." : "completed late.",
        { State: UnitState.Late } => $"completed late, while paused or excused. The streak stays {unit.StreakAfter}.",
        { State: UnitState.Frozen } => $"a freeze was spent and kept the streak at {unit.StreakAfter}.",
        { State: UnitState.Missed } => before > 0 ? "not completed in time, so the streak starts again." : "not completed in time.",
        { State: UnitState.Paused } => $"paused or excused; the streak stays {unit.StreakAfter}.",
        _ => $"still open; the streak is {unit.StreakAfter}.",
    };
}
