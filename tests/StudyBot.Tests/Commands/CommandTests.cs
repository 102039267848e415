using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Wording;

namespace StudyBot.Tests.Commands;

/// <summary>Words to the bot, read on Tuesday 24 November 2026. Another way to say something is a line in one of these tables.</summary>
public class CommandTests
{
    private static readonly LocalDate Tuesday = new(2026, 11, 24);
    private static readonly LocalDate ChristmasEve = new(2026, 12, 24);
    private static readonly StudyDays MonWedFri = StudyDays.Monday | StudyDays.Wednesday | StudyDays.Friday;

    private static readonly (string Said, Command Means)[] Understood =
    [
        ("undo", new Command.Undo(null)),
        ("undo 4", new Command.Undo(4)),
        ("undo day 4", new Command.Undo(4)),
        ("undo lesson #4", new Command.Undo(4)),
        ("not done 4", new Command.Undo(4)),
        ("move 6 to 5", new Command.Move(6, 5)),
        ("move day 6 to day 5", new Command.Move(6, 5)),
        ("move #6 to #5", new Command.Move(6, 5)),
        ("move 6 -> 5", new Command.Move(6, 5)),
        ("today", new Command.Today()),
        ("lesson 3", new Command.ShowLesson(3)),
        ("lesson #3", new Command.ShowLesson(3)),
        ("lesson day 3", new Command.ShowLesson(3)),
        ("day 3", new Command.ShowLesson(3)),
        ("next", new Command.Next()),
        ("next lesson", new Command.Next()),
        ("When is the next lesson?", new Command.Next()),
        ("when's the next lesson", new Command.Next()),
        ("open", new Command.Open()),
        ("week", new Command.Week()),
        ("me", new Command.Me()),
        ("streak", new Command.Me()),
        ("my streak", new Command.Me()),
        ("what's my streak?", new Command.Me()),
        ("What’s my streak", new Command.Me()),
        ("what is my streak?", new Command.Me()),
        ("how am I doing?", new Command.Me()),
        ("stats", new Command.Me()),
        ("why", new Command.Why()),
        ("why?", new Command.Why()),
        ("leaderboard", new Command.Leaderboard(ThisWeek: true)),
        ("leaderboard week", new Command.Leaderboard(ThisWeek: true)),
        ("leaderboard this week", new Command.Leaderboard(ThisWeek: true)),
        ("leaderboard all", new Command.Leaderboard(ThisWeek: false)),
        ("board all", new Command.Leaderboard(ThisWeek: false)),
        ("standings", new Command.Leaderboard(ThisWeek: true)),
        ("lb", new Command.Leaderboard(ThisWeek: true)),
        ("links", new Command.Links()),
        ("join", new Command.Join()),
        ("leave", new Command.Leave()),
        ("pause until 2026-12-24", new Command.PauseUntil(ChristmasEve)),
        ("pause until 24 Dec", new Command.PauseUntil(ChristmasEve)),
        ("pause until 24 December", new Command.PauseUntil(ChristmasEve)),
        ("pause until Dec 24", new Command.PauseUntil(ChristmasEve)),
        ("pause until december 24th", new Command.PauseUntil(ChristmasEve)),
        ("pause until 24th Dec, 2026", new Command.PauseUntil(ChristmasEve)),
        ("pause until Dec 24, 2026", new Command.PauseUntil(ChristmasEve)),
        ("pause until 1st Jan", new Command.PauseUntil(new(2027, 1, 1))),
        ("pause until 24 Nov", new Command.PauseUntil(Tuesday)),
        ("pause until 23 Nov", new Command.PauseUntil(new(2027, 11, 23))),
        ("pause until 29 Feb", new Command.PauseUntil(new(2028, 2, 29))),
        ("pause until today", new Command.PauseUntil(Tuesday)),
        ("pause until tomorrow", new Command.PauseUntil(new(2026, 11, 25))),
        ("pause until friday", new Command.PauseUntil(new(2026, 11, 27))),
        ("pause until Fri", new Command.PauseUntil(new(2026, 11, 27))),
        ("pause until tuesday", new Command.PauseUntil(new(2026, 12, 1))),
        ("back", new Command.Back()),
        ("I'm back", new Command.Back()),
        ("unpause", new Command.Back()),
        ("I’m back!", new Command.Back()),
        ("remind me", new Command.Remind(null)),
        ("remind me later", new Command.Remind(null)),
        ("remind me at 15:00", new Command.Remind(new(15, 0))),
        ("remind me 15:00", new Command.Remind(new(15, 0))),
        ("remind me at 9am", new Command.Remind(new(9, 0))),
        ("mute", new Command.Mute()),
        ("unmute", new Command.Unmute()),
        ("hide me", new Command.Hide()),
        ("show me", new Command.Show()),
        ("my data", new Command.MyData()),
        ("forget me", new Command.ForgetMe(Sure: false)),
        ("forget me now", new Command.ForgetMe(Sure: true)),
        ("keep", new Command.Keep()),
        ("settings", new Command.Settings()),
        ("help", new Command.Help()),
        ("?", new Command.Help()),
        ("hello", new Command.Help()),
        ("hi", new Command.Help()),
        ("commands", new Command.Help()),
        ("", new Command.Help()),
        ("setup", new Command.Setup()),
        ("set up", new Command.Setup()),
        ("lead @ben", new Command.Lead(new("ben"), Off: false)),
        ("lead ben", new Command.Lead(new("ben"), Off: false)),
        ("lead @ben off", new Command.Lead(new("ben"), Off: true)),
        ("lead <@U123>", new Command.Lead(new("U123", ""), Off: false)),
        ("lead <@U123|ben> OFF", new Command.Lead(new("U123", "ben"), Off: true)),
        ("lead Ana Maria", new Command.Lead(new("Ana Maria"), Off: false)),
        ("curriculum", new Command.UseCurriculum(null)),
        ("curriculum month-3", new Command.UseCurriculum("month-3")),
        ("excuse @ben 4", new Command.Excuse(new("ben"), 4, Off: false)),
        ("excuse ben day 4", new Command.Excuse(new("ben"), 4, Off: false)),
        ("excuse Ana Maria lesson #4", new Command.Excuse(new("Ana Maria"), 4, Off: false)),
        ("excuse <@U123> 4", new Command.Excuse(new("U123", ""), 4, Off: false)),
        ("excuse @ben 4 off", new Command.Excuse(new("ben"), 4, Off: true)),
        ("excuse <@U123|ben> day 4 OFF", new Command.Excuse(new("U123", "ben"), 4, Off: true)),
        ("notes on", new Command.Notes(On: true)),
        ("notes OFF", new Command.Notes(On: false)),
        ("start 2026-12-24", new Command.Start(ChristmasEve)),
        ("start tomorrow", new Command.Start(new(2026, 11, 25))),
        ("time 9:00", new Command.Time(new(9, 0))),
        ("time 09:00", new Command.Time(new(9, 0))),
        ("time 09.00", new Command.Time(new(9, 0))),
        ("time 9am", new Command.Time(new(9, 0))),
        ("time 9 AM", new Command.Time(new(9, 0))),
        ("time 5:30 p.m.", new Command.Time(new(17, 30))),
        ("time 12am", new Command.Time(new(0, 0))),
        ("time 12pm", new Command.Time(new(12, 0))),
        ("time at 9:00", new Command.Time(new(9, 0))),
        ("zone Europe/Berlin", new Command.Zone("Europe/Berlin")),
        ("zone europe/berlin", new Command.Zone("Europe/Berlin")),
        ("zone america/new york", new Command.Zone("America/New_York")),
        ("zone utc", new Command.Zone("UTC")),
        ("days mon-fri", new Command.Days(StudyDays.Weekdays)),
        ("days Mon - Fri", new Command.Days(StudyDays.Weekdays)),
        ("days monday to friday", new Command.Days(StudyDays.Weekdays)),
        ("days mon–fri", new Command.Days(StudyDays.Weekdays)),
        ("days weekdays", new Command.Days(StudyDays.Weekdays)),
        ("days tues,weds,thurs", new Command.Days(StudyDays.Tuesday | StudyDays.Wednesday | StudyDays.Thursday)),
        ("days mons and fris", new Command.Days(StudyDays.Monday | StudyDays.Friday)),
        ("days mon, mon-tue", new Command.Days(StudyDays.Monday | StudyDays.Tuesday)),
        ("notes yes", new Command.Notes(true)),
        ("notes no", new Command.Notes(false)),
        ("leaderboard all lessons", new Command.Leaderboard(ThisWeek: false)),
        ("time 1am", new Command.Time(new(1, 0))),
        ("time 23:59", new Command.Time(new(23, 59))),
        ("lesson\u00013", new Command.ShowLesson(3)),
        ("lead ben>", new Command.Lead(new("ben>"), Off: false)),
        ("days weekends", new Command.Days(StudyDays.Saturday | StudyDays.Sunday)),
        ("days daily", new Command.Days(StudyDays.EveryDay)),
        ("days every day", new Command.Days(StudyDays.EveryDay)),
        ("days mon,wed,fri", new Command.Days(MonWedFri)),
        ("days Mon, Wed and Fri", new Command.Days(MonWedFri)),
        ("days mon wed fri", new Command.Days(MonWedFri)),
        ("days sat-mon", new Command.Days(StudyDays.Saturday | StudyDays.Sunday | StudyDays.Monday)),
        ("holiday 2026-12-24", new Command.Holiday(ChristmasEve, Off: false)),
        ("holiday 24 Dec", new Command.Holiday(ChristmasEve, Off: false)),
        ("holiday 24 Dec off", new Command.Holiday(ChristmasEve, Off: true)),
        ("holiday 2026-12-24 OFF", new Command.Holiday(ChristmasEve, Off: true)),
        ("nudge 18:00", new Command.Nudge(new(18, 0))),
        ("nudge off", new Command.Nudge(null)),
        ("summary fri 16:00", new Command.Summary(new(IsoDayOfWeek.Friday, new(16, 0)))),
        ("summary Friday at 4pm", new Command.Summary(new(IsoDayOfWeek.Friday, new(16, 0)))),
        ("summary 16:00", new Command.Summary(new(null, new(16, 0)))),
        ("summary off", new Command.Summary(null)),
        ("summary now", new Command.SummaryNow()),
        ("pause cohort until 2026-12-24", new Command.PauseCohort(ChristmasEve)),
        ("resume cohort", new Command.ResumeCohort()),
        ("skip today", new Command.SkipToday()),
        ("status", new Command.Status()),
    ];

