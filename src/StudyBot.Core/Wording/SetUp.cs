using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Curricula;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>The bot came to a channel.</summary>
    public static Card Greeting() => Card.Of(
        Headed("Hello, I am StudyBot"),
        Sentence("Each study day I post a lesson here with one thing to do. You reply ", Typed("done"), ", and I keep the streaks and a weekly summary."),
        Choose(new Button("Set up a cohort", "setup", Primary: true), new Button("What can I say?", "help")));

    /// <summary>The bot came back to a channel whose cohort had stopped.</summary>
    public static Card GreetingAgain(Cohort cohort) =>
        Tell([$"I am here again. {Stood(cohort)}. A lead can say ", Typed("@StudyBot resume cohort"), " to start it again."]);

    /// <param name="curricula">Those that can be chosen.</param>
    /// <param name="values">What stands in the fields, by name: the defaults, or what was sent.</param>
    /// <param name="errors">A sentence for each field that was sent wrong, by name.</param>
    public static Card SetUpForm(
        IReadOnlyList<CurriculumVersion> curricula,
        IReadOnlyDictionary<string, string> values,
        IReadOnlyDictionary<string, string> errors)
    {
        Field Ask(string name, string label, FieldKind kind, string? hint = null, bool optional = false, IReadOnlyList<Choice>? choices = null) =>
            new(name, label, kind, values.GetValueOrDefault(name), choices, hint, errors.GetValueOrDefault(name), optional);

        return CardOf(
            Headed("Set up a cohort"),
            errors.Count > 0 ? Sentence($"Nearly there: {Many.Of(errors.Count, "field")} to look at again.") : null,
            new Part.Form(SetUpFields.Form, "Start the cohort", [
                Ask(SetUpFields.Curriculum, "Plan", FieldKind.Choice, choices: [.. curricula.Select(c => new Choice(c.Name, $"{c.Title} ({Many.Of(c.Lessons, "lesson")}{(curricula.Count(o => o.Title == c.Title) > 1 ? $", {c.Name}" : "")})"))]),
                Ask(SetUpFields.File, "Or a plan of your own", FieldKind.File, "A Markdown file; it is used in place of the plan above.", optional: true),
                Ask(SetUpFields.Start, "First day", FieldKind.Date),
                Ask(SetUpFields.Time, "Lesson time", FieldKind.Time),
                Ask(SetUpFields.Zone, "Time zone", FieldKind.Text, "For example Europe/Berlin."),
                Ask(SetUpFields.Days, "Study days", FieldKind.Text, "For example mon-fri, or mon,wed,fri."),
                Ask(SetUpFields.Holidays, "Holidays", FieldKind.Text, "Dates without a lesson, such as 2026-12-24, 2026-12-25.", optional: true),
                Ask(SetUpFields.Nudge, "Nudge time", FieldKind.Text, "For example 18:00, or off.", optional: true),
                Ask(SetUpFields.Summary, "Weekly summary", FieldKind.Text, "For example fri 17:00, or off.", optional: true),
                Ask(SetUpFields.Notes, "Notes in check-ins", FieldKind.Choice, choices: [new("off", "Do not keep them"), new("on", "Keep them")]),
            ]));
    }

    /// <param name="opens">When lesson 1 comes.</param>
    public static Card SetUpDone(Cohort cohort, Lesson first, Instant opens, Instant now) => CardOf([
        Headed($"{cohort.Curriculum.Title} is set up"),
        Sentence($"Day 1 comes {(opens > now ? $"on {When.Moment(opens, cohort.Schedule.Zone, now)}" : "now")}. This is what it holds:"),
        .. Body(first),
        new Part.Facts([.. FactsOf(cohort)]),
        NudgesWithoutRoom(cohort.Schedule) is { } nudges ? new Part.Paragraph(nudges) : null,
    ]);

    public static Card AlreadyRunning(Cohort cohort, Instant now) => cohort switch
    {
        { Broken: { } reason, IsFinished: false } => Tell([$"{Stood(cohort)}: {reason}. ", .. HowToGoOn(reason)]),
        { IsFinished: true, Posted: [.., var last] } when now <= last.GraceEnd =>
            Tell($"{cohort.Curriculum.Title} still counts day {last.Day} until {When.Moment(last.GraceEnd, cohort.Schedule.Zone)}. The next plan can be set up here once that and its last summary are over."),
        { IsFinished: true } => Tell($"{cohort.Curriculum.Title} waits for its last summary. The next plan can be set up here once that has come; ", Typed("summary off"), " ends the wait."),
        _ => Tell(
            $"{cohort.Curriculum.Title} {(cohort.Day == 0 ? "is set up here and has not started yet" : $"is running here, at day {cohort.Day} of {cohort.Curriculum.Lessons}")}, and a channel has one cohort at a time. ",
            Typed("settings"), " shows it."),
    };

    private static string Stood(Cohort cohort) => $"{cohort.Curriculum.Title} has stopped posting {(cohort.Day == 0 ? "before its first lesson" : $"at day {cohort.Day} of {cohort.Curriculum.Lessons}")}";

    /// <summary>Where a platform lets people ask for a cohort in a channel that the bot is not in.</summary>
    public static string InviteMeFirst() => "I am not in this channel yet. Say /invite @StudyBot there first, then send this again.";

    /// <summary>Where a platform lets people ask for a cohort in a conversation that is no channel.</summary>
    public static string CohortsLiveInChannels() => "A cohort needs a channel, and this is a group message. Invite me to a channel and send this from there.";

    /// <summary>The platform did not say in time whether somebody is a guest.</summary>
    public static string WhoAreYou() => "I could not find out in time who you are here. Send this again in a moment.";

    public static string NoPlanChosen() => "Choose a plan, or add a file of your own.";

    public static string PlanHasErrors(IReadOnlyList<Diagnostic> errors)
    {
        var first = errors[0].Line > 0 ? $"Line {errors[0].Line}: {errors[0].Message}" : errors[0].Message;
        return errors.Count == 1 ? first : $"{first} ({Many.Of(errors.Count - 1, "more error")} further down.)";
    }

    public static string FileNotRead() => "I could not read the file. Add it again, or choose a plan above.";

    public static string FileTooLarge() => "The file is larger than 1 MB. Split the plan, or leave pictures out.";

    public static string FileNotText() => "The file is not UTF-8 text. Save it as Markdown in UTF-8, and add it again.";

    public static string NotADate() => "Give a date such as 2026-12-01.";

    public static string StartIsOver() => "That date is in the past. Choose today or a later one.";

    public static string NotATime() => "Give a time such as 09:00.";

    public static string NotATimeOrOff() => "Give a time such as 18:00, or off.";

    public static string NotAZone() => "Give a zone such as Europe/Berlin or America/New_York.";

    public static string NotDays() => "Give weekdays such as mon-fri or mon,wed,fri.";

    public static string NotHolidays() => "Give dates with commas between them, such as 2026-12-24, 2026-12-25.";

    public static string NotASummary() => "Give a day and a time such as fri 17:00, a time alone, or off.";
}
