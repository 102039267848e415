using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Standings;

namespace StudyBot.Tests.Rules;

/// <summary>Rules 1, 8 and 9 read word by word, minute after minute: what a bot posts that is away at times.</summary>
internal sealed class NaiveAgenda
{
    private static readonly Duration HalfADay = Duration.FromHours(12);

    private readonly Schedule _schedule;
    private readonly int _lessons;
    private readonly List<(LocalDate Date, Instant Slot)> _slots;
    private readonly List<Instant> _nudgeTimes = [];
    private readonly List<Instant> _summarySlots = [];
    private readonly List<(LocalDate Date, Instant Opens, Instant Due)> _posted = [];
    private readonly HashSet<int> _nudged = [];
    private readonly HashSet<Instant> _summed = [];
    private readonly List<string> _told = [];

    private NaiveAgenda(Schedule schedule, int lessons, int days)
    {
        (_schedule, _lessons) = (schedule, lessons);
        LocalDate[] dates = [.. Enumerable.Range(-14, days + 28).Select(schedule.Start.PlusDays)];
        _slots = [.. dates.Where(date => date >= schedule.Start && NaiveCalendar.IsStudyDay(schedule, date)).Select(date => (date, NaiveCalendar.At(schedule.Zone, date + schedule.LessonTime)))];
        if (schedule.Nudge is { } nudge) _nudgeTimes = [.. dates.Select(date => NaiveCalendar.At(schedule.Zone, date + nudge))];
        if (schedule.Summary is { } summary) _summarySlots = [.. dates.Where(date => date.DayOfWeek == Weeks.SummaryDay(schedule)).Select(date => NaiveCalendar.At(schedule.Zone, date + summary.Time))];
    }

    public static List<string> Run(Schedule schedule, int lessons, Instant from, int days, Func<Instant, bool> isAway)
    {
        var naive = new NaiveAgenda(schedule, lessons, days);
        for (var minute = 0; minute <= days * 24 * 60; minute++)
        {
            var now = from + Duration.FromMinutes(minute);
            if (isAway(now)) continue;
            // The earliest first; at the same instant the lesson, its nudges, the summary.
            while (new[] { naive.Lesson(now), naive.Nudge(now), naive.Summary(now) }.OfType<(Instant At, Action Do)>().OrderBy(due => due.At).ToList() is [var first, ..]) first.Do();
        }

        return naive._told;
    }

    private (Instant, Action)? Lesson(Instant now)
    {
        if (_posted.Count == _lessons) return null;
        if (!_slots.Exists(s => IsFresh(s.Slot, now) && (_posted.Count == 0 || s.Date > _posted[^1].Date))) return null;
        var (date, slot) = _slots.Last(s => IsFresh(s.Slot, now));
        return (slot, () =>
        {
            var (opens, due, _) = NaiveCalendar.Life(_schedule, date, now);
            _posted.Add((date, opens, due));
            _told.Add($"{now} lesson {_posted.Count} of {slot}");
        });
    }

    private (Instant, Action)? Nudge(Instant now)
    {
        if (_posted.Count == 0 || _nudged.Contains(_posted.Count)) return null;
        var (_, opens, due) = _posted[^1];
        if (!_nudgeTimes.Exists(t => t >= opens + Duration.FromHours(2) && t < due)) return null;
        var at = _nudgeTimes.First(t => t >= opens + Duration.FromHours(2));
        if (!IsFresh(at, now) || now >= due) return null;
        return (at, () =>
        {
            _nudged.Add(_posted.Count);
            _told.Add($"{now} nudge {_posted.Count} of {at}");
        });
    }

    private (Instant, Action)? Summary(Instant now)
    {
        if (!_summarySlots.Exists(slot => slot <= now)) return null;
        var slot = _summarySlots.Last(s => s <= now);
        var before = _summarySlots.LastOrDefault(s => s < slot, Instant.MinValue);
        var closes = _posted.Count == _lessons && _posted[^1].Opens <= slot;
        if (!IsFresh(slot, now) && !closes || _summed.Contains(slot) || !_posted.Exists(lesson => before < lesson.Opens && lesson.Opens <= slot)) return null;
        return (slot, () =>
        {
            _summed.Add(slot);
            _told.Add($"{now} summary of {slot}");
        });
    }

    private static bool IsFresh(Instant slot, Instant now) => slot <= now && now - slot < HalfADay;
}
