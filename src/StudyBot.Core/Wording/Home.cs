using NodaTime;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>A person's own page where they are in no cohort yet.</summary>
    public static Card EmptyHome() => CardOf(
        Headed("Welcome to StudyBot"),
        Sentence(["You are in no cohort yet. In a channel that learns with me, press Done on a lesson: that is all it takes to join. ", .. HowToSetUp()]));

    /// <summary>A cohort on the page of somebody who takes no part in it: they have left, or lead it.</summary>
    public static Card HomeAside(Cohort cohort, Member member) => Card.Of(
        Headed(cohort.Curriculum.Title),
        member.Left ? HasLeft(cohort.Curriculum.Title) : Sentence("You lead this cohort. Press Done on a lesson to take part yourself."),
        new Part.Buttons([new Button("Join", "join", Cohort: cohort.Id)]));

    /// <summary>One cohort on a person's own page: today's lesson, the streak with its lessons, what is open, and what can be set.</summary>
    /// <param name="newest">The newest lesson; null before the first.</param>
    /// <param name="open">Lessons the person may still complete.</param>
    public static Card Home(Cohort cohort, Member member, Lesson? newest, Standing standing, IReadOnlyList<Lesson> open, Instant now, DateTimeZone zone) => CardOf([
        Headed(cohort.Curriculum.Title),
        .. Newest(cohort, member, newest, now, zone),
        new Part.Facts([
            Fact("Streak", $"{standing.Current}"),
            Fact("Longest streak", $"{standing.Longest}"),
            Fact("Freezes held", $"{standing.Freezes}"),
            Fact("Completed", Many.Of(standing.Completed, "lesson")),
        ]),
        .. Squares(standing),
        .. StillOpen(cohort, newest, open),
        new Part.Buttons([.. Switches(cohort, member, now).Select(button => button with { Cohort = cohort.Id })]),
    ]);

    private static IEnumerable<Part> Newest(Cohort cohort, Member member, Lesson? newest, Instant now, DateTimeZone zone)
    {
        if (newest is null || cohort.Lesson(newest.Day) is not { } posted)
        {
            yield return Sentence("The first lesson is still to come.");
            yield break;
        }

        yield return new Part.Paragraph(Text.Of(Span.Bold(LessonTitle.WithDay(newest)), $". {Deadline(posted, member.Ledger[newest.Day], now, zone)}"));
        if (Doable(newest) is { } doable) yield return doable;
        if (member.Ledger[newest.Day] is null)
            yield return new Part.Buttons([new Button("Done", $"done {newest.Day}", Primary: true, cohort.Id), new Button("Remind me later", "remind me", Cohort: cohort.Id)]);
    }

    /// <summary>A row of squares, and the same in words for whoever does not see them.</summary>
    private static IEnumerable<Part> Squares(Standing standing)
    {
        if (standing.Units.Count == 0) yield break;
        var shown = standing.Units.TakeLast(30).ToArray();
        yield return new Part.Facts([Fact("Lesson by lesson", string.Concat(shown.Select(unit => Square(unit.State))))]);
        yield return Quietly($"{Days(shown[0].Lesson, shown[^1].Lesson)}: {Many.And(shown.CountBy(unit => unit.State).OrderBy(count => count.Key).Select(count => $"{count.Value} {Called(count.Key)}"))}. ", Typed("why"), " tells them one by one.");
    }

    private static IEnumerable<Part> StillOpen(Cohort cohort, Lesson? newest, IReadOnlyList<Lesson> open)
    {
        Lesson[] others = [.. open.Where(lesson => lesson.Day != newest?.Day).TakeLast(5)];
        if (others.Length == 0) yield break;
        yield return new Part.Bullets([.. others.Select(lesson => Text.Plain($"Still open: {LessonTitle.WithDay(lesson)}"))]);
        yield return new Part.Buttons([.. others.Select(lesson => new Button($"Done {lesson.Day}", $"done {lesson.Day}", Cohort: cohort.Id))]);
    }

    private static IEnumerable<Button> Switches(Cohort cohort, Member member, Instant now)
    {
        yield return member.Muted ? new("Nudges on", "unmute") : new("Nudges off", "mute");
        yield return member.Hidden ? new("Show me in tables", "show me") : new("Hide me from tables", "hide me");
        yield return member.IsPausedAt(now) ? new("End my pause", "back") : new("Pause for a week", $"pause until {NodaTime.Text.LocalDatePattern.Iso.Format(now.InZone(cohort.Schedule.Zone).Date.PlusWeeks(1))}");
        yield return new("Leaderboard", "leaderboard");
    }

    private static string Square(UnitState state) => state switch
    {
        UnitState.OnTime => "\U0001F7E9",
        UnitState.Grace => "\U0001F7E8",
        UnitState.Late => "\U0001F7E7",
        UnitState.Frozen => "\U0001F7E6",
        UnitState.Missed => "\u2B1B",
        UnitState.Paused => "\U0001F7EA",
        _ => "\u2B1C",
    };

    private static string Called(UnitState state) => state switch
    {
        UnitState.OnTime => "on time",
        UnitState.Grace => "in grace",
        UnitState.Late => "late",
        UnitState.Frozen => "frozen",
        UnitState.Missed => "not done",
        UnitState.Paused => "paused",
        _ => "open",
    };
}
