using NodaTime;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>From a command and what was gathered for it to what is written and said. A new command gets a line here and one in <see cref="Need"/>.</summary>
public static class Decide
{
    public static Decision On(Command command, Scene scene) => command switch
    {
        Command.ForLeads when !scene.IsLead => Leads.LeadsOnly(scene),
        _ when MovesLessons(command) && scene.Cohort is { IsFinished: true, Broken: null } => Decision.Say(Say.NothingToMove(scene.Cohort.Curriculum.Title)),
        _ when TellsOfOthers(command) && scene is { Member.Left: true, Incoming.Where.Direct: true } && (scene.Member.HasLeft || !scene.IsLead) => Decision.Say(scene.Member.HasLeft ? Say.Left(scene.Cohort.Curriculum.Title) : Say.NotJoined(scene.Cohort.Curriculum.Title)),
        Command.Done done => CheckingIn.Record(scene, done.CheckIn, "button"),
        Command.Undo undo => Withdrawing.Undo(scene, undo.Lesson),
        Command.Move move => Withdrawing.Move(scene, move.From, move.To),
        Command.Keep => Decision.Say(Say.Kept()),
        Command.Today => Asking.Today(scene),
        Command.ShowLesson show => Asking.ShowLesson(scene, show.Lesson),
        Command.Next => Asking.Next(scene),
        Command.Me => Asking.Me(scene),
        Command.Why => Asking.Why(scene),
        Command.Leaderboard board => Asking.Leaderboard(scene, board.ThisWeek),
        Command.Open => Asking.Open(scene),
        Command.Week => Asking.Week(scene),
        Command.Links => Asking.Links(scene),
        Command.Settings => Asking.Settings(scene),
        Command.Help => Decision.Say(Say.Help(scene.IsLead, scene.Incoming.Where is { Direct: true, Cohort: null } ? null : scene.Cohort)),
        Command.Join => Members.Join(scene),
        Command.Leave => Members.Leave(scene),
        Command.PauseUntil pause => Members.PauseUntil(scene, pause.Date),
        Command.Back => Members.Back(scene),
        Command.Mute => Members.Mute(scene),
        Command.Unmute => Members.Unmute(scene),
        Command.Remind remind => Members.Remind(scene, remind.At),
        Command.Hide => Members.Hide(scene),
        Command.Show => Members.Show(scene),
        Command.MyData => Oneself.MyData(scene.Files),
        Command.ForgetMe forget => Oneself.ForgetMe(forget.Sure, scene.LedAlone),
        Command.Lead lead => Leads.Lead(scene, lead),
        Command.Excuse excuse => Leads.Excuse(scene, excuse),
        Command.UseCurriculum use => Leads.UseCurriculum(scene, use.Name, scene.Curricula),
        Command.Notes notes => Leads.Notes(scene, notes.On),
        Command.Setup => Decision.Say(Say.AlreadyRunning(scene.Cohort, scene.At)),
        Command.Start start => Rescheduling.Start(scene, start.Date),
        Command.Time time => Rescheduling.Time(scene, time.At),
        Command.Zone zone => Rescheduling.Zone(scene, DateTimeZoneProviders.Tzdb[zone.Id]),
        Command.Days days => Rescheduling.Days(scene, days.StudyDays),
        Command.Holiday holiday => Rescheduling.Holiday(scene, holiday.Date, holiday.Off),
        Command.Nudge nudge => Rescheduling.Nudge(scene, nudge.At),
        Command.Summary summary => Rescheduling.Summary(scene, summary.Slot),
        Command.PauseCohort pause => Rescheduling.PauseCohort(scene, pause.Until),
        Command.ResumeCohort => Rescheduling.ResumeCohort(scene),
        Command.SkipToday => Rescheduling.SkipToday(scene),
        Command.SummaryNow => Asking.SummaryNow(scene),
        Command.Status => Asking.Status(scene),
        _ => throw new NotSupportedException($"No decision for {command.GetType().Name}."),
    };

    /// <summary>Whether its answer is for those who are in the channel: whoever left it may ask about themselves alone.</summary>
    private static bool TellsOfOthers(Command command) => command is Command.Leaderboard or Command.Links or Command.SummaryNow;

    /// <summary>Whether it is about lessons still to come, of which there are none after the last.</summary>
    private static bool MovesLessons(Command command) => command is Command.Start or Command.Time or Command.Days or Command.Holiday
        or Command.PauseCohort or Command.ResumeCohort or Command.SkipToday;
}
