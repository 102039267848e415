using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Wording;

/// <summary>Answers to what only a lead may say, and the refusals.</summary>
public static partial class Say
{
    /// <param name="leads">The names of those who may, as far as they are known.</param>
    public static Card LeadsOnly(IReadOnlyList<string> leads) => leads.Count == 0
        ? Card.Line("That is for this cohort's leads. One of them can make you a lead, and so can whoever runs me.")
        : Card.Line($"That is for this cohort's leads: ask {Many.Or(leads.Select(Called))}.");

    /// <summary>The last lead was forgotten, or none was ever named: who can name one all the same.</summary>
    public static Card NobodyLeads() => Tell(
        "That is for a lead, and this cohort has none. Whoever runs me can name one, with StudyBot cohorts lead. ",
        "Where the workspace has admins or the team has owners, one of them can too: ", Typed("@StudyBot lead @NAME"), ".");

    /// <summary>A setting changed.</summary>
    /// <param name="what">One sentence of <c>…Set</c> below.</param>
    /// <param name="next">When the next lesson comes with the new setting; null where none does.</param>
    /// <param name="besides">What else comes of it.</param>
    public static Card SettingsChanged(string what, Instant? next, DateTimeZone zone, Instant now, params IReadOnlyList<Text> besides) => CardOf([
        Sentence(what),
        .. besides.Select(text => new Part.Paragraph(text)),
        next is { } at ? Quietly($"{NextLesson(at, zone, now)} Lessons already posted keep their times.") : null]);

    /// <summary>A lesson whose time has come is on its way.</summary>
    private static string NextLesson(Instant at, DateTimeZone zone, Instant now) => at > now ? $"Next lesson: {When.Moment(at, zone)}." : "The next lesson comes now.";

    public static string StartSet(LocalDate start) => $"The first lesson now comes on {When.DateInFull(start)} or the first study day after it.";

    public static string TimeSet(LocalTime at) => $"Lessons now come at {When.Time(at)}.";

    public static string ZoneSet(DateTimeZone zone) => $"Times are now in {zone.Id}.";

    public static string DaysSet(StudyDays days) => days == StudyDays.EveryDay ? "Every day is a study day now." : $"Study days are now {Many.Weekdays(days)}.";

    public static string HolidaySet(LocalDate date) => $"{When.DateInFull(date)} is a holiday: no lesson that day, and the plan goes on with the next study day.";

    /// <param name="lesson">Whether the date gets a lesson now.</param>
    public static string HolidayTakenBack(LocalDate date, bool lesson) => lesson
        ? $"{When.DateInFull(date)} is no longer a holiday: it is a study day again."
        : $"{When.DateInFull(date)} is no longer a holiday; it is no study day either way.";

    public static Card NoHoliday(LocalDate date, bool others) => others
        ? Tell($"{When.DateInFull(date)} is not a holiday, so nothing changed. ", Typed("settings"), " lists the holidays.")
        : Card.Line($"{When.DateInFull(date)} is not a holiday, so nothing changed. This cohort has no holidays.");

    /// <summary>A nudge time applies to the newest lesson too, unlike what moves lessons.</summary>
    /// <param name="next">When the newest lesson's nudges come; null where none do.</param>
    public static Card NudgesChanged(Schedule schedule, int newest, Instant? next) => CardOf(
        Sentence(NudgesWithoutRoom(schedule) is null ? NudgeSet(schedule.Nudge) : NudgeTimeSet(schedule.Nudge!.Value)),
        NudgesWithoutRoom(schedule) is { } room ? new Part.Paragraph(room) : null,
        next is { } at ? Quietly($"Next nudge: day {newest}, {When.Moment(at, schedule.Zone)}.") : null);

    public static string NudgeSet(LocalTime? at) => at is { } time
        ? $"Nudges now come at {When.Time(time)}, privately, to those who have not done the newest lesson."
        : "Nudges are off for this cohort.";

    /// <summary>Where not every lesson has a nudge at that time: <see cref="NudgesWithoutRoom"/> says the rest.</summary>
    public static string NudgeTimeSet(LocalTime at) => $"The nudge time is now {When.Time(at)}.";

    /// <summary>That some lessons, or all, have no nudge at the cohort's nudge time, and a time that works; null where each has, or nudges are off.</summary>
    public static Text? NudgesWithoutRoom(Schedule schedule)
    {
        var nudged = NudgeTimes.Nudged(schedule);
        if (schedule.Nudge is not { } at || nudged == schedule.Days) return null;
        var works = Typed($"nudge {When.Time(NudgeTimes.For(schedule.LessonTime))}");
        const string Rule = "A nudge comes two hours or more after its lesson and before the next one, so";
        return nudged == StudyDays.None
            ? Text.Of($"{Rule} on ordinary days there is none at {When.Time(at)}. ", works, " works.")
            : Text.Of($"{Rule} at {When.Time(at)} nudges follow {LessonsOf(nudged)} alone. ", works, " works for each.");
    }

