using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Standings;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>What a lead decides about the cohort. Every change touches only lessons not yet posted.</summary>
public static class Leads
{
    public static Decision LeadsOnly(Scene scene) => Decision.Say(scene.Cohort.Leads.Count == 0 ? Say.NobodyLeads() : Say.LeadsOnly(
        [.. scene.Cohort.Leads.Select(lead => scene.Members.FirstOrDefault(m => m.Value.Id.User == lead)?.Value.Name).Where(name => name is { Length: > 0 }).OfType<string>()]));

    public static Decision Lead(Scene scene, Command.Lead said)
    {
        var leads = scene.Cohort.Leads;
        var found = Find(scene, said.Whom);
        if (found.Length > 1) return Decision.Say(Say.SeveralOfThatName(said.Whom.Called));
        if (found is [] && said.Whom.Name is null) return Decision.Say(Nobody(said.Whom, lesson: false));
        var (user, name) = found is [var row] ? (row.Value.Id.User, NameOf(row.Value, said.Whom)) : (said.Whom.Person, said.Whom.Called);
        var isLead = leads.Contains(user);
        if (said.Off && !isLead) return Decision.Say(Say.NotALead(name));
        if (!said.Off && isLead) return Decision.Say(Say.AlreadyLead(name));
        var themselves = user == scene.Incoming.From.Id.User;
        if (said.Off && leads.Count == 1) return Decision.Say(Say.LastLead(themselves ? null : name));
        if (said.Off) return Put(scene, scene.Cohort with { Leads = [.. leads.Where(lead => lead != user)] }).And(Say.LeadRemoved(themselves ? null : name));
        var named = Put(scene, scene.Cohort with { Leads = [.. leads, user] }).And(Say.LeadAdded(name));
        // Who leads has a row like everybody, so that what is kept of them is found when they ask; they are called as they were named until their first word.
        if (found is []) return named.And(new Change.PutMember(scene.Cohort.Run, scene.Named ?? Member.New(scene.Member.Id with { User = user }, name), null));
        // Who left an earlier cohort of the channel and leads this one is here again.
        return found is [{ Value: { Left: true, HasLeft: false } gone } before] ? named.And(new Change.PutMember(scene.Cohort.Run, gone with { Left = false }, before.ETag)) : named;
    }

    /// <summary>Taken back, a lesson counts by the usual rules again: an excuse is a number in the row, and all else is worked out from it.</summary>
    public static Decision Excuse(Scene scene, Command.Excuse said)
    {
        var lesson = said.Lesson;
        if (lesson < 1 || lesson > scene.Cohort.Curriculum.Lessons) return Decision.Say(Say.Refused([Say.NoSuchDay(lesson, scene.Cohort.Curriculum.Lessons)]));
        var found = Find(scene, said.Whom);
        if (found.Length > 1) return Decision.Say(Say.SeveralOfThatName(said.Whom.Called));
        if (found is not [var row]) return Decision.Say(said.Whom.Name is { } called ? Say.NotAMember(called) : Nobody(said.Whom, lesson: true));
        var name = NameOf(row.Value, said.Whom);
        if (row.Value.JoinedAt is null) return Decision.Say(Say.NotAMember(name));
        var excused = row.Value.Excused;
        if (said.Off && !excused.Contains(lesson)) return Decision.Say(Say.NotExcused(name, lesson, excused));
        if (said.Off) return Put([.. excused.Where(other => other != lesson)]).And(Say.ExcusedNoLonger(name, lesson));
        if (excused.Contains(lesson)) return Decision.Say(Say.AlreadyExcused(name, lesson));
        return Put([.. excused.Append(lesson).Order()]).And(Say.Excused(name, lesson, Excuses.Of(scene.Cohort, row.Value, lesson, scene.At)));

        Decision Put(IReadOnlyList<int> lessons) => Decision.Nothing.And(new Change.PutMember(scene.Cohort.Run, row.Value with { Excused = lessons }, row.ETag));
    }