    private static readonly (string Said, string? Nearest, string? Problem)[] NotUnderstood =
    [
        // Unknown: the nearest command, where one is near.
        ("leaderbord", "leaderboard [week|all]", null),
        ("laederboard", "leaderboard [week|all]", null),
        ("leader", "leaderboard [week|all]", null),
        ("todya", "today", null),
        ("mo", "me", null),
        ("nxt", "next", null),
        ("stting", "settings", null),
        ("pause", "pause until DATE", null),
        ("pause till friday", "pause until DATE", null),
        ("pause for a week", "pause until DATE", null),
        ("pause cohort", "pause cohort until DATE", null),
        ("pause cohort 2026-12-24", "pause cohort until DATE", null),
        ("remind", "remind me [at HH:MM]", null),
        ("forget", "forget me", null),
        ("hide", "hide me", null),
        ("skip", "skip today", null),
        ("resume the cohort", "resume cohort", null),
        ("me too", "me", null),
        ("today please", "today", null),
        ("help me out", "help", null),
        ("helo", "help", null),
        ("done-ish", "done [DAY]", null),
        ("done I think", "done [DAY]", null),
        ("done?", "done [DAY]", null),
        ("I'm done", "done [DAY]", null),
        ("show me the leaderboard", "leaderboard [week|all]", null),
        ("show me leaderboard week", "leaderboard [week|all]", null),
        ("show me my streak", "me", null),
        ("Show me this week", "week", null),
        ("show me in the tables", null, null),
        ("hide me please", "hide me", null),
        ("what is the weather like", null, null),
        ("🍕", null, null),
        ("!", null, null),
        ("<!channel>", null, null),

        // Malformed: what is wrong, and how it is said.
        ("undo four", "undo [DAY]", Problems.Day),
        ("undo 4 and 5", "undo [DAY]", Problems.Day),
        ("move", "move DAY to DAY", Problems.Move),
        ("move 6", "move DAY to DAY", Problems.Move),
        ("lesson", "lesson DAY", Problems.Day),
        ("lesson three", "lesson DAY", Problems.Day),
        ("lesson 3/4", "lesson DAY", Problems.Day),
        ("leaderboard everyone", "leaderboard [week|all]", Problems.WeekOrAll),
        ("pause until", "pause until DATE", Problems.Date),
        ("pause until soon", "pause until DATE", Problems.Date),
        ("pause until 2026-02-30", "pause until DATE", Problems.Date),
        ("pause until 30 Feb", "pause until DATE", Problems.Date),
        ("pause until 24/12/2026", "pause until DATE", Problems.AmbiguousDate),
        ("remind me at noon", "remind me [at HH:MM]", Problems.Time),
        ("remind me at 9", "remind me [at HH:MM]", Problems.Time),
        ("forget me please", "forget me", Problems.Forget),
        ("lead", "lead @PERSON [off]", Problems.Person),
        ("lead @", "lead @PERSON [off]", Problems.Person),
        ("lead off", "lead @PERSON [off]", Problems.Person),
        ("excuse", "excuse @PERSON DAY [off]", Problems.Person),
        ("excuse 4", "excuse @PERSON DAY [off]", Problems.Person),
        ("excuse day 4", "excuse @PERSON DAY [off]", Problems.Person),
        ("excuse off", "excuse @PERSON DAY [off]", Problems.Person),
        ("excuse @ 4", "excuse @PERSON DAY [off]", Problems.Person),
        ("excuse ana", "excuse @PERSON DAY [off]", Problems.Day),
        ("excuse Ana Maria", "excuse @PERSON DAY [off]", Problems.Day),
        ("excuse @ben off", "excuse @PERSON DAY [off]", Problems.Day),
        ("excuse @ben", "excuse @PERSON DAY [off]", Problems.Day),
        ("notes maybe", "notes on|off", Problems.OnOrOff),
        ("start soon", "start DATE", Problems.Date),
        ("time", "time HH:MM", Problems.Time),
        ("time 25:00", "time HH:MM", Problems.Time),
        ("time 9:60", "time HH:MM", Problems.Time),
        ("time 13pm", "time HH:MM", Problems.Time),
        ("time 9", "time HH:MM", Problems.Time),
        ("zone Mars", "zone AREA/CITY", Problems.Zone),
        ("zone berlin", "zone AREA/CITY", Problems.ZoneLike(["Europe/Berlin"])),
        ("zone ulu", "zone AREA/CITY", Problems.ZoneLike(["Etc/Zulu", "Pacific/Honolulu", "Zulu"])),
        ("zone lu", "zone AREA/CITY", Problems.Zone),
        ("days", "days mon-fri", Problems.Days),
        ("days moonday", "days mon-fri", Problems.Days),
        ("holiday whenever", "holiday DATE [off]", Problems.Date),
        ("holiday off", "holiday DATE [off]", Problems.Date),
        ("nudge evening", "nudge HH:MM|off", Problems.TimeOrOff),
        ("summary someday 16:00", "summary [WEEKDAY] HH:MM|off", Problems.Summary),
        ("pause cohort until", "pause cohort until DATE", Problems.Date),
    ];

