using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Wording;
using static StudyBot.Tests.Wording.Sample;

namespace StudyBot.Tests.Wording;

/// <summary>Everything the bot can say, said once: what the snapshots show and the rules of wording are held against.
/// A new sentence gets a line here.</summary>
/// <param name="Theme">The snapshot it stands in.</param>
/// <param name="Name">The method of <see cref="Say"/>, and after a dot which of its cases.</param>
public sealed record Spoken(string Theme, string Name, Card Card)
{
    /// <param name="name">What people and lessons are called, for names that mean harm.</param>
    public static IEnumerable<Spoken> All(string name) =>
    [
        .. Under("lessons", [
            (nameof(Say.Lesson), Say.Lesson(Plan, Six, new(5, 8))),
            ("Lesson. nobody yet", Say.Lesson(Plan, Plan.Find(1)!, null)),
            ("Lesson. nobody done", Say.Lesson(Plan, Plan.Find(2)!, new(0, 8))),
            ("Lesson. everybody done", Say.Lesson(Plan, Plan.Find(3)!, new(8, 8))),
            ("Lesson. buttons first", Say.Lesson(Plan, Plan.Find(4)!, new(0, 8), buttonsFirst: true)),
            ("Lesson. buttons first, nobody yet", Say.Lesson(Plan, Plan.Find(5)!, null, buttonsFirst: true)),
            ("Lesson. without any words", Say.Lesson(new(name, []), new(1, 0, null, null, null, null, null, null, false, [], []), null)),
            ("Lesson. by a hostile author", Say.Lesson(new(name, []), new(1, 1, name, name, name, name, name, name, true, [new(name, name, 1, "https://a.example/")], [new(name, name, [name])]), null)),
            (nameof(Say.LessonAgain), Say.LessonAgain(Plan, Six, PostedSix, null, Now, Berlin)),
            ("LessonAgain. done", Say.LessonAgain(Plan, Six, PostedSix, CheckInClass.Grace, Now, Berlin)),
            ("LessonAgain. in grace", Say.LessonAgain(Plan, Six, PostedSix, null, PostedSix.Due + Duration.FromMinutes(1), Berlin)),
            ("LessonAgain. long open", Say.LessonAgain(Plan, Plan.Find(1)!, Bakers.Lesson(1)!, null, Now, Berlin)),
            (nameof(Say.LessonAhead), Say.LessonAhead(Plan, Plan.Find(7)!, Now + Duration.FromHours(20), Berlin, mayBeDone: true)),
            ("LessonAhead. further", Say.LessonAhead(Plan, Plan.Find(7)!, null, Berlin, mayBeDone: false)),
            (nameof(Say.NoNextLesson), Say.NoNextLesson(Plan.Title)),
        ]),
        .. Under("reaching", [
            (nameof(Say.HearTest), Card.Of(Say.HearTest())),
            (nameof(Say.HowToConsent), Say.HowToConsent(Plan.Title)),
            (nameof(Say.OnlyOwnersSetUp), Say.OnlyOwnersSetUp()),
            (nameof(Say.CannotWriteToYou), Say.CannotWriteToYou(name)),
            (nameof(Say.Noted), Card.Line(Say.Noted())),
        ]),
        .. Under("receipts", [
            (nameof(Say.Receipt), Card.Line(Say.Receipt(6, CheckInClass.OnTime, 4))),
            ("Receipt. grace", Card.Line(Say.Receipt(6, CheckInClass.Grace, 4))),
            ("Receipt. freeze earned", Card.Line(Say.Receipt(7, CheckInClass.OnTime, 7, freezeEarned: true))),
            ("Receipt. late", Card.Line(Say.Receipt(6, CheckInClass.Late, 2))),
            ("Receipt. late, streak over", Card.Line(Say.Receipt(6, CheckInClass.Late, 0))),
            (nameof(Say.AlreadyCounted), Card.Line(Say.AlreadyCounted(6, CheckInClass.OnTime))),
            (nameof(Say.WasItTheOneBefore), Say.WasItTheOneBefore(6, 5)),
            (nameof(Say.AlmostDone), Say.AlmostDone(6)),
            (nameof(Say.Moved), Say.Moved(6, 5, CheckInClass.Grace)),
            (nameof(Say.Kept), Say.Kept()),
            (nameof(Say.Withdrawn), Say.Withdrawn([5, 6])),
            (nameof(Say.NothingToUndo), Say.NothingToUndo(6)),
            ("NothingToUndo. bare", Say.NothingToUndo(null)),
            (nameof(Say.TooLateToUndo), Say.TooLateToUndo(6, Now, Berlin)),
            (nameof(Say.AskBeforeWithdrawing), Say.AskBeforeWithdrawing([5, 6])),
            (nameof(Say.Class), Card.Line($"{Say.Class(CheckInClass.OnTime)}, {Say.Class(CheckInClass.Grace)}, {Say.Class(CheckInClass.Late)}.")),
        ]),
        .. Under("refusals", [
            (nameof(Say.Refused), Say.Refused([Say.NoSuchLesson(40, 30)], [5])),
            (nameof(Say.NotYet), Say.Refused([Say.NotYet(9, 6)])),
            (nameof(Say.NoSuchLesson), Say.Refused([Say.NoSuchLesson(0, 30)])),
            (nameof(Say.NothingPosted), Say.Refused([Say.NothingPosted(Now, Berlin)])),
            ("NothingPosted. no time known", Say.Refused([Say.NothingPosted(null, Berlin)])),
            (nameof(Say.TooMany), Say.Refused([Say.TooMany(12)])),
        ]),
        .. Under("finish", [
            (nameof(Say.Finish), Say.Finish(name, Plan, new(7, 7, 1, 7, 6, 1, 0, []), [new(name, 2, "https://ana.example/rolls"), new(name, 6, "https://ana.example/loaf")])),
            ("Finish. some still open", Say.Finish(name, Plan, Halfway, [])),
        ]),
        .. Under("nudges", [
            (nameof(Say.Nudge), Say.Nudge(Plan.Title, Six, PostedSix, Halfway, new(5, 8), Berlin)),
            ("Nudge. no streak yet", Say.Nudge(Plan.Title, Six, PostedSix, Halfway with { Current = 0 }, null, Berlin)),
            (nameof(Say.AskToPause), Say.AskToPause(Plan.Title, new(2026, 12, 1))),
            (nameof(Say.Reminder), Say.Reminder(Plan.Title, Six, PostedSix, Berlin)),
        ]),
        .. Under("leaderboards", [
            (nameof(Say.Leaderboard), Say.Leaderboard(Plan.Title, thisWeek: true, Table(name), 8)),
            ("Leaderboard. all lessons, empty", Say.Leaderboard(Plan.Title, thisWeek: false, [], 0)),
        ]),
        .. Under("summaries", [
            (nameof(Say.Summary), Say.Summary(Review(name), Berlin)),
            ("Summary. quiet week", Say.Summary(Review(name) with { Table = [], Cheers = [], Links = [], BlogIdea = null, NextOpens = null, Lessons = [new(Six, new(0, 0))] }, Berlin)),
            ("Summary. the last", Say.Summary(Review(name) with { Next = null, NextOpens = null, Finishers = [name, "Bo"] }, Berlin)),
            ("Summary. the last, nobody through", Say.Summary(Review(name) with { Next = null, NextOpens = null }, Berlin)),
        ]),
        .. Under("progress", [
            (nameof(Say.Me), Say.Me(name, Bakers, Halfway, [5, 6], 2)),
            ("Me. all done, in no table", Say.Me(name, Bakers, Halfway, [], null)),
            (nameof(Say.Why), Say.Why(Halfway)),
            ("Why. every state", Say.Why(Halfway with { Units = [.. EveryUnit()] })),
            ("Why. nothing yet", Say.Why(Halfway with { Current = 0, Units = [] })),
            (nameof(Say.Open), Say.Open([(Plan.Find(1)!, Bakers.Lesson(1)!), (Six, PostedSix)], Now, Berlin)),
            ("Open. nothing", Say.Open([], Now, Berlin)),
            (nameof(Say.Week), Say.Week(Plan, Bakers, Member(name))),
            ("Week. before the first lesson", Say.Week(Plan, Bakers with { Posted = [] }, null)),
            (nameof(Say.Links), Say.Links(Plan.Title, [new(name, 2, "https://ana.example/rolls"), new("Bo", 6, "https://bo.example/loaf")])),
            ("Links. none", Say.Links(Plan.Title, [])),
        ]),
        .. Under("settings", [
            (nameof(Say.Settings), Say.Settings(Bakers, Member(name))),
            ("Settings. rare ones, no member", Say.Settings(Bakers with { NotesAllowed = true, Schedule = Rare() }, null)),
            (nameof(Say.Status), Say.Status(Bakers, Now + Duration.FromHours(20), Delivered(DeliveryState.Sent) with { MessageId = PostedSix.MessageId }, 8)),
            ("Status. before the start", Say.Status(Bakers with { Posted = [] }, Now, null, 0)),
            ("Status. trying", Say.Status(Bakers, null, Delivered(DeliveryState.Claimed) with { Attempts = 3 }, 1)),
            ("Status. waiting", Say.Status(Bakers, null, Delivered(DeliveryState.Claimed) with { Attempts = 1, Reason = "rate limited", NextTry = Now }, 1)),
            ("Status. stopped", Say.Status(Bakers with { Broken = "channel archived" }, null, Delivered(DeliveryState.Failed) with { Reason = "channel archived" }, 8)),
        ]),
        .. Under("members", [
            (nameof(Say.Joined), Say.Joined(Plan.Title, 6)),
            ("Joined. before the first lesson", Say.Joined(Plan.Title, null)),
            (nameof(Say.AlreadyJoined), Say.AlreadyJoined(Plan.Title)),
            (nameof(Say.NotJoined), Say.NotJoined(Plan.Title)),
            (nameof(Say.Left), Say.Left(Plan.Title)),
            (nameof(Say.Paused), Say.Paused(new(2026, 12, 1))),
            (nameof(Say.PauseIsOver), Say.PauseIsOver(new(2026, 11, 20), new(2026, 11, 24))),
            (nameof(Say.Back), Say.Back()),
            (nameof(Say.NotPaused), Say.NotPaused()),
            (nameof(Say.Muted), Say.Muted()),
            (nameof(Say.Unmuted), Say.Unmuted()),
            (nameof(Say.Hidden), Say.Hidden()),
            (nameof(Say.Shown), Say.Shown()),
            (nameof(Say.RemindAt), Say.RemindAt(6, Now, Berlin)),
            (nameof(Say.TooLateToRemind), Say.TooLateToRemind(new(8, 0))),
            (nameof(Say.NothingToRemind), Say.NothingToRemind(6)),
            ("NothingToRemind. before the first lesson", Say.NothingToRemind(null)),
        ]),
        .. Under("leads", [
            (nameof(Say.LeadsOnly), Say.LeadsOnly([name, "Bo"])),
            ("LeadsOnly. names unknown", Say.LeadsOnly([])),
            (nameof(Say.SettingsChanged), Say.SettingsChanged(Say.TimeSet(new(8, 30)), Now + Duration.FromHours(20), Berlin)),
            ("SettingsChanged. nothing to come", Say.SettingsChanged(Say.NudgeSet(null), null, Berlin)),
            (nameof(Say.StartSet), Card.Line(Say.StartSet(new(2026, 12, 1)))),
            (nameof(Say.TimeSet), Card.Line(Say.TimeSet(new(8, 30)))),
            (nameof(Say.ZoneSet), Card.Line(Say.ZoneSet(Berlin))),
            (nameof(Say.DaysSet), Card.Line(Say.DaysSet(StudyDays.Monday | StudyDays.Wednesday | StudyDays.Friday))),
            ("DaysSet. every day", Card.Line(Say.DaysSet(StudyDays.EveryDay))),
            (nameof(Say.HolidaySet), Card.Line(Say.HolidaySet(new(2026, 12, 24)))),
            (nameof(Say.NudgeSet), Card.Line(Say.NudgeSet(new(18, 0)))),
            (nameof(Say.SummarySet), Card.Line(Say.SummarySet(new(IsoDayOfWeek.Friday, new(16, 0))))),
            ("SummarySet. usual day", Card.Line(Say.SummarySet(new(null, new(16, 0))))),
            ("SummarySet. off", Card.Line(Say.SummarySet(null))),
            (nameof(Say.NotesSet), Card.Line(Say.NotesSet(true))),
            ("NotesSet. off", Card.Line(Say.NotesSet(false))),
            (nameof(Say.StartTooLate), Say.StartTooLate(6)),
            (nameof(Say.DateIsOver), Say.DateIsOver(new(2026, 11, 20))),
            (nameof(Say.CurriculumChanged), Say.CurriculumChanged(Bakers.Curriculum, 7)),
            (nameof(Say.CurriculumTooShort), Say.CurriculumTooShort(Bakers.Curriculum, 12)),
            (nameof(Say.SameCurriculum), Say.SameCurriculum(Bakers.Curriculum)),
            (nameof(Say.NoSuchCurriculum), Say.NoSuchCurriculum(name, ["bread", "month-3"])),
            ("NoSuchCurriculum. none at all", Say.NoSuchCurriculum(name, [])),
            (nameof(Say.Excused), Say.Excused(name, 6)),
            (nameof(Say.AlreadyExcused), Say.AlreadyExcused(name, 6)),
            (nameof(Say.NotAMember), Say.NotAMember(name)),
            (nameof(Say.NoSuchPerson), Say.NoSuchPerson(name)),
            (nameof(Say.LeadAdded), Say.LeadAdded(name)),
            (nameof(Say.LeadRemoved), Say.LeadRemoved(name)),
            (nameof(Say.AlreadyLead), Say.AlreadyLead(name)),
            (nameof(Say.NotALead), Say.NotALead(name)),
            (nameof(Say.LastLead), Say.LastLead()),
            (nameof(Say.GuestCannotLead), Say.GuestCannotLead(name)),
            (nameof(Say.CohortPaused), Say.CohortPaused(new(2027, 1, 3), Now + Duration.FromDays(41), Berlin)),
            (nameof(Say.CohortResumed), Say.CohortResumed(Now + Duration.FromHours(20), Berlin)),
            (nameof(Say.CohortNotPaused), Say.CohortNotPaused()),
            (nameof(Say.SkippedToday), Say.SkippedToday(Now + Duration.FromHours(20), Berlin)),
            (nameof(Say.TooLateToSkip), Say.TooLateToSkip(6)),
            (nameof(Say.NothingToSkip), Say.NothingToSkip(Now + Duration.FromHours(20), Berlin)),
            (nameof(Say.NothingToSum), Say.NothingToSum()),
        ]),
        .. Under("privacy", [
            (nameof(Say.ForgetMeAsk), Say.ForgetMeAsk()),
            (nameof(Say.Forgotten), Say.Forgotten()),
            (nameof(Say.MyData), Say.MyData([new("my-data.json", "application/json", "{}"), new("my-check-ins.csv", "text/csv", "")])),
            (nameof(Say.SentDirectly), Say.SentDirectly()),
            (nameof(Say.NothingKept), Say.NothingKept()),
        ]),
        .. Under("home", [
            (nameof(Say.Home), Say.Home(Bakers, Member(name), Six, Halfway, [Plan.Find(4)!, Six], Now, Berlin)),
            ("Home. done, muted, hidden, on pause", Say.Home(Bakers, Member(name) with { Ledger = Member(name).Ledger.With(6, CheckInClass.OnTime), Muted = true, Hidden = true, Pauses = [new(Now - Duration.FromDays(1), Now + Duration.FromDays(1))] }, Six, Halfway, [], Now, Berlin)),
            ("Home. before the first lesson", Say.Home(Bakers with { Posted = [] }, Member(name), null, Halfway with { Current = 0, Units = [] }, [], Now, Berlin)),
            (nameof(Say.EmptyHome), Say.EmptyHome()),
        ]),
        .. Under("install", [
            (nameof(Say.InstallDone), Card.Line(Say.InstallDone(name))),
            (nameof(Say.InstallStale), Card.Line(Say.InstallStale())),
            (nameof(Say.InstallDeclined), Card.Line(Say.InstallDeclined())),
            (nameof(Say.InstallFailed), Card.Line(Say.InstallFailed())),
            (nameof(Say.InstallNotAllowed), Card.Line(Say.InstallNotAllowed())),
            (nameof(Say.InstallPerWorkspace), Card.Line(Say.InstallPerWorkspace())),
        ]),
        .. Under("setup", [
            (nameof(Say.Greeting), Say.Greeting()),
            (nameof(Say.SetUpForm), Say.SetUpForm([Bakers.Curriculum], Values, new Dictionary<string, string>())),
            ("SetUpForm. with errors", Say.SetUpForm([Bakers.Curriculum], Values, Errors())),
            (nameof(Say.SetUpDone), Say.SetUpDone(Bakers, Plan.Find(1)!, Now)),
            (nameof(Say.AlreadyRunning), Say.AlreadyRunning(Bakers)),
            (nameof(Say.FileNotRead), Card.Line(Say.FileNotRead())),
            (nameof(Say.FileTooLarge), Card.Line(Say.FileTooLarge())),
            (nameof(Say.FileNotText), Card.Line(Say.FileNotText())),
        ]),
        .. Under("which cohort", [
            (nameof(Say.NoCohortHere), Say.NoCohortHere()),
            (nameof(Say.NoCohortOfYours), Say.NoCohortOfYours()),
            (nameof(Say.WhichCohort), Say.WhichCohort([Bakers, Bakers with { Id = new("local", "local", "cake"), Curriculum = new("cake", "c3", "Cake at home", 10) }], "done 6")),
        ]),
        .. Under("outages", [
            (nameof(Say.OutageNote), Say.OutageNote([6])),
            ("OutageNote. two lessons", Say.OutageNote([5, 6])),
            ("OutageNote. none", Say.OutageNote([])),
            (nameof(Say.PostingStopped), Say.PostingStopped(Plan.Title, "the channel was archived")),
        ]),
        .. Under("help", [
            (nameof(Say.Help), Say.Help(isLead: false)),
            ("Help. for leads", Say.Help(isLead: true)),
            (nameof(Say.Unknown), Say.Unknown(new("leaderbord", "leaderboard [week|all]", null))),
            ("Unknown. nothing near", Say.Unknown(new(name, null, null))),
            ("Unknown. a wrong argument", Say.Unknown(new("pause until yesterday-ish", "pause until DATE", "I do not see a date there."))),
            ("Unknown. a problem alone", Say.Unknown(new("zone mars", null, "There is no zone named mars."))),
            ("Unknown. no words", Say.Unknown(new("", null, null))),
        ]),
        .. Under("fitting", [
            (nameof(Say.Shortened), Card.Line(Say.Shortened())),
            (nameof(Say.PasteAgain), Card.Line(Say.PasteAgain())),
            (nameof(Say.NothingToShow), Card.Line(Say.NothingToShow())),
        ]),
        .. Under("problems", [
            .. typeof(Problems).GetFields().Select(f => (f.Name, Card.Line((string)f.GetValue(null)!))),
            (nameof(Problems.ZoneLike), Card.Line(Problems.ZoneLike(["Europe/Berlin", "America/Merida"]))),
        ]),
    ];

