using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>What a lead decides about the cohort. Every change touches only lessons not yet posted.</summary>
public static class Leads
{
    public static Decision LeadsOnly(Scene scene) => Decision.Say(Say.LeadsOnly(
        [.. scene.Cohort.Leads.Select(lead => scene.Members.FirstOrDefault(m => m.Value.Id.User == lead)?.Value.Name).Where(name => name is { Length: > 0 }).OfType<string>()]));

    public static Decision Lead(Scene scene, Command.Lead said)
    {
        var leads = scene.Cohort.Leads;
        if ((Find(scene, said.Person) ?? NewHere(said)) is not { } found) return Decision.Say(Say.NoSuchPerson(said.Person));
        var off = said.Off;
        var isLead = leads.Contains(found.User);
        if (off && !isLead) return Decision.Say(Say.NotALead(found.Name));
        if (!off && isLead) return Decision.Say(Say.AlreadyLead(found.Name));
        if (off && leads.Count == 1) return Decision.Say(Say.LastLead());
        if (off) return Put(scene, scene.Cohort with { Leads = [.. leads.Where(lead => lead != found.User)] }).And(Say.LeadRemoved(found.Name));
        var named = Put(scene, scene.Cohort with { Leads = [.. leads, found.User] }).And(Say.LeadAdded(found.Name));
        return found.Row is null ? named.And(new Change.PutMember(scene.Cohort.Run, Known(scene.Cohort, found.User, found.Name), null)) : named;
    }

    /// <summary>Who leads has a row like everybody, so that what is kept of them is found when they ask; they are called as they were named until their first word.</summary>
    public static Member Known(Cohort cohort, string lead, string name) => Member.New(new PersonId(cohort.Id.Platform, cohort.Id.Tenant, lead), name);

    public static Decision Excuse(Scene scene, string person, int lesson)
    {
        if (lesson < 1 || lesson > scene.Cohort.Curriculum.Lessons) return Decision.Say(Say.Refused([Say.NoSuchLesson(lesson, scene.Cohort.Curriculum.Lessons)]));
        if (Find(scene, person) is not { } found) return Decision.Say(Say.NoSuchPerson(person));
        if (found.Row is not { Value.JoinedAt: not null } row) return Decision.Say(Say.NotAMember(found.Name));
        if (row.Value.Excused.Contains(lesson)) return Decision.Say(Say.AlreadyExcused(found.Name, lesson));
        return Decision.Nothing
            .And(new Change.PutMember(scene.Cohort.Run, row.Value with { Excused = [.. row.Value.Excused.Append(lesson).Order()] }, row.ETag))
            .And(Say.Excused(found.Name, lesson));
    }