    public static TheoryData<string> Sayable => [.. Understood.Select(row => row.Said)];

    public static TheoryData<string> Unsayable => [.. NotUnderstood.Select(row => row.Said)];

    public static TheoryData<string> Commands => [.. CommandCatalog.All.Select(entry => entry.Words)];

    [Theory]
    [MemberData(nameof(Sayable))]
    public void Words_are_read_as_the_command_they_mean(string said)
    {
        var means = Understood.Single(row => row.Said == said).Means;
        foreach (var way in Ways(said)) Assert.Equal(new Parsed.Ok(means), CommandGrammar.Read(way, Tuesday));
    }

    [Theory]
    [MemberData(nameof(Unsayable))]
    public void What_is_not_understood_is_named_with_the_nearest_command(string said)
    {
        var (_, nearest, problem) = NotUnderstood.Single(row => row.Said == said);
        var unknown = Assert.IsType<Parsed.Unknown>(CommandGrammar.Read(said, Tuesday));
        Assert.Equal((nearest, problem), (unknown.Nearest, unknown.Problem));
        Assert.Equal(said.TrimEnd('?'), unknown.Word);

        var answer = PlainText.Render(Say.Unknown(unknown));
        // What says done in some way is known, and not told back as if it were not.
        if (nearest != "done [DAY]") Assert.Contains(unknown.Word, answer);
        Assert.Contains(nearest ?? "help", answer);
        Assert.DoesNotContain('\n', answer);
    }

