using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Standings;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>What a lead decides about when lessons, nudges and summaries come. Every change touches only lessons not yet posted.</summary>
public static class Rescheduling
{
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
        var changed = Rescheduled(scene, s => s with { Nudge = at });
        return Leads.Put(scene, changed).And(Say.NudgesChanged(changed.Schedule, changed.Day, Agenda.NextNudge(changed, scene.At)));
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
        return Leads.Put(scene, paused).And(Say.CohortPaused(until, scene.OutToday is not null, days, end, Agenda.ComingLesson(paused, scene.At), scene.Zone, scene.At));
    }

    /// <summary>Lets a cohort go on whose channel had refused us; ends a pause otherwise.</summary>
    public static Decision ResumeCohort(Scene scene)
    {
        if (scene is { Cohort.Broken: not null, Rest: { } rest })
        {
            var mended = scene.Cohort with { Broken = null };
            return Leads.Put(scene, mended).And(Say.PostsAgain(rest.Until, Agenda.ComingLesson(mended, scene.At), scene.Zone, scene.At));
        }

        if (scene is { Cohort.Broken: null, Rest: null }) return Decision.Say(Say.CohortNotPaused());
        var resumed = Rescheduled(scene, s => s with { Pauses = Ended(s.Pauses, scene.Today) }) with { Broken = null };
        return Leads.Put(scene, resumed).And(Say.CohortResumed(Agenda.ComingLesson(resumed, scene.At), scene.Zone, scene.At));
    }

    public static Decision SkipToday(Scene scene)
    {
        if (scene.OutToday is { } day) return Decision.Say(Say.TooLateToSkip(day));
        if (scene.Today < scene.Cohort.Schedule.Start || !Calendar.IsStudyDay(scene.Cohort.Schedule, scene.Today))
            return Decision.Say(Say.NothingToSkip(Agenda.ComingLesson(scene.Cohort, scene.At), scene.Zone, scene.At));
        var skipped = Rescheduled(scene, s => s with { Holidays = s.Holidays.Append(scene.Today).ToHashSet() });
        return Leads.Put(scene, skipped).And(Say.SkippedToday(Agenda.ComingLesson(skipped, scene.At), scene.Zone, scene.At));
    }

    /// <param name="besides">What else comes of the new schedule; null where nothing does.</param>
    private static Decision Change(Scene scene, Func<Schedule, Schedule> change, string what, params Func<Schedule, Text?>[] besides)
    {
        var changed = Rescheduled(scene, change);
        return Leads.Put(scene, changed).And(Say.SettingsChanged(what, Agenda.ComingLesson(changed, scene.At), changed.Schedule.Zone, scene.At, [.. besides.Select(tell => tell(changed.Schedule)).OfType<Text>()]));
    }

    /// <summary>What a change moves into the past counts from the change. A lesson that was due already and has not come (the bot was away) stays due, however far back on its day it is moved;
    /// and a slot that is gone stays gone where the change has moved none of these days.</summary>
    private static Cohort Rescheduled(Scene scene, Func<Schedule, Schedule> change)
    {
        var (before, after) = (scene.Cohort.Schedule, change(scene.Cohort.Schedule));
        var isAsItWas = IsLessonDue(scene.Cohort, scene.At) && IsLessonDue(scene.Cohort with { Schedule = after }, scene.At) || Slots(before, scene.At).SequenceEqual(Slots(after, scene.At));
        return scene.Cohort with
        {
            Schedule = after,
            ChangedAt = isAsItWas ? scene.Cohort.ChangedAt : scene.At,
            NudgedThrough = NudgedThrough(scene, after),
            LastSummary = scene.Cohort.LastSummary ?? BeforeTheFirst(scene.Cohort),
        };
    }

    private static bool IsLessonDue(Cohort cohort, Instant now) => Agenda.Due(cohort, now).Any(due => due is Due.Lesson);

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

    /// <summary>Pauses as they were lived: one that runs ends yesterday, one to come goes.</summary>
    private static DateSpan[] Ended(IReadOnlyList<DateSpan> pauses, LocalDate today) =>
        [.. pauses.Where(pause => pause.From < today).Select(pause => pause with { Until = LocalDate.Min(pause.Until, today.PlusDays(-1)) })];
}
