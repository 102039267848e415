using NodaTime;
using StudyBot.Cards;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>Why lessons of a message were not counted, a sentence each (<see cref="NotYet"/>, <see cref="NoSuchLesson"/> …); the others in it did count.</summary>
    /// <param name="counted">What did count in the same message.</param>
    public static Card Refused(IReadOnlyList<string> why, IReadOnlyCollection<int>? counted = null) => CardOf([
        counted is { Count: > 0 } ? Sentence($"Counted: {Many.Days(counted)}.") : null,
        .. why.Select(w => Sentence(w)),
    ]);

    /// <param name="newest">The newest lesson posted; the one after it may be done ahead.</param>
    public static string NotYet(int lesson, int newest) =>
        $"Day {lesson} is still some way ahead. For now you can do up to day {newest + 1}; tell me again when it is closer.";

    /// <summary>A check-in keeps its instant when it is moved, and at that instant the other lesson was out of reach.</summary>
    public static string WasAhead(int from, int to) => $"Day {to} was still ahead when you did day {from}, so nothing changed. Reply \"done {to}\" when you have done it.";

    /// <summary>For somebody who wants to see it.</summary>
    public static string StillToCome(int lesson, int next) => $"Day {lesson} is still to come; \"next\" shows day {next}.";

    /// <summary>For a check-in.</summary>
    /// <param name="newest">The newest lesson posted; 0 before the first, which may be done ahead.</param>
    public static string NoSuchLesson(int lesson, int last, int newest) => $"{NoSuchDay(lesson, last)} Reply with the day you mean, such as \"done {Math.Max(1, newest)}\".";

    /// <param name="lesson">The largest number stands for all that are larger: nobody wrote that one.</param>
    public static string NoSuchDay(int lesson, int last) =>
        $"There is no {(lesson == int.MaxValue ? "such day" : $"day {lesson}")} in this plan; its days run from 1 to {last}.";

    /// <param name="first">When lesson 1 comes; null where no time is set.</param>
    public static string NothingPosted(Instant? first, DateTimeZone zone, Instant now) => first is { } at
        ? $"The first lesson comes on {When.Moment(at, zone, now)}. Reply \"done\" when you have done it."
        : "No lesson has been posted yet. Reply \"done\" when you have done the first one.";

    /// <summary>A bare <c>done</c> in a message that was written before lesson 1.</summary>
    /// <param name="newest">The newest lesson by now.</param>
    public static string NothingPostedThen(int newest) => $"No lesson was out yet when you wrote that. Reply \"done {newest}\" once you have done day {newest}.";

    /// <summary>To a button below a lesson that a cohort posted which was in the channel before.</summary>
    /// <param name="plan">What the channel learns now.</param>
    public static Card OfEarlierCohort(string plan) =>
        Tell("That lesson is of an earlier cohort in this channel, so nothing changed. ", Typed("today"), $" shows the newest of {plan}.");

    public static string TooMany(int count) =>
        $"That names {(count > 9_999 ? "thousands of" : $"{count}")} days at once, and I take up to 7, so nothing was counted. Send them in smaller groups, such as \"done 3-5\".";
}