    private static readonly Dictionary<string, string> Values = new()
    {
        [SetUpFields.Curriculum] = "bread",
        [SetUpFields.Start] = "2026-11-25",
        [SetUpFields.Time] = "09:00",
        [SetUpFields.Zone] = "Europe/Berlin",
        [SetUpFields.Days] = "mon-fri",
        [SetUpFields.Nudge] = "18:00",
        [SetUpFields.Summary] = "17:00",
        [SetUpFields.Notes] = "off",
    };

    private static Dictionary<string, string> Errors() => new()
    {
        [SetUpFields.Curriculum] = Say.NoPlanChosen(),
        [SetUpFields.File] = Say.PlanHasErrors([new("own.md", 12, Severity.Error, "day-twice", "Day 4 is there twice; give one of them another number.")]),
        [SetUpFields.Start] = Say.StartIsOver(),
        [SetUpFields.Time] = Say.NotATime(),
        [SetUpFields.Zone] = Say.NotAZone(),
        [SetUpFields.Days] = Say.NotDays(),
        [SetUpFields.Holidays] = Say.NotHolidays(),
        [SetUpFields.Nudge] = Say.NotATimeOrOff(),
        [SetUpFields.Summary] = Say.NotASummary(),
        [SetUpFields.Notes] = Say.NotADate(),
    };