    [Fact]
    public void Too_many_lessons_at_once_are_no_command() => Assert.Equal(new Parsed.TooMany(8), CommandGrammar.Read("done 1-8", Tuesday));

    [Fact]
    public void A_mention_is_shown_as_people_see_it() =>
        Assert.Equal("hug @Ben Bo", Assert.IsType<Parsed.Unknown>(CommandGrammar.Read("hug <@29:1x|Ben Bo>", Tuesday)).Word);

    [Theory]
    [InlineData("stop", AsideKind.Stop)]
    [InlineData("unsubscribe", AsideKind.Stop)]
    [InlineData("quit", AsideKind.Stop)]
    [InlineData("resume", AsideKind.Resume)]
    [InlineData("thanks", AsideKind.Thanks)]
    [InlineData("thank you", AsideKind.Thanks)]
    [InlineData("not done yet", AsideKind.NotYet)]
    [InlineData("ok", AsideKind.Nod)]
    [InlineData("👍", AsideKind.Nod)]
    [InlineData(":+1:", AsideKind.Nod)]
    public void What_is_said_beside_the_commands_is_known_too(string said, AsideKind kind)
    {
        foreach (var way in Ways(said)) Assert.Equal(new Parsed.Aside(kind), CommandGrammar.Read(way, Tuesday));
    }

