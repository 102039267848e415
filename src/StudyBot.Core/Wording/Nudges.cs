using NodaTime;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Standings;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>Private, at the nudge time, to whoever has not done the newest lesson.</summary>
    /// <param name="plan">The plan's title, which a direct message does not show by itself.</param>
    /// <param name="owed">An earlier lesson that is in grace, without which the streak ends: nothing is promised of the newest alone.</param>
    public static Card Nudge(string plan, Lesson lesson, PostedLesson posted, PostedLesson? owed, Standing standing, Totals? totals, DateTimeZone zone) => CardOf(
        Headed(LessonTitle.WithDay(lesson)),
        Quietly(plan),
        Sentence($"Still time for day {lesson.Day}: on time until {When.Moment(posted.Due, zone)}. " + (owed, standing.Current) switch
        {
            ({ } earlier, _) => $"Day {earlier.Day} still counts for your streak too, until {When.Moment(earlier.GraceEnd, zone)}: say \"done {earlier.Day}\".",
            (_, > 0) => $"That would make your streak {standing.Current + 1}.",
            _ => "That would start a new streak.",
        }),
        Doable(lesson),
        totals is { Done: > 0 } t ? Quietly($"{t.Done} of {t.Of} done.") : null,
        Choose(DoneButton(lesson.Day), new Button("Remind me later", "remind me"), new Button("No more nudges", "mute")));

    /// <summary>Asked once after three lessons in a row went by; then silence until they check in again.</summary>
    /// <param name="weekOn">A week from today.</param>
    public static Card AskToPause(string plan, LocalDate weekOn) => Card.Of(
        Headed("Would a pause help?"),
        Quietly(plan),
        Sentence("Life gets busy. A pause holds your streak where it is, and you can end it any day. I will not nudge you again until your next check-in."),
        Choose(
            new Button($"Pause until {When.Date(weekOn)}", $"pause until {Iso(weekOn)}", Primary: true),
            new Button("No more nudges", "mute"),
            new Button("Keep going", "keep")));

    /// <summary>Private, at the time the person asked for.</summary>
    public static Card Reminder(string plan, Lesson lesson, PostedLesson posted, Instant now, DateTimeZone zone) => CardOf(
        Headed(LessonTitle.WithDay(lesson)),
        Quietly(plan),
        Sentence($"Here is the reminder you asked for. {Deadline(posted, null, now, zone)}"),
        Doable(lesson),
        lesson.Resources.Count > 0 ? new Part.Bullets([.. lesson.Resources.Select(Link)]) : null,
        Choose(DoneButton(lesson.Day)));
}
