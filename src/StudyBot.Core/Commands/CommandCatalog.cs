using NodaTime;

namespace StudyBot.Commands;

/// <summary>One command as people know it.</summary>
/// <param name="Words">Its first words; what follows is for <paramref name="Read"/>.</param>
/// <param name="Usage">How it is said, with its arguments in capitals.</param>
/// <param name="Summary">What it does, in a few words, for the help.</param>
/// <param name="ForLeads">Whether only a lead may say it.</param>
/// <param name="Example">One that can be said as it stands.</param>
/// <param name="Read">From what follows the words to the command; null with a problem in one sentence.</param>
public sealed record CommandEntry(
    string Words,
    string Usage,
    string Summary,
    bool ForLeads,
    string Example,
    Func<string, LocalDate, (Command? Command, string? Problem)> Read);

/// <summary>Every command there is: the grammar, the help and the docs read this table.</summary>
public static class CommandCatalog
{
    public static IReadOnlyList<CommandEntry> All { get; } =
    [
        new("done", "done [DAY]", "mark a lesson as done", false, "done 4", Arguments.NearlyDone),
        new("undo", "undo [DAY]", "take a check-in back", false, "undo 4", (rest, _) => Arguments.OptionalDay(rest, day => new Command.Undo(day))),
        new("move", "move DAY to DAY", "move a check-in to the lesson you meant", false, "move 6 to 5", Arguments.Move),
        new("today", "today", "the newest lesson", false, "today", Arguments.None(new Command.Today())),
        new("lesson", "lesson DAY", "any lesson so far", false, "lesson 3", (rest, _) => Arguments.Day(rest, day => new Command.ShowLesson(day))),
        new("next", "next", "what comes next, and when", false, "next", Arguments.None(new Command.Next())),
        new("open", "open", "what you can still complete", false, "open", Arguments.None(new Command.Open())),
        new("week", "week", "this week's lessons and blog idea", false, "week", Arguments.None(new Command.Week())),
        new("me", "me", "your streak and progress", false, "me", Arguments.None(new Command.Me())),
        new("why", "why", "your streak, lesson by lesson", false, "why", Arguments.None(new Command.Why())),
        new("leaderboard", "leaderboard [week|all]", "the table, of this week or of all lessons", false, "leaderboard week", Arguments.Leaderboard),
        new("links", "links", "links people shared this week", false, "links", Arguments.None(new Command.Links())),
        new("join", "join", "take part, from the newest lesson on", false, "join", Arguments.None(new Command.Join())),
        new("leave", "leave", "stop taking part; your record is kept", false, "leave", Arguments.None(new Command.Leave())),
        new("pause until", "pause until DATE", "take a break without losing your streak", false, "pause until 2026-12-24", (rest, today) => Arguments.Date(rest, today, date => new Command.PauseUntil(date))),
        new("back", "back", "end your pause", false, "back", Arguments.None(new Command.Back())),
        new("remind me", "remind me [at HH:MM]", "a private reminder of the newest lesson", false, "remind me at 15:00", Arguments.Remind),
        new("mute", "mute", "no more nudges", false, "mute", Arguments.None(new Command.Mute())),
        new("unmute", "unmute", "nudges again", false, "unmute", Arguments.None(new Command.Unmute())),
        new("hide me", "hide me", "take your name out of every table", false, "hide me", Arguments.None(new Command.Hide())),
        new("show me", "show me", "put your name back in the tables", false, "show me", Arguments.None(new Command.Show())),
        new("my data", "my data", "everything your cohorts keep about you, as files", false, "my data", Arguments.None(new Command.MyData())),
        new("forget me", "forget me", "remove everything kept about you", false, "forget me", Arguments.Forget),
        new("keep", "keep", "leave things as they are", false, "keep", Arguments.None(new Command.Keep())),
        new("settings", "settings", "when lessons, nudges and summaries come", false, "settings", Arguments.None(new Command.Settings())),
        new("help", "help", "this list", false, "help", Arguments.None(new Command.Help())),
        new("setup", "setup", "set a cohort up in this channel", true, "setup", Arguments.None(new Command.Setup())),
        new("lead", "lead @PERSON [off]", "name a lead, or take the role back", true, "lead @ben", Arguments.Lead),
        new("curriculum", "curriculum [NAME]", "the plans I have, or another one from the next lesson on", true, "curriculum month-3", Arguments.Curriculum),
        new("excuse", "excuse @PERSON DAY [off]", "leave a lesson out of somebody's streak, or take that back", true, "excuse @ben 4", Arguments.Excuse),
        new("notes", "notes on|off", "whether notes after a done are kept", true, "notes on", (rest, _) => Arguments.Switch(rest, on => new Command.Notes(on))),
        new("start", "start DATE", "the first day, while lesson 1 is still to come", true, "start 2026-12-01", (rest, today) => Arguments.Date(rest, today, date => new Command.Start(date))),
        new("time", "time HH:MM", "when lessons come", true, "time 09:00", (rest, _) => Arguments.Time(rest, at => new Command.Time(at))),
        new("zone", "zone AREA/CITY", "the time zone", true, "zone Europe/Berlin", Arguments.Zone),
        new("days", "days mon-fri", "the study days", true, "days mon,wed,fri", Arguments.Days),
        new("holiday", "holiday DATE [off]", "a day without a lesson, or take it back", true, "holiday 2026-12-24", Arguments.Holiday),
        new("nudge", "nudge HH:MM|off", "when nudges come", true, "nudge 18:00", (rest, _) => Arguments.TimeOrOff(rest, at => new Command.Nudge(at))),
        new("summary now", "summary now", "the week so far, right now", true, "summary now", Arguments.None(new Command.SummaryNow())),
        new("summary", "summary [WEEKDAY] HH:MM|off", "when the weekly summary comes", true, "summary fri 16:00", Arguments.Summary),
        new("pause cohort until", "pause cohort until DATE", "a break for everybody", true, "pause cohort until 2026-12-24", (rest, today) => Arguments.Date(rest, today, date => new Command.PauseCohort(date))),
        new("resume cohort", "resume cohort", "end the cohort's break", true, "resume cohort", Arguments.None(new Command.ResumeCohort())),
        new("skip today", "skip today", "no lesson today", true, "skip today", Arguments.None(new Command.SkipToday())),
        new("status", "status", "what came last, what comes next", true, "status", Arguments.None(new Command.Status())),
    ];
}