    /// <param name="known">The newest version of each name.</param>
    public static Decision UseCurriculum(Scene scene, string? name, IReadOnlyList<CurriculumVersion> known)
    {
        if (name is null) return Decision.Say(Say.Curricula(known, scene.Cohort.Curriculum));
        if (known.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } other)
            return Decision.Say(Say.NoSuchCurriculum(name, [.. known.Select(c => c.Name)]));
        if (other == scene.Cohort.Curriculum) return Decision.Say(Say.SameCurriculum(other));
        if (scene.Cohort.IsFinished && other.Name != scene.Cohort.Curriculum.Name) return Decision.Say(Say.CurriculumIsOver(scene.Cohort.Curriculum.Title, other.Title));
        if (scene.Out is { } day && (other.Lessons < day || other.Lessons == day && scene.Cohort.IsFinished)) return Decision.Say(Say.CurriculumTooShort(other, day));
        var before = scene.Out is { } through ? [.. scene.Cohort.Before ?? [], new FollowedPlan(scene.Cohort.Curriculum, through)] : scene.Cohort.Before;
        return Put(scene, scene.Cohort with { Curriculum = other, Before = before }).And(Say.CurriculumChanged(other, (scene.Out ?? 0) + 1));
    }

    public static Decision Notes(Scene scene, bool on) =>
        Put(scene, scene.Cohort with { NotesAllowed = on }).And(Card.Line(Say.NotesSet(on)));

    public static Decision Start(Scene scene, LocalDate date)
    {
        if (scene.Out is { } day) return Decision.Say(Say.StartTooLate(day));
        return date < scene.Today ? Decision.Say(Say.DateIsOver(date)) : Change(scene, s => s with { Start = date }, Say.StartSet(date));
    }

    public static Decision Time(Scene scene, LocalTime at) => Change(scene, s => s with { LessonTime = at }, Say.TimeSet(at), Say.NudgesWithoutRoom);

    public static Decision Zone(Scene scene, DateTimeZone zone) => Change(scene, s => s with { Zone = zone }, Say.ZoneSet(zone));

    public static Decision Days(Scene scene, StudyDays days) =>
        Change(scene, s => s with { Days = days }, Say.DaysSet(days), after => SummaryMoved(scene.Cohort.Schedule, after), Say.NudgesWithoutRoom);

    /// <summary>When the summary comes, where it goes with the study days and they have moved it.</summary>
    private static Text? SummaryMoved(Schedule before, Schedule after) => after.Summary is { Day: null } usual && Weeks.SummaryDay(after) is var day && day != Weeks.SummaryDay(before)
        ? Text.Plain(Say.SummarySet(usual with { Day = day }))
        : null;

    public static Decision Holiday(Scene scene, LocalDate date, bool off)
    {
        if (date < scene.Today) return Decision.Say(Say.DateIsOver(date));
        if (off) return HolidayOff(scene, date);
        if (date == scene.Today && scene.OutToday is { } day) return Decision.Say(Say.TooLateToSkip(day));
        return Change(scene, s => s with { Holidays = s.Holidays.Append(date).ToHashSet() }, Say.HolidaySet(date));
    }

    /// <summary>Today, taken back after its slot, has its lesson at once, as with every change that moves a slot into the past of its date.</summary>
    private static Decision HolidayOff(Scene scene, LocalDate date)
    {
        var before = scene.Cohort.Schedule;
        if (!before.Holidays.Contains(date)) return Decision.Say(Say.NoHoliday(date, before.Holidays.Count > 0));
        var after = before with { Holidays = before.Holidays.Where(other => other != date).ToHashSet() };
        return Change(scene, _ => after, Say.HolidayTakenBack(date, date >= after.Start && Calendar.IsStudyDay(after, date)));
    }

    public static Decision Nudge(Scene scene, LocalTime? at)
    {
        var room = Say.NudgesWithoutRoom(scene.Cohort.Schedule with { Nudge = at }) is null;
        return Change(scene, s => s with { Nudge = at }, room ? Say.NudgeSet(at) : Say.NudgeTimeSet(at!.Value), Say.NudgesWithoutRoom);
    }

    public static Decision Summary(Scene scene, SummarySlot? slot) => Change(scene, s => s with { Summary = slot }, Say.SummarySet(slot));

    public static Decision PauseCohort(Scene scene, LocalDate until)
    {
        if (until < scene.Today) return Decision.Say(Say.DateIsOver(until));
        if (until == scene.Today && scene.OutToday is { } day) return Decision.Say(Say.TooLateToSkip(day));
        var from = scene.OutToday is null ? scene.Today : scene.Today.PlusDays(1);
        var paused = Rescheduled(scene, s => s with { Pauses = [.. Ended(s.Pauses, scene.Today), new DateSpan(from, until)] });
        PostedLesson[] open = [.. scene.Cohort.Posted.Where(lesson => scene.At <= lesson.GraceEnd)];
        int[] days = [.. open.Select(lesson => lesson.Day), .. scene.Appearing is { } appearing ? [appearing] : (int[])[]];
        Instant? end = open.Length > 0 && scene.Appearing is null ? open[^1].GraceEnd : null;
        return Put(scene, paused).And(Say.CohortPaused(until, scene.OutToday is not null, days, end, NextLesson(paused, scene.At), scene.Zone, scene.At));
    }

    /// <summary>Lets a cohort go on whose channel had refused us; ends a pause otherwise.</summary>
    public static Decision ResumeCohort(Scene scene)
    {
        if (scene is { Cohort.Broken: not null, Rest: { } rest })
        {
            var mended = scene.Cohort with { Broken = null };
            return Put(scene, mended).And(Say.PostsAgain(rest.Until, NextLesson(mended, scene.At), scene.Zone, scene.At));
        }

        if (scene is { Cohort.Broken: null, Rest: null }) return Decision.Say(Say.CohortNotPaused());
        var resumed = Rescheduled(scene, s => s with { Pauses = Ended(s.Pauses, scene.Today) }) with { Broken = null };
        return Put(scene, resumed).And(Say.CohortResumed(NextLesson(resumed, scene.At), scene.Zone, scene.At));
    }

    public static Decision SkipToday(Scene scene)
    {
        if (scene.OutToday is { } day) return Decision.Say(Say.TooLateToSkip(day));
        if (scene.Today < scene.Cohort.Schedule.Start || !Calendar.IsStudyDay(scene.Cohort.Schedule, scene.Today))
            return Decision.Say(Say.NothingToSkip(NextLesson(scene.Cohort, scene.At), scene.Zone, scene.At));
        var skipped = Rescheduled(scene, s => s with { Holidays = s.Holidays.Append(scene.Today).ToHashSet() });
        return Put(scene, skipped).And(Say.SkippedToday(NextLesson(skipped, scene.At), scene.Zone, scene.At));
    }

    /// <summary>When the next lesson comes, also one that is due and not out yet; null where the plan is over or posting stopped.</summary>
    public static Instant? NextLesson(Cohort cohort, Instant now)
    {
        if (cohort.Broken is not null) return null;
        return Agenda.Due(cohort, now).OfType<Due.Lesson>().FirstOrDefault()?.Slot ?? Agenda.NextLesson(cohort, now);
    }

    /// <param name="besides">What else comes of the new schedule; null where nothing does.</param>
    private static Decision Change(Scene scene, Func<Schedule, Schedule> change, string what, params Func<Schedule, Text?>[] besides)
    {
        var changed = Rescheduled(scene, change);
        return Put(scene, changed).And(Say.SettingsChanged(what, NextLesson(changed, scene.At), changed.Schedule.Zone, scene.At, [.. besides.Select(tell => tell(changed.Schedule)).OfType<Text>()]));
    }

    /// <summary>What a change moves into the past counts from the change. A lesson that was due already and has not come (the bot was away) stays due,
    /// and a slot that is gone stays gone where the change has moved none of these days.</summary>
    private static Cohort Rescheduled(Scene scene, Func<Schedule, Schedule> change)
    {
        var (before, after) = (scene.Cohort.Schedule, change(scene.Cohort.Schedule));
        var isAsItWas = Agenda.Due(scene.Cohort, scene.At).Any(due => due is Due.Lesson) || Slots(before, scene.At).SequenceEqual(Slots(after, scene.At));
        return scene.Cohort with
        {
            Schedule = after,
            ChangedAt = isAsItWas ? scene.Cohort.ChangedAt : scene.At,
            NudgedThrough = NudgedThrough(scene, after),
            LastSummary = scene.Cohort.LastSummary ?? BeforeTheFirst(scene.Cohort),
        };
    }

    /// <summary>A nudge time that is over when it is set is for the lessons to come: late nudges are for when the bot was away.</summary>
    private static int NudgedThrough(Scene scene, Schedule after)
    {
        var settled = scene.Cohort.NudgedThrough;
        if (scene.Cohort.Posted is not [.., var newest] || IsOver(scene.Cohort.Schedule) || !IsOver(after)) return settled;
        return Math.Max(settled, newest.Day);

        bool IsOver(Schedule schedule) => Agenda.NudgeAt(schedule, newest) <= scene.At;
    }

    /// <summary>Where the first week began, by the settings it began with.</summary>
    private static Instant? BeforeTheFirst(Cohort cohort) => cohort.Posted is [var first, ..] ? Weeks.Last(cohort.Schedule, first.Opens - Duration.Epsilon) : null;

    /// <summary>The slots around today, of which one may be due: null on a day without.</summary>
    private static IEnumerable<Instant?> Slots(Schedule schedule, Instant now)
    {
        var today = now.InZone(schedule.Zone).Date;
        for (var days = -2; days <= 1; days++)
        {
            var date = today.PlusDays(days);
            yield return date >= schedule.Start && Calendar.IsStudyDay(schedule, date) ? Calendar.SlotOn(schedule, date) : null;
        }
    }

    /// <summary>A lead who was named when nobody knew what they are called has their name from their first word on, so that others learn whom to ask.</summary>
    private static Decision Put(Scene scene, Cohort cohort)
    {
        var put = Decision.Nothing.And(new Change.PutCohort(cohort, scene.Stored.ETag));
        return scene is { Row: { ETag: { } etag, Value: { Name: "" } nameless }, Incoming.From.Name: { Length: > 0 } name }
            ? put.And(new Change.PutMember(cohort.Run, nameless with { Name = name }, etag))
            : put;
    }

    /// <summary>Pauses as they were lived: one that runs ends yesterday, one to come goes.</summary>
    private static DateSpan[] Ended(IReadOnlyList<DateSpan> pauses, LocalDate today) =>
        [.. pauses.Where(pause => pause.From < today).Select(pause => pause with { Until = LocalDate.Min(pause.Until, today.PlusDays(-1)) })];

    /// <summary>Neither a mention nor a name that is known. A mention among other words is one person too many, or one day.</summary>
    private static Card Nobody(Whom whom, bool lesson) =>
        Mentions.Plainly(whom.Person) is var seen && seen != whom.Person ? Say.OneAtATime(seen, lesson) : Say.NoSuchPerson(seen);

    /// <summary>The name that is known, or else the one they were mentioned by.</summary>
    private static string NameOf(Member member, Whom whom) => member.Name.Length > 0 ? member.Name : whom.Called;

    /// <summary>Whom a lead may mean: the one with that user id, or all of that name.</summary>
    private static Versioned<Member>[] Find(Scene scene, Whom whom) => scene.Members.FirstOrDefault(m => m.Value.Id.User == whom.Person) is { } byId
        ? [byId]
        : [.. scene.Members.Where(m => string.Equals(m.Value.Name, whom.Person, StringComparison.OrdinalIgnoreCase))];
}