    /// <summary><c>the lesson of Friday</c>, <c>the lessons of Tuesday and Thursday</c>.</summary>
    private static string LessonsOf(StudyDays days) => $"the {(int.IsPow2((int)days) ? "lesson" : "lessons")} of {Many.Weekdays(days)}";

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

    /// <param name="known">The newest version of each name.</param>
    /// <param name="followed">The one that this cohort follows.</param>
    public static Card Curricula(IReadOnlyList<CurriculumVersion> known, CurriculumVersion followed)
    {
        var others = known.Where(plan => plan != followed).ToArray();
        return others.Length == 0
            ? Card.Line($"This cohort follows {followed.Title}, and I have no other plan. Whoever runs me can import one.")
            : CardOf(
                Sentence($"This cohort follows {followed.Title}. I also have:"),
                new Part.Bullets([.. others.Select(plan => Text.Of(
                    Typed($"curriculum {plan.Name}"), $": {plan.Title}{(plan.Name == followed.Name ? ", the newest version" : "")} ({Many.Of(plan.Lessons, "lesson")})"))]));
    }

    /// <param name="fromDay">The first lesson that is not out: where the plan has none of that number, all of its lessons are.</param>
    public static Card CurriculumChanged(CurriculumVersion plan, int fromDay) => Tell([
        fromDay > plan.Lessons
            ? $"This cohort now follows {plan.Title} ({Many.Of(plan.Lessons, "lesson")}), so all of its lessons are out."
            : $"From day {fromDay} on this cohort follows {plan.Title} ({Many.Of(plan.Lessons, "lesson")}).",
        .. fromDay == 1 ? (Span[])[] : [" What was posted stays as it is."]]);

    /// <summary>Another plan, after the last lesson of this one: it would begin in its middle.</summary>
    public static Card CurriculumIsOver(string plan, string other) =>
        Tell($"Every lesson of {plan} is out, so I kept it. ", Typed("setup"), $" starts {other} from its first day once this one is over.");

    public static Card CurriculumTooShort(CurriculumVersion plan, int day) =>
        Card.Line($"{plan.Title} has {Many.Of(plan.Lessons, "lesson")} and this cohort has reached day {day}, so I kept the current plan. Choose a longer one.");

    public static Card SameCurriculum(CurriculumVersion plan) => Card.Line($"This cohort already follows the newest version of {plan.Title}.");

    public static Card NoSuchCurriculum(string name, IReadOnlyList<string> known) => known.Count == 0
        ? Card.Line($"I know no curriculum named {Harmless(name)}. Whoever runs me can import one.")
        : Card.Line($"I know no curriculum named {Harmless(name)}. I have {Many.And(known)}.");

    public static Card Excused(string name, int lesson, Excuse excuse) => Card.Line($"Day {lesson} is excused for {CalledOrThat(name, starts: false)}" + excuse switch
    {
        Excuse.BeforeTheyJoined => ": it came before they joined and is no part of their streak.",
        Excuse.Kept => ", who has done it in time: it still adds to their streak.",
        Excuse.StillOpen => ": it does not break their streak, and done in time it still adds to it.",
        _ => ": it neither adds to their streak nor breaks it.",
    });

    public static Card ExcusedNoLonger(string name, int lesson) => Card.Line($"Day {lesson} is no longer excused for {CalledOrThat(name, starts: false)}: it counts by the usual rules again.");

    public static Card NotExcused(string name, int lesson, IReadOnlyCollection<int> excused) => Card.Line(
        $"Day {lesson} is not excused for {CalledOrThat(name, starts: false)}, so nothing changed. {(excused.Count == 0 ? "No lesson is excused for them." : $"Excused for them: {Many.Days(excused)}.")}");

    public static Card AlreadyExcused(string name, int lesson) => Card.Line($"Day {lesson} is already excused for {CalledOrThat(name, starts: false)}.");

    public static Card NotAMember(string name) => Card.Line($"{CalledOrThat(name)} has not joined this cohort, so nothing changed.");

    public static Card NoSuchPerson(string name) => Card.Line($"I know nobody here by the name of {Called(name)}. Use the name shown in the tables, or mention them.");

    /// <summary>More than one person was mentioned, or a person and more than one day.</summary>
    /// <param name="said">The mentions as people see them.</param>
    public static Card OneAtATime(string said, bool lesson) => Tell(
        $"I take one person {(lesson ? "and one day " : "")}at a time, so {Harmless(said)} changed nothing. Say ",
        Typed(lesson ? "excuse @PERSON DAY [off]" : "lead @PERSON [off]"),
        " for each.");

    /// <summary>More than one is called so.</summary>
    public static Card SeveralOfThatName(string name) => Card.Line($"More than one person here is called {Called(name)}, so nothing changed. Mention the one you mean.");

