using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <param name="from">The lesson the person's streak counts from; null where the next one is the first that can be kept.</param>
    /// <param name="begun">Whether any lesson has come.</param>
    /// <param name="isLast">No lesson is to come after the newest.</param>
    public static Card Joined(string plan, int? from, bool begun, bool isLast = false) => Card.Line($"Welcome to {plan}. " + (from switch
    {
        null when begun && isLast => "All of its lessons are out, and you can complete them whenever you like.",
        null => $"{(begun ? "Your streak starts with the next lesson" : "The first lesson is still to come")}: press Done on it when you have done it.",
        { } day => $"Your streak counts from day {day}: press Done on it when you have done it.",
    }));

    /// <summary>Somebody who had left is here again, and stands where they stood.</summary>
    /// <param name="newest">The newest lesson; null before the first.</param>
    /// <param name="mine">How their check-in for it counted; null where there is none.</param>
    public static Card Rejoined(string plan, int streak, PostedLesson? newest, CheckInClass? mine, Instant now, DateTimeZone zone) => Card.Line(
        $"Welcome back to {plan}. {(streak > 0 ? $"Your streak is {streak}. " : "")}{(newest is null ? "The first lesson is still to come." : $"The newest lesson is day {newest.Day}. {Deadline(newest, mine, now, zone)}")}");

    public static Card AlreadyJoined(string plan) => Tell($"You are already in {plan}. ", Typed("me"), " shows where you stand.");

    public static Card Left(string plan) => Card.Of(HasLeft(plan));

    private static Part.Paragraph HasLeft(string plan) =>
        Sentence($"You have left {plan}: no nudges, no tables. Your record is kept; ", Typed("join"), " brings you back.");

    /// <summary>Somebody asks for what only a member has.</summary>
    public static Card NotJoined(string plan) =>
        Tell($"You have not joined {plan} yet. Press Done on a lesson, or mention me: ", Typed("@StudyBot join"), ".");

    /// <param name="open">Lessons that were due before and are not over yet: the pause does not touch them.</param>
    /// <param name="end">When the last of them is over.</param>
    public static Card Paused(LocalDate until, IReadOnlyList<int> open, Instant? end, DateTimeZone zone) => Tell(
        $"You are on pause through {When.DateInFull(until)}: no nudges, and your streak waits. {(end is { } over ? $"It does not cover {Many.Days(open)}, {(open.Count == 1 ? "open" : "the last of them open")} until {When.Moment(over, zone)}. " : "")}",
        Typed("back"),
        " ends it sooner.");

    /// <summary>Beside what brings somebody in who pauses without taking part.</summary>
    public static Part PauseKept(LocalDate until) => Sentence($"Your pause through {When.DateInFull(until)} is kept for then; ", Typed("back"), " ends it sooner.");

    public static Card PauseIsOver(LocalDate until, LocalDate today) =>
        Tell($"{When.DateInFull(until)} is in the past, so nothing changed. Name today or a later day, such as ", Typed($"pause until {Iso(today.PlusWeeks(1))}"), ".");

    public static Card Back() => Card.Line("Welcome back: your pause is over, and your streak carries on from here.");

    /// <summary>Beside what brings somebody in whose pause was kept for then.</summary>
    public static Part PauseEnded() => Sentence("Your pause is over.");

    public static Card NotPaused() => Tell("You are not on pause. ", Typed("pause until DATE"), " starts one.");

    /// <summary>Somebody ends a pause, and it is the cohort's.</summary>
    public static Card CohortRests(LocalDate until) => Card.Line($"You are not on pause yourself: the whole cohort rests through {When.DateInFull(until)}.");

    public static Card Muted(Member member) => member.Left
        ? Tell("You have left, so no nudges come. They stay off after ", Typed("join"), " too, until ", Typed("unmute"), ".")
        : Tell("No more nudges for you. ", Typed("unmute"), " brings them back.");

    public static Card Unmuted(Member member, Schedule schedule) => member switch
    {
        { Left: true } => Tell("You have left, so no nudges come yet. ", Typed("join"), " brings you back, nudges and all."),
        _ when schedule.Nudge is null => Tell("You would get nudges again, but this cohort has them off."),
        _ when NudgeTimes.Nudged(schedule) is StudyDays.None => Tell("You would get nudges again, but none comes at this cohort's nudge time. A lead can choose another: ", Typed($"nudge {When.Time(NudgeTimes.For(schedule.LessonTime))}"), "."),
        { JoinedAt: null } => Card.Line("You would get nudges again. They begin once you have joined: press Done on a lesson."),
        _ => Tell("Nudges are on again: one a lesson at most, and none once it is done."),
    };

    /// <summary>Somebody says <c>stop</c>, which may mean any of three things.</summary>
    /// <param name="weekOn">A week from today.</param>
    public static Card WaysToBeQuiet(LocalDate weekOn) => Card.Of(
        Sentence("I can be quiet: ", Typed("mute"), " ends the nudges, ", Typed("pause until DATE"), " lets your streak wait while you rest, ", Typed("leave"), " ends taking part and keeps your record."),
        Choose(
            new Button("No more nudges", "mute"),
            new Button($"Pause until {When.Date(weekOn)}", $"pause until {Iso(weekOn)}"),
            new Button("Leave", "leave")));

    /// <summary>The answer to <c>thanks</c>.</summary>
    public static Card Welcome() => Card.Line("You are welcome.");

    /// <summary>Totals count those who joined and have not left.</summary>
    public static Card Hidden(Member member) => member switch
    {
        { Left: true } => Tell("You have left, so you are in no table and no total. Your name stays out of the tables after ", Typed("join"), " too, until ", Typed("show me"), "."),
        { JoinedAt: null } => Tell("Your name is out of every table. ", Typed("show me"), " brings it back."),
        _ => Tell("Your name is out of every table; you still count in the team's totals. ", Typed("show me"), " brings it back."),
    };

    public static Card Shown(Member member) => member switch
    {
        { Left: true } => Tell("You have left, so your name is in no table yet. ", Typed("join"), " brings you back, name and all."),
        { JoinedAt: null } => Card.Line("Your name may be in the tables again. It is there once you have joined: press Done on a lesson."),
        _ => Card.Line("Your name may be in the tables again; a table shows who has done a lesson of it."),
    };

    /// <summary><c>not done yet</c>, which nobody had said it was.</summary>
    public static Card NoHurry(PostedLesson lesson, Instant now, DateTimeZone zone) => Card.Of(
        Sentence($"There is no hurry with day {lesson.Day}. {Deadline(lesson, null, now, zone)}"),
        Choose(new Button("Remind me later", "remind me")));

    public static Card RemindAt(int lesson, Instant at, DateTimeZone zone) =>
        Card.Line($"I will remind you about day {lesson} on {When.Moment(at, zone)}; nobody else will see it.");

    /// <summary>The time asked for is over today.</summary>
    public static Card TooLateToRemind(LocalTime at) =>
        Tell($"It is past {When.Time(at)} today. Name a later time, or say ", Typed("remind me"), " alone and I will choose one.");

    public static Card NothingToRemind(int? doneLesson) => doneLesson is { } day
        ? Card.Line($"Day {day} is done, so there is nothing to remind you about. Enjoy the rest of your day.")
        : Card.Line("No lesson has been posted yet, so there is nothing to remind you about.");

    /// <summary>A date as commands take it.</summary>
    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);
}
