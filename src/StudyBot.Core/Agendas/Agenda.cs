using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Standings;

namespace StudyBot.Agendas;

/// <summary>What is due: a pure function of the cohort and the instant, so that restarts, missed ticks, changed hours and two instances are all the same case.</summary>
public static class Agenda
{
    private static readonly Duration NudgeAfter = Duration.FromHours(2);

    /// <summary>What is due and not yet settled, by instant; of equals the lesson first, then its nudges, then the summary.</summary>
    public static IReadOnlyList<Due> Due(Cohort cohort, Instant now)
    {
        if (cohort.Broken is not null) return [];
        var due = new List<Due>(3);
        if (Lesson(cohort, now) is { } lesson) due.Add(lesson);
        if (Nudge(cohort, now) is { } nudge) due.Add(nudge);
        if (Summary(cohort, now) is { } summary) due.Add(summary);
        return due.Count < 2 ? due : [.. due.OrderBy(d => d.At)];
    }

    /// <summary>The next instant at which something is due: the instant itself where something is already; null where nothing will be.</summary>
    public static Instant? Next(Cohort cohort, Instant after)
    {
        if (cohort.Broken is not null) return null;
        if (Due(cohort, after).Count > 0) return after;
        Instant?[] coming = [NextLesson(cohort, after), NextNudge(cohort, after), NextSummary(cohort, after)];
        return coming.Min();
    }

    /// <summary>Nothing of it counts or comes any more: its last lesson's grace is over and its closing summary is out. Until then no other may take its channel.</summary>
    public static bool IsOver(Cohort cohort, Instant now) =>
        cohort is { IsFinished: true, Posted: [.., var last] } && last.GraceEnd < now && Next(cohort, now) is null;

    /// <summary>When a lesson's nudges go out: the first nudge time at least 2 h after it opened and before it is due; null where there is none.</summary>
    public static Instant? NudgeAt(Schedule schedule, PostedLesson lesson)
    {
        if (schedule.Nudge is not { } time) return null;
        for (var date = lesson.Opens.InZone(schedule.Zone).Date; ; date = date.PlusDays(1))
        {
            var at = Calendar.At(schedule.Zone, date + time);
            if (at >= lesson.Due) return null;
            if (at >= lesson.Opens + NudgeAfter) return at;
        }
    }

    /// <summary>The next slot of a lesson after an instant; null once the plan is over.</summary>
    public static Instant? NextLesson(Cohort cohort, Instant after)
    {
        if (cohort.IsFinished) return null;
        var date = after.InZone(cohort.Schedule.Zone).Date.PlusDays(-2);
        if (date < cohort.Schedule.Start.PlusDays(-1)) date = cohort.Schedule.Start.PlusDays(-1);
        if (cohort.Posted is [.., var last] && date < last.Date) date = last.Date;
        while (true)
        {
            date = Calendar.NextStudyDay(cohort.Schedule, date);
            var slot = Calendar.SlotOn(cohort.Schedule, date);
            if (slot > after) return slot;
        }
    }

    /// <summary>When people are told that a lesson comes: at the slot that is due and not out yet, or else at the next one; null where the plan is over or posting stopped.</summary>
    public static Instant? ComingLesson(Cohort cohort, Instant now)
    {
        if (cohort.Broken is not null) return null;
        return Lesson(cohort, now)?.Slot ?? NextLesson(cohort, now);
    }

    /// <summary>The newest slot that has come, is not posted, and is less than 12 h old. An older one is gone: the plan slides.</summary>
    private static Due.Lesson? Lesson(Cohort cohort, Instant now)
    {
        if (cohort.IsFinished) return null;
        var today = now.InZone(cohort.Schedule.Zone).Date;
        for (var date = today.PlusDays(1); date >= today.PlusDays(-2); date = date.PlusDays(-1))
        {
            if (date < cohort.Schedule.Start || cohort.Posted is [.., var last] && date <= last.Date) return null;
            if (!Calendar.IsStudyDay(cohort.Schedule, date)) continue;
            var slot = Calendar.SlotOn(cohort.Schedule, date);
            if (slot > now) continue;
            return Since(cohort, date, slot) is { } since && now - since < Calendar.CatchUp ? new(cohort.Day + 1, date, slot) : null;
        }

        return null;
    }

    /// <summary>A slot that a change of settings moved into the past of its own date counts from the change: that lesson is posted at once.
    /// On an earlier date it never was a slot: null.</summary>
    private static Instant? Since(Cohort cohort, LocalDate date, Instant slot)
    {
        if (cohort.ChangedAt is not { } changed || changed <= slot) return slot;
        return changed.InZone(cohort.Schedule.Zone).Date == date ? changed : null;
    }

    private static Due.Nudge? Nudge(Cohort cohort, Instant now)
    {
        if (cohort.Posted is not [.., var newest] || cohort.NudgedThrough >= newest.Day) return null;
        return NudgeAt(cohort.Schedule, newest) is { } at && at <= now && now < Instant.Min(newest.Due, at + Calendar.CatchUp) ? new(newest.Day, at) : null;
    }

    /// <summary>When the newest lesson's nudges go out, after an instant; null where they are settled, there are none, or posting stopped.</summary>
    public static Instant? NextNudge(Cohort cohort, Instant after) =>
        cohort is { Broken: null, Posted: [.., var newest] } && cohort.NudgedThrough < newest.Day && NudgeAt(cohort.Schedule, newest) is { } at && at > after ? at : null;

    private static Due.Summary? Summary(Cohort cohort, Instant now)
    {
        if (cohort.Schedule.Summary is null || cohort.Posted.Count == 0) return null;
        var slot = Weeks.Last(cohort.Schedule, now);
        // No later one would tell of the last lesson: the one that does is given as long as it is the newest.
        if (now - slot >= Calendar.CatchUp && !(cohort.IsFinished && cohort.Posted[^1].Opens <= slot) || slot <= cohort.LastSummary || HadSummary(cohort, slot)) return null;
        return Weeks.Lessons(cohort, slot).Count == 0 ? null : new(Weeks.At(cohort.Schedule, slot), slot);
    }

    private static Instant? NextSummary(Cohort cohort, Instant after)
    {
        if (cohort.Schedule.Summary is null) return null;
        var slot = Weeks.Next(cohort.Schedule, after);
        if (HadSummary(cohort, slot)) slot = Weeks.Next(cohort.Schedule, slot);
        return Weeks.Lessons(cohort, slot).Count == 0 ? null : slot;
    }

    /// <summary>Whether a slot's date had its summary, at an hour that was moved since: one a week is enough, and the next one tells what it could not.</summary>
    private static bool HadSummary(Cohort cohort, Instant slot) =>
        cohort.LastSummary is { } given && cohort.Posted is [var first, ..] && first.Opens <= given && given.InZone(cohort.Schedule.Zone).Date == slot.InZone(cohort.Schedule.Zone).Date;
}
