using NodaTime;
using StudyBot.Cards;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <param name="from">The lesson the person's streak counts from; null before the first one.</param>
    public static Card Joined(string plan, int? from) => from is { } day
        ? Tell($"Welcome to {plan}. Your streak counts from day {day}: reply ", Typed("done"), " when you have done it.")
        : Tell($"Welcome to {plan}. The first lesson is still to come: reply ", Typed("done"), " when you have done it.");

    public static Card AlreadyJoined(string plan) => Tell($"You are already in {plan}. ", Typed("me"), " shows where you stand.");

    public static Card Left(string plan) =>
        Tell($"You have left {plan}: no nudges, no tables. Your record is kept; ", Typed("join"), " brings you back.");

    /// <summary>Somebody asks for what only a member has.</summary>
    public static Card NotJoined(string plan) =>
        Tell($"You have not joined {plan} yet. Reply ", Typed("join"), ", or ", Typed("done"), " to a lesson.");

    public static Card Paused(LocalDate until) =>
        Tell($"You are on pause through {When.DateInFull(until)}: no nudges, and your streak waits. ", Typed("back"), " ends it sooner.");

    public static Card PauseIsOver(LocalDate until, LocalDate today) =>
        Tell($"{When.DateInFull(until)} is in the past, so nothing changed. Name today or a later day, such as ", Typed($"pause until {Iso(today.PlusWeeks(1))}"), ".");

    public static Card Back() => Card.Line("Welcome back: your pause is over, and your streak carries on from here.");

    public static Card NotPaused() => Tell("You are not on pause. ", Typed("pause until DATE"), " starts one.");

    public static Card Muted() => Tell("No more nudges for you. ", Typed("unmute"), " brings them back.");

    public static Card Unmuted() => Tell("Nudges are on again: one a lesson at most, and none once it is done.");

    public static Card Hidden() =>
        Tell("Your name is out of every table; you still count in the team's totals. ", Typed("show me"), " brings it back.");

    public static Card Shown() => Card.Line("Your name is in the tables again.");

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