    private static WeekInReview Review(string name) => new(
        Plan,
        [new(Plan.Find(5)!, new(8, 8)), new(Six, new(5, 8))],
        Table(name),
        [new(name, 7), new("Bo", 3)],
        [new(name, 6, "https://ana.example/loaf")],
        Six.BlogPost,
        Plan.Find(7),
        Now + Duration.FromHours(20),
        []);

    private static IEnumerable<Unit> EveryUnit() =>
        from state in Enum.GetValues<UnitState>()
        from spent in (bool[])[false, true]
        from earned in (bool[])[false, true]
        from streak in (int[])[0, 7]
        select new Unit(6, state, spent, earned, streak);

    private static Schedule Rare() => Bakers.Schedule with
    {
        Days = StudyDays.Saturday | StudyDays.Sunday,
        Pauses = [new(new(2026, 12, 24), new(2027, 1, 3))],
        Nudge = null,
        Summary = new(IsoDayOfWeek.Sunday, new(16, 0)),
    };

    private static Delivery Delivered(DeliveryState state) =>
        new(new(1, DeliveryKind.Lesson, "0006"), new(2026, 11, 24), PostedSix.Slot, state, "owner", PostedSix.Slot);

    private static IEnumerable<Spoken> Under(string theme, IEnumerable<(string Name, Card Card)> cards) =>
        cards.Select(c => new Spoken(theme, c.Name, c.Card));
}