    /// <param name="known">The newest version of each name.</param>
    public static Decision UseCurriculum(Scene scene, string name, IReadOnlyList<CurriculumVersion> known)
    {
        if (known.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } other)
            return Decision.Say(Say.NoSuchCurriculum(name, [.. known.Select(c => c.Name)]));
        if (other == scene.Cohort.Curriculum) return Decision.Say(Say.SameCurriculum(other));
        if (scene.Out is { } day && other.Lessons < day) return Decision.Say(Say.CurriculumTooShort(other, day));
        return Put(scene, scene.Cohort with { Curriculum = other }).And(Say.CurriculumChanged(other, (scene.Out ?? 0) + 1));
    }

    public static Decision Notes(Scene scene, bool on) =>
        Put(scene, scene.Cohort with { NotesAllowed = on }).And(Card.Line(Say.NotesSet(on)));

    public static Decision Start(Scene scene, LocalDate date)
    {
        if (scene.Out is { } day) return Decision.Say(Say.StartTooLate(day));
        return date < scene.Today ? Decision.Say(Say.DateIsOver(date)) : Change(scene, s => s with { Start = date }, Say.StartSet(date));
    }

    public static Decision Time(Scene scene, LocalTime at) => Change(scene, s => s with { LessonTime = at }, Say.TimeSet(at));

    public static Decision Zone(Scene scene, DateTimeZone zone) => Change(scene, s => s with { Zone = zone }, Say.ZoneSet(zone));

    public static Decision Days(Scene scene, StudyDays days) => Change(scene, s => s with { Days = days }, Say.DaysSet(days));

    public static Decision Holiday(Scene scene, LocalDate date) => date < scene.Today
        ? Decision.Say(Say.DateIsOver(date))
        : Change(scene, s => s with { Holidays = s.Holidays.Append(date).ToHashSet() }, Say.HolidaySet(date));

    public static Decision Nudge(Scene scene, LocalTime? at) => Change(scene, s => s with { Nudge = at }, Say.NudgeSet(at));

    public static Decision Summary(Scene scene, SummarySlot? slot) => Change(scene, s => s with { Summary = slot }, Say.SummarySet(slot));

    public static Decision PauseCohort(Scene scene, LocalDate until)
    {
        if (until < scene.Today) return Decision.Say(Say.DateIsOver(until));
        if (until == scene.Today && scene.OutToday is { } day) return Decision.Say(Say.TooLateToSkip(day));
        var from = scene.OutToday is null ? scene.Today : scene.Today.PlusDays(1);
        var paused = Rescheduled(scene, s => s with { Pauses = [.. Ended(s.Pauses, scene.Today), new DateSpan(from, until)] });
        return Put(scene, paused).And(Say.CohortPaused(until, NextLesson(paused, scene.At), scene.Zone));
    }

    /// <summary>Ends a pause, and lets a cohort go on whose channel had refused us.</summary>
    public static Decision ResumeCohort(Scene scene)
    {
        var resting = scene.Cohort.Schedule.Pauses.Any(pause => pause.Until >= scene.Today);
        if (!resting && scene.Cohort.Broken is null) return Decision.Say(Say.CohortNotPaused());
        var resumed = Rescheduled(scene, s => s with { Pauses = Ended(s.Pauses, scene.Today) }) with { Broken = null };
        return Put(scene, resumed).And(Say.CohortResumed(NextLesson(resumed, scene.At), scene.Zone));
    }

    public static Decision SkipToday(Scene scene)
    {
        if (scene.OutToday is { } day) return Decision.Say(Say.TooLateToSkip(day));
        if (scene.Today < scene.Cohort.Schedule.Start || !Calendar.IsStudyDay(scene.Cohort.Schedule, scene.Today))
            return Decision.Say(Say.NothingToSkip(NextLesson(scene.Cohort, scene.At), scene.Zone));
        var skipped = Rescheduled(scene, s => s with { Holidays = s.Holidays.Append(scene.Today).ToHashSet() });
        return Put(scene, skipped).And(Say.SkippedToday(NextLesson(skipped, scene.At), scene.Zone));
    }

    /// <summary>When the next lesson comes; null where the plan is over.</summary>
    public static Instant? NextLesson(Cohort cohort, Instant now)
    {
        if (cohort.IsFinished || cohort.Broken is not null) return null;
        if (Agenda.Due(cohort, now).OfType<Due.Lesson>().FirstOrDefault() is { } due) return due.Slot;
        var today = now.InZone(cohort.Schedule.Zone).Date;
        var date = today < cohort.Schedule.Start ? cohort.Schedule.Start.PlusDays(-1) : today.PlusDays(-1);
        if (cohort.Posted is [.., var last] && last.Date > date) date = last.Date;
        do date = Calendar.NextStudyDay(cohort.Schedule, date);
        while (Calendar.SlotOn(cohort.Schedule, date) <= now);
        return Calendar.SlotOn(cohort.Schedule, date);
    }

    private static Decision Change(Scene scene, Func<Schedule, Schedule> change, string what)
    {
        var changed = Rescheduled(scene, change);
        return Put(scene, changed).And(Say.SettingsChanged(what, NextLesson(changed, scene.At), changed.Schedule.Zone));
    }

    /// <summary>What a change moves into the past counts from the change. A lesson that was due already and has not come (the bot was away) stays due.</summary>
    private static Cohort Rescheduled(Scene scene, Func<Schedule, Schedule> change) => scene.Cohort with
    {
        Schedule = change(scene.Cohort.Schedule),
        ChangedAt = Agenda.Due(scene.Cohort, scene.At).Any(due => due is Due.Lesson) ? scene.Cohort.ChangedAt : scene.At,
    };

    private static Decision Put(Scene scene, Cohort cohort) => Decision.Nothing.And(new Change.PutCohort(cohort, scene.Stored.ETag));

    /// <summary>Pauses as they were lived: one that runs ends yesterday, one to come goes.</summary>
    private static DateSpan[] Ended(IReadOnlyList<DateSpan> pauses, LocalDate today) =>
        [.. pauses.Where(pause => pause.From < today).Select(pause => pause with { Until = Min(pause.Until, today.PlusDays(-1)) })];

    private static LocalDate Min(LocalDate a, LocalDate b) => a < b ? a : b;

    /// <summary>Somebody who was mentioned by id and has said nothing yet.</summary>
    private static (string User, string Name, Versioned<Member>? Row)? NewHere(Command.Lead said) =>
        said.Mentioned && !said.Person.Contains(' ') ? (said.Person, said.Person, null) : null;

    /// <summary>Whom a lead means: a user id, or the one member of that name.</summary>
    private static (string User, string Name, Versioned<Member>? Row)? Find(Scene scene, string person)
    {
        var byId = scene.Members.FirstOrDefault(m => m.Value.Id.User == person);
        if (byId is not null) return (byId.Value.Id.User, byId.Value.Name, byId);
        Versioned<Member>[] named = [.. scene.Members.Where(m => string.Equals(m.Value.Name, person, StringComparison.OrdinalIgnoreCase)).Take(2)];
        return named is [var one] ? (one.Value.Id.User, one.Value.Name, one) : null;
    }
}
