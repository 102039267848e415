using NodaTime;
using StudyBot.Cards;
using StudyBot.CheckIns;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>The receipt of a check-in in words, for screen readers, scripts and places without reactions.</summary>
    /// <param name="streak">The person's streak with this check-in in it.</param>
    /// <param name="isLast">No lesson is to come after the newest.</param>
    public static string Receipt(int lesson, CheckInClass @class, int streak, bool freezeEarned = false, bool isLast = false) => @class switch
    {
        CheckInClass.Late when streak == 0 && isLast => $"Counted for day {lesson}, late: the lesson is complete.",
        CheckInClass.Late when streak == 0 => $"Counted for day {lesson}, late: the lesson is complete. The next lesson you do in time starts a new streak.",
        CheckInClass.Late => $"Counted for day {lesson}, late: the lesson is complete. Streak {streak}.",
        _ when streak == 0 => $"Counted for day {lesson}, {Class(@class)}.",
        _ => $"Counted for day {lesson}, {Class(@class)}. Streak {streak}{(freezeEarned ? ", and a freeze earned" : "")}.",
    };

    /// <summary>The receipt of a check-in that stood already; its instant and class are as they were.</summary>
    /// <param name="note">Whether it has a note that it did not have.</param>
    /// <param name="links">How many links it has that it did not have.</param>
    public static string AlreadyCounted(int lesson, CheckInClass @class, bool note = false, int links = 0) => $"Day {lesson} is already counted, {Class(@class)}" + (note, links) switch
    {
        (false, 0) => ".",
        (false, 1) => "; your link is added.",
        (false, _) => "; your links are added.",
        (true, 0) => "; your note is added.",
        (true, 1) => "; your note and link are added.",
        _ => "; your note and links are added.",
    };

    public static Card WasItTheOneBefore(int counted, int maybe) => Card.Of(
        Sentence($"Counted for day {counted}. Was it day {maybe}?"),
        Choose(new Button($"It was day {maybe}", $"move {counted} to {maybe}"), new Button($"Day {counted} is right", "keep")));

    /// <summary>A reply in a thread that nearly reads as a check-in, asked about once.</summary>
    public static Card AlmostDone(int lesson) => Card.Of(
        Sentence($"Shall I count day {lesson} as done for you? Press Yes, or say ", Typed($"done {lesson}"), "."),
        Choose(new Button("Yes, done", $"done {lesson}", Primary: true), new Button("Not yet", "keep")));

    /// <summary>Counted, for somebody who has left: a check-in brings nobody back.</summary>
    public static Card CountedThoughLeft(string plan) =>
        Tell($"Counted. You have left {plan}, so tables and totals go without you; ", Typed("@StudyBot join"), " brings you back.");

    public static Card Moved(int from, int to, CheckInClass @class) => Card.Line($"Moved from day {from} to day {to}: counted {Class(@class)}.");

    /// <summary>The answer to <c>keep</c>.</summary>
    public static Card Kept() => Card.Line("Everything stays as it is.");

    public static Card Withdrawn(IReadOnlyList<int> lessons) =>
        Tell($"Taken back: {Many.Days(lessons)}. Reply ", Typed($"done {lessons[0]}"), " when you have done it.");

    /// <param name="lesson">The lesson named; null for a bare <c>undo</c>.</param>
    public static Card NothingToUndo(int? lesson) => lesson is { } day && day < int.MaxValue
        ? Tell($"There is no check-in of yours for day {day}, so nothing changed. ", Typed("me"), " shows what I have.")
        : Tell("There is no check-in of yours to take back, so nothing changed. ", Typed("me"), " shows what I have.");

    /// <summary>To <c>not done yet</c> by somebody whose newest lesson is counted.</summary>
    /// <param name="mayUndo">Whether it may still be withdrawn.</param>
    public static Card CountedAllTheSame(int lesson, CheckInClass @class, bool mayUndo) => mayUndo
        ? Tell($"{AlreadyCounted(lesson, @class)} ", Typed($"undo {lesson}"), " takes it back.")
        : Card.Line(AlreadyCounted(lesson, @class));

    /// <summary>To words that come late.</summary>
    public static Card DoneSince(int lesson) => Tell($"You checked in for day {lesson} after you had written that, so it stands. ", Typed($"undo {lesson}"), " takes it back.");

    /// <param name="until">When it could be withdrawn last.</param>
    public static Card TooLateToUndo(int lesson, Instant until, DateTimeZone zone) =>
        Card.Line($"Your check-in for day {lesson} could be taken back until {When.Moment(until, zone)}, so it stands now.");

    /// <summary>A message deleted more than an hour after it was written: did the person mean the check-ins too?</summary>
    public static Card AskBeforeWithdrawing(IReadOnlyList<int> lessons) => Card.Of(
        Sentence($"You deleted the message that counted {Many.Days(lessons)}. Shall I take the {(lessons.Count == 1 ? "check-in" : "check-ins")} back too?"),
        new Part.Buttons([
            .. lessons.Select(l => new Button($"Take day {l} back", $"undo {l}")),
            new Button("Let it stand", "keep", Primary: true)]));

    public static string Class(CheckInClass @class) => @class switch
    {
        CheckInClass.OnTime => "on time",
        CheckInClass.Grace => "within the grace period",
        _ => "late",
    };
}
