using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;

namespace StudyBot.Wording;

/// <summary>Answers to what only a lead may say, and the refusals.</summary>
public static partial class Say
{
    /// <param name="leads">The names of those who may.</param>
    public static Card LeadsOnly(IReadOnlyList<string> leads) => leads.Count == 0
        ? Card.Line("That is for this cohort's leads. Whoever set it up can do that, or make you a lead.")
        : Card.Line($"That is for this cohort's leads: ask {Many.Or(leads.Select(Called))}.");

    /// <summary>A setting changed.</summary>
    /// <param name="what">One sentence of <c>…Set</c> below.</param>
    /// <param name="next">When the next lesson comes with the new setting; null where none does.</param>
    public static Card SettingsChanged(string what, Instant? next, DateTimeZone zone) => CardOf(
        Sentence(what),
        next is { } at ? Quietly($"Next lesson: {When.Moment(at, zone)}. Lessons already posted keep their times.") : null);

    public static string StartSet(LocalDate start) => $"The first lesson now comes on {When.DateInFull(start)} or the first study day after it.";

    public static string TimeSet(LocalTime at) => $"Lessons now come at {When.Time(at)}.";

    public static string ZoneSet(DateTimeZone zone) => $"Times are now in {zone.Id}.";

    public static string DaysSet(StudyDays days) => days == StudyDays.EveryDay ? "Every day is a study day now." : $"Study days are now {Many.Weekdays(days)}.";

    public static string HolidaySet(LocalDate date) => $"{When.DateInFull(date)} is a holiday: no lesson that day, and the plan goes on with the next study day.";

    public static string NudgeSet(LocalTime? at) => at is { } time
        ? $"Nudges now come at {When.Time(time)}, privately, to those who have not done the newest lesson."
        : "Nudges are off for this cohort.";

    public static string SummarySet(SummarySlot? slot) => slot switch
    {
        null => "The weekly summary is off.",
        { Day: { } day } => $"The weekly summary now comes on {day} at {When.Time(slot.Time)}.",
        _ => $"The weekly summary now comes at {When.Time(slot.Time)} on the last study day of the week.",
    };

    public static string NotesSet(bool on) => on
        ? "Notes are on: words after \"done\" are kept with the check-in."
        : "Notes are off: words after \"done\" are not kept.";

    public static Card StartTooLate(int day) =>
        Card.Line($"Day {day} has been posted, so the start date stands. You can still change the time, the study days and the holidays.");

    public static Card DateIsOver(LocalDate date) => Card.Line($"{When.DateInFull(date)} is in the past, so nothing changed. Name today or a later date.");

    public static Card CurriculumChanged(CurriculumVersion plan, int fromDay) =>
        Card.Line($"From day {fromDay} on this cohort follows {plan.Title} ({Many.Of(plan.Lessons, "lesson")}). Lessons already posted stay as they are.");

    public static Card CurriculumTooShort(CurriculumVersion plan, int day) =>
        Card.Line($"{plan.Title} has {Many.Of(plan.Lessons, "lesson")} and this cohort has reached day {day}, so I kept the current plan. Choose a longer one.");

    public static Card SameCurriculum(CurriculumVersion plan) => Card.Line($"This cohort already follows the newest version of {plan.Title}.");

    public static Card NoSuchCurriculum(string name, IReadOnlyList<string> known) => known.Count == 0
        ? Card.Line($"I know no curriculum named {OneLine(name)}. Whoever runs me can import one.")
        : Card.Line($"I know no curriculum named {OneLine(name)}. I have {Many.And(known)}.");

    public static Card Excused(string name, int lesson) =>
        Card.Line($"Day {lesson} is excused for {Called(name)}: it neither adds to their streak nor breaks it.");

    public static Card AlreadyExcused(string name, int lesson) => Card.Line($"Day {lesson} is already excused for {Called(name)}.");

    public static Card NotAMember(string name) => Card.Line($"{Called(name)} has not joined this cohort, so nothing changed.");

    public static Card NoSuchPerson(string name) => Card.Line($"I know nobody here by the name of {Called(name)}. Use the name shown in the tables, or mention them.");

    public static Card LeadAdded(string name) => Tell($"{Called(name)} is now a lead of this cohort. ", Typed("help"), " shows what leads can say.");

    public static Card LeadRemoved(string name) => Card.Line($"{Called(name)} is no longer a lead of this cohort. Thank you for leading.");

    public static Card AlreadyLead(string name) => Card.Line($"{Called(name)} is already a lead.");

    public static Card NotALead(string name) => Card.Line($"{Called(name)} is not a lead, so nothing changed.");

    public static Card LastLead() => Tell("A cohort needs a lead, and you are the last one. Name another first: ", Typed("lead @person"), ".");

    public static Card GuestCannotLead(string name) => Card.Line($"{Called(name)} is a guest here, and guests cannot lead a cohort.");

    public static Card CohortPaused(LocalDate until, Instant? next, DateTimeZone zone) => CardOf(
        Sentence($"This cohort rests through {When.DateInFull(until)}. No lessons, no nudges, and everybody's streak waits."),
        next is { } at ? Quietly($"Next lesson: {When.Moment(at, zone)}.") : null);

    public static Card CohortResumed(Instant? next, DateTimeZone zone) => CardOf(
        Sentence("This cohort is running again."),
        next is { } at ? Quietly($"Next lesson: {When.Moment(at, zone)}.") : null);

    public static Card CohortNotPaused() => Tell("This cohort is not paused. ", Typed("pause cohort until DATE"), " starts a pause.");

    public static Card SkippedToday(Instant? next, DateTimeZone zone) => CardOf(
        Sentence("No lesson today. The plan goes on with the next study day."),
        next is { } at ? Quietly($"Next lesson: {When.Moment(at, zone)}.") : null);

    public static Card TooLateToSkip(int lesson) => Card.Line($"Day {lesson} is already out, so today goes ahead. It stays open for everybody as usual.");

    public static Card NothingToSkip(Instant? next, DateTimeZone zone) => CardOf(
        Sentence("There is no lesson today, so there is nothing to skip."),
        next is { } at ? Quietly($"Next lesson: {When.Moment(at, zone)}.") : null);

    /// <summary><c>summary now</c> in a week without a lesson.</summary>
    public static Card NothingToSum() => Card.Line("No lesson has come since the last summary, so there is nothing to sum up yet.");
}