    public static Card LeadAdded(string name) => Tell($"{CalledOrThat(name)} is now a lead of this cohort. ", Typed("help"), " shows what leads can say.");

    /// <param name="name">Null: whoever says it.</param>
    public static Card LeadRemoved(string? name) => Card.Line(name is null
        ? "You are no longer a lead of this cohort. Thank you for leading."
        : $"{CalledOrThat(name)} is no longer a lead of this cohort.");

    public static Card AlreadyLead(string name) => Card.Line($"{CalledOrThat(name)} is already a lead.");

    public static Card NotALead(string name) => Card.Line($"{CalledOrThat(name)} is not a lead, so nothing changed.");

    /// <param name="name">Null: whoever says it.</param>
    public static Card LastLead(string? name) =>
        Tell($"A cohort needs a lead, and {(name is null ? "you are" : $"{CalledOrThat(name, starts: false)} is")} the last one. Name another first: ", Typed("lead @person"), ".");

    public static Card GuestCannotLead() => Tell("You are a guest here, and guests cannot set a cohort up. Ask a member to say ", Typed("@StudyBot setup"), "; you can learn along like everybody.");

    /// <summary>Somebody who was mentioned, whom no name came along with.</summary>
    private static string CalledOrThat(string name, bool starts = true) => string.IsNullOrWhiteSpace(name) ? $"{(starts ? "T" : "t")}hat person" : Called(name);

    /// <param name="fromTomorrow">Today's lesson is out, or about to be: the rest begins after it.</param>
    /// <param name="open">The lessons that are out and not over, which the rest does not touch.</param>
    /// <param name="end">When the last of them is over; null where that is not known yet.</param>
    public static Card CohortPaused(LocalDate until, bool fromTomorrow, IReadOnlyList<int> open, Instant? end, Instant? next, DateTimeZone zone, Instant now) => CardOf(
        Sentence($"This cohort rests {(fromTomorrow ? "from tomorrow " : "")}through {When.DateInFull(until)}: " + (open.Count == 0
            ? "no lessons, no nudges, and everybody's streak waits."
            : $"no lessons, and everybody's streak waits. {Days(open[0], open[^1])} {(open.Count == 1 ? "is out and counts as usual" : "are out and count as usual")}{(end is { } over ? $"{(open.Count == 1 ? "" : ", the last of them")} until {When.Moment(over, zone)}" : "")}.")),
        next is { } at ? Quietly(NextLesson(at, zone, now)) : null);

    public static Card CohortResumed(Instant? next, DateTimeZone zone, Instant now) => CardOf(
        Sentence("This cohort is running again."),
        next is { } at ? Quietly(NextLesson(at, zone, now)) : null);

    /// <param name="until">The last date of the rest that was planned, which goes on.</param>
    public static Card PostsAgain(LocalDate until, Instant? next, DateTimeZone zone, Instant now) => CardOf(
        Sentence($"I can post here again. This cohort still rests through {When.DateInFull(until)}; ", Typed("resume cohort"), " once more ends that too."),
        next is { } at ? Quietly(NextLesson(at, zone, now)) : null);

    /// <summary>A change that would move lessons, after the last one.</summary>
    public static Card NothingToMove(string plan) =>
        Tell($"Every lesson of {plan} is out, so nothing changed. ", Typed("setup"), " starts another plan once this one is over.");

    /// <summary>A lead says <c>resume</c> while the cohort rests.</summary>
    /// <param name="own">Whether they are on pause themselves.</param>
    public static Card WhoGoesOn(bool own) => own
        ? Card.Of(
            Sentence("You are on pause, and so is the cohort. Who is to go on?"),
            Choose(new Button("I alone", "back"), new Button("The whole cohort", "resume cohort")))
        : Card.Of(
            Sentence("Is the whole cohort to go on?"),
            Choose(new Button("Resume the cohort", "resume cohort"), new Button("Not yet", "keep")));

    public static Card CohortNotPaused() => Tell("This cohort is not paused. ", Typed("pause cohort until DATE"), " starts a pause.");

    public static Card SkippedToday(Instant? next, DateTimeZone zone, Instant now) => CardOf(
        Sentence("No lesson today. The plan goes on with the next study day."),
        next is { } at ? Quietly(NextLesson(at, zone, now)) : null);

    public static Card TooLateToSkip(int lesson) => Card.Line($"Day {lesson} is already out, so today goes ahead. It stays open for everybody as usual.");

    public static Card NothingToSkip(Instant? next, DateTimeZone zone, Instant now) => CardOf(
        Sentence("There is no lesson today, so there is nothing to skip."),
        next is { } at ? Quietly(NextLesson(at, zone, now)) : null);

    /// <summary><c>summary now</c> in a week without a lesson.</summary>
    public static Card NothingToSum() => Card.Line("No lesson has come since the last summary, so there is nothing to sum up yet.");
}
