using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>What people decide about themselves: joining, leaving, pausing, nudges, tables, reminders.</summary>
public static class Members
{
    public static Decision Join(Scene scene)
    {
        if (scene.Member.IsActive) return Decision.Say(Say.AlreadyJoined(Plan(scene)));
        if (scene.Member.JoinedAt <= scene.At) return Rejoin(scene, scene.Member with { Left = false });
        var joined = scene.Member with { JoinedAt = scene.At, Left = false };
        int? from = scene.Newest == 0 ? null : Streak.FirstUnit(scene.Cohort.Posted, joined);
        // Nobody new can keep a lesson that is over, though it is their first by the rule.
        if (from is { } newest && scene.Cohort.Lesson(newest) is { } first && first.GraceEnd < scene.At) from = null;
        return Counting(scene, joined).And(Say.Joined(Plan(scene), from, begun: scene.Newest > 0, isLast: scene.Cohort.IsFinished));
    }

    private static Decision Rejoin(Scene scene, Member member)
    {
        var streak = Streak.Fold(scene.Cohort.Posted, member, scene.At).Current;
        return Counting(scene, member).And(Say.Rejoined(Plan(scene), streak, scene.Cohort.Lesson(scene.Newest), member.Ledger[scene.Newest], scene.At, scene.ReaderZone));
    }

    public static Decision Leave(Scene scene) => scene.Member.IsActive
        ? Counting(scene, scene.Member with { Left = true }).And(Say.Left(Plan(scene)))
        : Decision.Say(TakesNoPart(scene)!);

    /// <summary>Null to whoever takes part.</summary>
    private static Card? TakesNoPart(Scene scene) => scene.Member switch
    {
        { IsActive: true } => null,
        { HasLeft: true } => Say.Left(Plan(scene)),
        _ => Say.NotJoined(Plan(scene)),
    };

    /// <summary>The platform says the person left the channel: the same, without a word. Whoever was known without taking part, or took part in an earlier run alone, is told of the others no more either.</summary>
    public static Decision LeftChannel(Scene scene) =>
        !scene.IsKnown || scene.Member.Left ? Decision.Nothing : Counting(scene, scene.Member with { Left = true });

    /// <summary>Whoever is known here is called by their new name from now on. A platform tells of each change of a profile; most are none here.</summary>
    public static Decision Renamed(Scene scene) => scene.Row.ETag is null || Named(scene, scene.Member) == scene.Member ? Decision.Nothing : Put(scene, scene.Member);

    public static Decision PauseUntil(Scene scene, LocalDate date)
    {
        if (Pauses.PauseUntil(scene.Member, date, scene.At, scene.Zone) is not { } paused) return Decision.Say(Say.PauseIsOver(date, scene.Today));
        if (TakesNoPart(scene) is { } apart) return Counting(scene, paused).And(new Card([.. apart.Parts, Say.PauseKept(date)]));
        int[] open = [.. Streak.Fold(scene.Cohort.Posted, paused, scene.At).Units.Where(unit => unit.State is UnitState.Open).Select(unit => unit.Lesson)];
        Instant? end = open.Length > 0 ? scene.Cohort.Lesson(open[^1])!.GraceEnd : null;
        return Counting(scene, paused).And(Say.Paused(date, open, end, scene.ReaderZone));
    }

    public static Decision Back(Scene scene) => Pauses.Back(scene.Member, scene.At) is { } back
        ? Counting(scene, back).And(TakesNoPart(scene) is { } apart ? new([Say.PauseEnded(), .. apart.Parts]) : Say.Back())
        : Decision.Say(TakesNoPart(scene) ?? NotPaused(scene));

    /// <summary>What may be meant is the cohort's rest.</summary>
    private static Card NotPaused(Scene scene) => scene switch
    {
        _ when Say.HasStopped(scene.Cohort, scene.IsLead) is { } stopped => Card.Of(stopped),
        { Rest: { } rest } when rest.From <= scene.Today => Say.CohortRests(rest.Until),
        _ => Say.NotPaused(),
    };

    public static Decision Mute(Scene scene) => Put(scene, scene.Member with { Muted = true }).And(Say.Muted(scene.Member));

    public static Decision Unmute(Scene scene) => Put(scene, scene.Member with { Muted = false, Nudges = 0 }).And(Say.Unmuted(scene.Member, scene.Cohort.Schedule));

    public static Decision Hide(Scene scene) => Put(scene, scene.Member with { Hidden = true }).And(Say.Hidden(scene.Member));

    public static Decision Show(Scene scene) => Put(scene, scene.Member with { Hidden = false }).And(Say.Shown(scene.Member));

    /// <summary>A private reminder of the newest lesson, today: at the time named, as the person's own clock shows it, else at the nudge time, else (where that is past) in 3 h.</summary>
    public static Decision Remind(Scene scene, LocalTime? named)
    {
        if (scene.Member.HasLeft) return Decision.Say(Say.Left(Plan(scene)));
        var lesson = scene.ThreadLesson ?? scene.Newest;
        if (lesson == 0 || scene.Member.Ledger[lesson] is not null) return Decision.Say(Say.NothingToRemind(lesson == 0 ? null : lesson));
        var at = RemindAt(scene, named);
        if (at <= scene.At) return Decision.Say(Say.TooLateToRemind(named!.Value));

        var reminder = new Delivery(ReminderOf(scene), at.InZone(scene.Zone).Date, at, DeliveryState.Planned, Owner: "", LeaseEnd: at, Person: scene.Member.Id);
        // Whoever is only known by it has a row all the same, by which it is found when they ask what is kept, or to be forgotten.
        return (scene.Row.ETag is null ? Put(scene, scene.Member) : Decision.Nothing)
            .And(new Change.PutDelivery(reminder, scene.Reminder?.ETag))
            .And(Say.RemindAt(lesson, at, scene.ReaderZone));
    }

    /// <summary>One reminder a lesson and person: asking again moves it.</summary>
    public static DeliveryId ReminderOf(Scene scene) =>
        Deliveries.Reminder(scene.Cohort.Run, scene.ThreadLesson ?? scene.Newest, scene.Member.Id);

    private static Instant RemindAt(Scene scene, LocalTime? named)
    {
        if (named is { } time) return Calendar.At(scene.ReaderZone, scene.At.InZone(scene.ReaderZone).Date + time);
        var nudge = scene.Cohort.Schedule.Nudge is { } usual ? Calendar.At(scene.Zone, scene.Today + usual) : scene.At;
        return nudge > scene.At ? nudge : scene.At + Duration.FromHours(3);
    }

    private static string Plan(Scene scene) => scene.Cohort.Curriculum.Title;

    /// <summary>Who counts in the totals is another now, and the cards of now tell it.</summary>
    private static Decision Counting(Scene scene, Member member) => Put(scene, member) with { Changed = scene.Counting };

    private static Decision Put(Scene scene, Member member) => Decision.Nothing.And(new Change.PutMember(scene.Cohort.Run, Named(scene, member), scene.Row.ETag));

    /// <summary>As the platform calls them now, and where they live.</summary>
    private static Member Named(Scene scene, Member member) =>
        member with { Name = scene.Incoming.From.NameOr(member.Name), Zone = scene.Incoming.From.Zone ?? member.Zone };
}