    [Theory]
    [InlineData("I'm done", "")]
    [InlineData("💪 done", "")]
    [InlineData("finished both", "")]
    [InlineData("done 1/30", "")]
    [InlineData("I finished day 4", "4")]
    [InlineData("done 4 I guess", "4")]
    [InlineData("am I done?", null)]
    [InlineData("leaderbord", null)]
    public void What_is_nearly_a_check_in_is_told_apart(string said, string? days) => Assert.Equal(
        days, Assert.IsType<Parsed.Unknown>(CommandGrammar.Read(said, Tuesday)).Nearly is { } nearly ? string.Join(' ', nearly) : null);

    /// <summary>Whatever is new in the catalog is tried in every way people say things.</summary>
    [Theory]
    [MemberData(nameof(Commands))]
    public void An_example_can_be_said_as_it_stands(string words)
    {
        var example = CommandCatalog.All.Single(entry => entry.Words == words).Example;
        var plain = Assert.IsType<Parsed.Ok>(CommandGrammar.Read(example, Tuesday)).Command;
        if (plain is Command.Done) return;
        Assert.StartsWith(words, example, StringComparison.Ordinal);
        foreach (var way in Ways(example)) Assert.Equal(new Parsed.Ok(plain), CommandGrammar.Read(way, Tuesday));
    }

    [Fact]
    public void Every_command_there_is_stands_in_the_catalog()
    {
        var said = CommandCatalog.All.Select(entry => ((Parsed.Ok)CommandGrammar.Read(entry.Example, Tuesday)).Command.GetType().Name);
        Assert.Equal(typeof(Command).GetNestedTypes().Where(type => !type.IsAbstract).Select(type => type.Name).Order(), said.Distinct().Order());
    }

    [Fact]
    public void The_table_above_says_every_command()
    {
        var said = Understood.Select(row => row.Means.GetType().Name).Append(nameof(Command.Done));
        Assert.Equal(typeof(Command).GetNestedTypes().Where(type => !type.IsAbstract).Select(type => type.Name).Order(), said.Distinct().Order());
    }

    [Fact]
    public void The_readme_tells_every_command()
    {
        // A checkout without its README has nothing to compare; no test may be skipped for it.
        if (!File.Exists(Repository.PathOf("README.md"))) return;
        var text = File.ReadAllText(Repository.PathOf("README.md"));
        Assert.All(CommandCatalog.All, entry => Assert.Matches($@"`{System.Text.RegularExpressions.Regex.Escape(entry.Words)}\b", text));
    }

    [Fact]
    public void What_is_shown_of_what_was_said_stays_short()
    {
        var unknown = Assert.IsType<Parsed.Unknown>(CommandGrammar.Read("lesson " + new string('x', 300) + "💪", Tuesday));
        Assert.InRange(unknown.Word.Length, 1, 62);
    }

    private static IEnumerable<string> Ways(string said) =>
    [
        said,
        $"  {said.Replace(" ", "   ")}  ",
        said.Replace(' ', '\u00A0'),
        $"@StudyBot {said}",
        $"@studybot: {said}",
        $"/study {said}",
        .. said.Length > 0 ? [$"{said}!"] : Array.Empty<string>(),
        .. said.Contains('/') || said.Contains('@') || said.Contains("curriculum") || said.Contains("Ana") || said.Contains("ben") ? Array.Empty<string>() : [said.ToUpperInvariant(), said.ToLowerInvariant()],
    ];
}
